import type { Case } from '../domain/case.ts';
import { strongerIdentity } from '../domain/identity.ts';
import type { TurnInput } from '../domain/turn.ts';
import type { CaseStore } from '../store/caseStore.ts';

/**
 * In the middle of a conversation the customer has proved who they are, and a case of theirs lies open elsewhere: the
 * conversation goes on in that one, which has come back by it, and takes along what was said here. Every step may be
 * repeated; the contact moves before the case it leaves is closed, so that it always has one.
 * @param elsewhere the case that is open, found by who they are
 */
export async function joinCase(
  own: Case,
  elsewhere: Case,
  { contactId, channel }: Pick<TurnInput, 'contactId' | 'channel'>,
  { store, now }: { store: CaseStore; now: () => Date },
): Promise<Case | undefined> {
  for (const turn of await store.lastTurns(own.caseId, MOST_TURNS))
    await store.addTurn({ ...turn, caseId: elsewhere.caseId });
  const isHere = elsewhere.contactId === contactId;
  const joined = isHere
    ? { ok: true as const, case: elsewhere }
    : await store.note(
        elsewhere.caseId,
        {
          contactId,
          channel,
          contactOpen: channel !== 'email',
          customer: strongerIdentity(elsewhere.customer, own.customer),
          recontacts: elsewhere.recontacts + 1,
        },
        { equals: { contactId: elsewhere.contactId, recontacts: elsewhere.recontacts } },
      );
  // Somebody else has just moved it: the conversation stays where it is.
  if (!joined.ok) return undefined;
  await store.saveContact({ contactId, caseId: elsewhere.caseId, channel });
  await store.event(joined.case, 'joined', 'customer', { key: own.caseId, detail: { case: own.caseId } });
  await store.transition(
    'abandon',
    own,
    'system',
    { closedAs: 'joined', closedAt: now().toISOString(), dueAt: undefined },
    { closedAs: 'joined', into: elsewhere.caseId },
  );
  return joined.case;
}

/** What a chat with the AI has at most before anybody proves anything; a longer one keeps its beginning in its own case. */
const MOST_TURNS = 100;

/** The customer has proved in this contact who they are, and the AI has nothing under way with them. */
export const mayJoin = ({ state, epoch, dialog, customer }: Case, contactId: string): boolean =>
  state === 'with-ai' &&
  epoch === 1 &&
  !dialog &&
  customer.identity === 'verified' &&
  customer.provedIn === contactId;
