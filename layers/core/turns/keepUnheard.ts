import type { Case } from '../domain/case.ts';
import type { Heard, HeardMessages } from '../store/heard.ts';
import { goToPeople } from './goToPeople.ts';
import { openCase, type OpenCaseDependencies } from './openCase.ts';

export interface KeepUnheardDependencies extends OpenCaseDependencies {
  heard: HeardMessages;
  config: OpenCaseDependencies['config'] & Parameters<typeof goToPeople>[2]['config'];
}

/**
 * Stores what was said in a chat until it was routed to people and stands in no turn, and brings its case to them where no turn
 * has. Gives the case when there was something to store. Safe to repeat.
 * @param contactId the first contact of the chain
 */
export async function keepUnheard(
  contactId: string,
  deps: KeepUnheardDependencies,
): Promise<Case | undefined> {
  const routed = await deps.heard.lastRouted(contactId);
  if (!routed) return undefined;
  const until = Date.parse(routed.at);
  const heard = (await deps.heard.of(contactId)).filter(({ at }) => Date.parse(at) <= until);
  let current: Case | undefined;
  for (const { id, text } of await inNoTurn(contactId, heard, deps)) {
    const opened = await openCase(
      {
        turnId: turnIdOf(id),
        contactId,
        channel: 'chat',
        text,
        customer: routed.customer,
        ...(routed.caseId && { caseId: routed.caseId }),
      },
      deps,
    );
    current = opened.case;
  }
  return current?.state === 'with-ai' ? goToPeople(current, 'ai-unavailable', deps) : current;
}

const turnIdOf = (id: string) => `heard:${id}`;

/** Turns know a message by its words alone: of two that say the same, one turn keeps one. */
async function inNoTurn(
  contactId: string,
  heard: Heard[],
  { store }: KeepUnheardDependencies,
): Promise<Heard[]> {
  const contact = await store.getContact(contactId);
  const turns = contact
    ? (await store.turns(contact.caseId)).filter(turn => turn.contactId === contactId)
    : [];
  const kept = turns.flatMap(({ turnId, customer }) =>
    customer === undefined || turnId.startsWith(turnIdOf('')) ? [] : [customer.trim()],
  );
  return heard.filter(({ id, text }) => {
    if (turns.some(({ turnId }) => turnId === turnIdOf(id))) return false;
    const at = kept.indexOf(text.trim());
    if (at < 0) return true;
    kept.splice(at, 1);
    return false;
  });
}
