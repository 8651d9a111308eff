import type { Case } from '../domain/case.ts';
import { agentOutcome, approvalOutcome, clientOutcome } from '../domain/personOutcome.ts';
import type { Workflows } from '../workflows/workflows.ts';

const OUTCOME = { approval: approvalOutcome, agent: agentOutcome, client: clientOutcome };

/**
 * Tells the waiting workflow what a person decided, if it waits and the wait is over. The case is the truth: when this
 * fails, the next offer or the sweeper does it again.
 * @param more further members of the result, e.g. `clientSeconds`
 */
export async function wakeWorkflow(
  current: Case,
  workflows: Workflows,
  more: Record<string, unknown> = {},
): Promise<'taken' | 'gone' | 'waits' | 'nobody-waits'> {
  if (!current.waiting) return 'nobody-waits';
  const outcome = OUTCOME[current.waiting.for](current);
  if (!outcome) return 'waits';
  return workflows.succeed(current.waiting.token, { outcome, ...more });
}
