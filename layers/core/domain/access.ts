import type { Case } from './case.ts';

/** A signed-in person, as far as it decides what they may see and do. */
export interface Member {
  id: string;
  /** Roles, and queues as `queue:<id>`. */
  groups: string[];
}

const QUEUE = 'queue:';
/** Roles that see every case; an agent sees those of their queues. */
const SEE_ALL = ['reviewers', 'supervisors', 'managers'];

export const queuesOf = ({ groups }: Pick<Member, 'groups'>): string[] =>
  groups.filter(group => group.startsWith(QUEUE)).map(group => group.slice(QUEUE.length));

export const isSupervisor = ({ groups }: Pick<Member, 'groups'>): boolean => groups.includes('supervisors');

/** Theirs, or in one of their queues. A case that never went to people is in none. */
export function mayRead(who: Member, { agent, queue }: Pick<Case, 'agent' | 'queue'>): boolean {
  if (SEE_ALL.some(role => who.groups.includes(role))) return true;
  if (!who.groups.includes('agents')) return false;
  return agent?.id === who.id || (queue !== undefined && queuesOf(who).includes(queue));
}
