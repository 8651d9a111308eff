import type { Case } from '../domain/case.ts';
import { secondsUntil } from '../domain/deadlines.ts';
import type { Workflows } from '../workflows/workflows.ts';

/**
 * Has the workflow put the case before agents anew, with its new deadline. Should it not hear of it, it does so when the old
 * deadline passes.
 */
export async function offerAgain(
  { waiting, dueAt }: Case,
  { workflows, now }: { workflows: Workflows; now: () => Date },
): Promise<void> {
  if (!waiting || waiting.for === 'client') return;
  await workflows.succeed(waiting.token, {
    outcome: waiting.for === 'approval' ? 'taken' : 'offer-again',
    agentSeconds: secondsUntil(dueAt, now()),
  });
}
