import { compare, say } from './actions.ts';
import { storeKeys } from './callActions.ts';
import type { Action } from './flow.ts';
import { askRoute } from './queueing.ts';

const SECONDS = 6;

/** How a call went, by one key; a chat has had its link. Entrance: `rate`; it ends at `disconnect`. */
export const rating = (): Record<string, Action> => ({
  rate: compare('$.Channel', { VOICE: 'ask-score' }, 'disconnect'),
  'ask-score': storeKeys({ Text: '$.External.question' }, SECONDS, 1, 'ask-rated', 'disconnect'),
  'ask-rated': askRoute('rated', 'say-thanks', 'disconnect', { score: '$.StoredCustomerInput' }),
  'say-thanks': say('$.External.message', 'disconnect'),
});
