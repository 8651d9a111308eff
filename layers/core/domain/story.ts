import type { Case, Story, Turn } from './case.ts';

/** Longest text of one line of the story. */
const LINE = 280;
const TRIED = 5;

/** What of a story is in our words. */
export interface StoryWords {
  aCustomer: string;
  tier: (tier: string) => string;
  proof: Record<Case['customer']['identity'], string>;
  cameBackOnce: string;
  cameBack: (times: number) => string;
  askedForPerson: string;
  aiAnswered: (text: string) => string;
}

/** As agents read it. */
export const STORY_WORDS: StoryWords = {
  aCustomer: 'A customer',
  tier: tier => `tier ${tier}`,
  proof: { verified: 'verified', claimed: 'not verified', none: 'unknown' },
  cameBackOnce: 'Came back once after closing.',
  cameBack: times => `Came back ${times} times after closing.`,
  askedForPerson: 'Asked for a person.',
  aiAnswered: text => `The AI answered: ${text}`,
};

/** Who, what, why and what was tried: what an agent and the client's team see first. Pure. */
export function tellStory(
  current: Case,
  turns: Turn[],
  topicTitle: string | undefined,
  words: StoryWords = STORY_WORDS,
): Story {
  const { customer, reason, recontacts } = current;
  const who = [
    customer.name ?? words.aCustomer,
    customer.tier && words.tier(customer.tier),
    words.proof[customer.identity],
  ]
    .filter(Boolean)
    .join(', ');
  const asked = turns.filter(turn => turn.customer);
  const longest = asked.reduce((best, { customer: text }) => (text!.length > best.length ? text! : best), '');
  const again = recontacts === 1 ? words.cameBackOnce : words.cameBack(recontacts);
  return {
    who,
    what: `${topicTitle ? `${topicTitle}: ` : ''}${cut(longest)}`,
    why: [reason?.text ?? words.askedForPerson, ...(recontacts > 0 ? [again] : [])].join(' '),
    tried: turns
      .filter(({ reply }) => reply && !reply.discarded && (reply.source || reply.receipts?.length))
      .slice(-TRIED)
      .map(({ reply }) => words.aiAnswered(cut(reply!.text))),
  };
}

const cut = (text: string) => (text.length <= LINE ? text : `${text.slice(0, LINE - 1)}…`);

/** The conversation as lines of text, for a mail. @param speakers how each is called who has no name there */
export function transcript(
  turns: Turn[],
  clientName: string,
  speakers: Record<'customer' | NonNullable<Turn['reply']>['by'], string>,
): string[] {
  return turns.flatMap(({ customer, reply, files }) => [
    ...(customer ? [`${speakers.customer}: ${customer}`] : []),
    ...(files && !reply?.name ? [`${speakers.customer}: [${files.map(({ name }) => name).join(', ')}]`] : []),
    ...(reply && !reply.discarded
      ? [`${reply.name ?? `${clientName} ${speakers[reply.by]}`}: ${reply.text}`]
      : []),
  ]);
}
