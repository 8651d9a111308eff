import type { Case } from './case.ts';
import type { ClientConfig } from './clientConfig.ts';

/** What of the client's protocol applies to the case and is not done: it must be, before a hand-over. */
export function missingOf(
  { checklist }: Pick<ClientConfig, 'checklist'>,
  { topic }: Pick<Case, 'topic'>,
  done: readonly string[],
): { id: string; text: string }[] {
  return checklist
    .filter(({ topics }) => !topics || topics.includes(topic ?? ''))
    .filter(({ id }) => !done.includes(id))
    .map(({ id, text }) => ({ id, text }));
}
