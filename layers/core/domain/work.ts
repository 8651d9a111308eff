import type { WorkName } from '../api/work.ts';
import { isSupervisor, mayRead, type Member } from './access.ts';
import type { Case } from './case.ts';
import { isWaiting } from './transitions.ts';

/** Whether the case's state, and who has it, allow this to this person. Pure; the store holds it against the epoch. */
export function mayWork(
  work: WorkName,
  current: Pick<Case, 'state' | 'owner' | 'agent' | 'draft' | 'queue'>,
  who: Member,
): boolean {
  if (!mayRead(who, current) || !['agents', 'supervisors'].some(role => who.groups.includes(role)))
    return false;
  const own = current.state === 'with-agent' && current.agent?.id === who.id;
  switch (work) {
    case 'accept':
      return isWaiting(current) || own;
    case 'reply':
    case 'resolve':
    case 'hand-off':
    case 'back-to-ai':
    case 'action':
      return own;
    case 'send-draft':
    case 'reject-draft':
      return current.draft !== undefined && (own || current.state === 'waiting-for-approval');
    case 'transfer':
    case 'release':
      return own || (isSupervisor(who) && current.owner === 'provider');
    case 'priority':
    case 'assign':
      return isSupervisor(who) && current.owner === 'provider';
    case 'wrap-up':
      return current.agent?.id === who.id || isSupervisor(who);
    case 'note':
    case 'triage':
      return true;
  }
}
