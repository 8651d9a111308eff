import type { Case, Customer, Turn } from '../../layers/core/domain/case.ts';
import type { PastCase } from './fillTable.ts';
import type { Random } from './random.ts';

const DAY = 24 * 3600_000;
const WORDS =
  'order delivery tent jacket return parcel label refund size colour invoice week address shop zip sole boots pack pole stove'.split(
    ' ',
  );

/** So many characters of words. */
function words(random: Random, length: number): string {
  let text = random.pick(WORDS);
  while (text.length < length) text += ` ${random.pick(WORDS)}`;
  return text;
}

/** A case of some time ago. `id` and `contactId` as the product makes them: of their length. */
export function pastCase(
  random: Random,
  given: { id: string; contactId: string; customer: Customer; at: number; turns?: number; open?: boolean },
): PastCase {
  const { id, contactId, customer, at, turns = 1 + Math.floor(random.next() * 4), open = false } = given;
  const stamp = (n: number) => new Date(at + n * 30_000).toISOString();
  const past: Case = {
    caseId: id,
    state: open ? 'with-ai' : 'closed',
    owner: open ? 'ai' : 'nobody',
    epoch: open ? 1 : 3,
    channel: 'chat',
    contactId,
    contactOpen: false,
    customer,
    openedAt: stamp(0),
    updatedAt: stamp(turns),
    ...(open
      ? { dueAt: new Date(at + 300 * DAY).toISOString() }
      : {
          closedAt: stamp(turns),
          closedAs: 'resolved-by-agent' as const,
          reason: { code: 'asks-for-person', text: 'The customer asks for a person.' },
          story: {
            who: 'A customer, verified',
            what: words(random, 120),
            why: 'Asked.',
            tried: [words(random, 200)],
          },
        }),
    topic: 'delivery',
    urgency: 'normal',
    sentiment: 'neutral',
    complexity: 'simple',
    language: 'en',
    failedTries: 0,
    recontacts: 0,
  };
  return { case: past, turns: Array.from({ length: turns }, (_, n) => pastTurn(random, past, n, stamp(n))) };
}

function pastTurn(random: Random, { caseId, contactId }: Case, n: number, at: string): Turn {
  return {
    turnId: `${contactId}:${n + 1}`,
    caseId,
    contactId,
    channel: 'chat',
    at,
    customer: words(random, 60 + random.next() * 120),
    decision: {
      topic: 'delivery',
      confidence: 0.92,
      urgency: 'normal',
      sentiment: 'neutral',
      route: 'answer',
      reasons: ['most like delivery (92 %)', 'next shipping-charge'],
    },
    reply: {
      text: words(random, 150 + random.next() * 250),
      by: 'ai',
      at,
      via: 'bot',
      outcome: 'continue',
      source: 'extract',
      citations: [{ id: 'delivery#times-1', title: 'Delivery times' }],
    },
  };
}
