import { storeKeys } from './callActions.ts';
import type { Action } from './flow.ts';
import { askRoute } from './queueing.ts';

const SECONDS = 6;
/** Ten is the only answer of two keys: a single one is taken after this pause, or at once with #. */
const MOST_KEYS = 2;
const PAUSE_SECONDS = 2;

/**
 * How a call went, by keys; a chat has had its link. Entrance: `rate`, with the question in `$.External`. Route-contact knows
 * which question the keys answer and whether another follows.
 */
export const rating = (): Record<string, Action> => ({
  rate: storeKeys(
    { Text: '$.External.question' },
    { seconds: SECONDS, most: MOST_KEYS, pause: PAUSE_SECONDS },
    'ask-rated',
    'disconnect',
  ),
  'ask-rated': askRoute('rated', 'say', 'disconnect', {
    asked: '$.External.asked',
    keys: '$.StoredCustomerInput',
  }),
});
