import type { Case, Story, Turn } from './case.ts';

/** Longest text of one line of the story. */
const LINE = 280;
const TRIED = 5;

/** Who, what, why and what was tried: what an agent and the client's team see first. Pure. */
export function tellStory(current: Case, turns: Turn[], topicTitle: string | undefined): Story {
  const { customer, reason, recontacts } = current;
  const proof = { verified: 'verified', claimed: 'not verified', none: 'unknown' }[customer.identity];
  const who = [customer.name ?? 'A customer', customer.tier && `tier ${customer.tier}`, proof]
    .filter(Boolean)
    .join(', ');
  const asked = turns.filter(turn => turn.customer);
  const longest = asked.reduce((best, { customer: text }) => (text!.length > best.length ? text! : best), '');
  const again =
    recontacts > 0 ? ` Came back ${recontacts === 1 ? 'once' : `${recontacts} times`} after closing.` : '';
  return {
    who,
    what: `${topicTitle ? `${topicTitle}: ` : ''}${cut(longest)}`,
    why: `${reason?.text ?? 'Asked for a person.'}${again}`,
    tried: turns
      .filter(({ reply }) => reply && !reply.discarded && (reply.source || reply.receipts?.length))
      .slice(-TRIED)
      .map(({ reply }) => `The AI answered: ${cut(reply!.text)}`),
  };
}

const cut = (text: string) => (text.length <= LINE ? text : `${text.slice(0, LINE - 1)}…`);

/** The conversation as lines of text, for a mail. */
export function transcript(turns: Turn[], clientName: string): string[] {
  const speaker = { ai: 'AI', house: 'AI', agent: 'Agent', client: 'Team' } as const;
  return turns.flatMap(({ customer, reply, files }) => [
    ...(customer ? [`Customer: ${customer}`] : []),
    ...(files && !reply?.name ? [`Customer: [${files.map(({ name }) => name).join(', ')}]`] : []),
    ...(reply && !reply.discarded
      ? [`${reply.name ?? `${clientName} ${speaker[reply.by]}`}: ${reply.text}`]
      : []),
  ]);
}
