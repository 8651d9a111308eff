import type { ActionDependencies } from '../../layers/core/actions/runAction.ts';
import type { ActionProgress } from '../../layers/core/api/work.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { Member } from '../../layers/core/domain/access.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import type { TellCustomerDependencies } from '../../layers/core/speaking/tellCustomer.ts';
import type { Changed } from '../../layers/core/store/caseStore.ts';
import type { Corrections } from '../../layers/core/store/corrections.ts';
import type { Presence } from '../../layers/core/store/presence.ts';
import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

/** Who works. */
export interface Agent extends Member {
  name: string;
}

export interface WorkCaseDependencies extends TellCustomerDependencies {
  config: ClientConfig;
  topics: readonly { id: string }[];
  workflows: Workflows;
  contacts: Pick<Contacts, 'askForSkills' | 'setPriority' | 'withdraw'>;
  corrections: Corrections;
  presence: Presence;
  actions: ActionDependencies;
}

export type Worked =
  | { ok: true; case: Case; action?: ActionProgress }
  | { ok: false; why: 'no-such-case' | 'not-yours' }
  | { ok: false; why: 'stale'; current: Case }
  /** The customer left and no address is known. */
  | { ok: false; why: 'unreachable'; current: Case }
  /** What is asked for can't be done as asked, e.g. a queue that doesn't exist. */
  | { ok: false; why: 'refused'; code: string; message: string; more?: Record<string, unknown> };

export const refused = (code: string, message: string, more?: Record<string, unknown>): Worked => ({
  ok: false,
  why: 'refused',
  code,
  message,
  ...(more && { more }),
});

/** As the case and the timeline name who has a case. */
export const holder = ({ id, name }: Agent) => ({ id, name });
export const by = ({ id }: Pick<Agent, 'id'>) => `agent:${id}`;

export function worked(changed: Changed): Worked {
  if (changed.ok) return changed;
  return changed.current
    ? { ok: false, why: 'stale', current: changed.current }
    : { ok: false, why: 'no-such-case' };
}

/**
 * When a case is due that needs its workflow next. One whose workflow was never started (its turn broke off, and an agent was
 * quicker than the sweeper) is due at once: the sweeper starts it.
 */
export const dueWithWorkflow = ({ execution }: Case, dueAt: string, now: () => Date): string =>
  execution ? dueAt : now().toISOString();
