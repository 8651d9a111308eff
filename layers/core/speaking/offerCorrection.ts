import type { Case, Turn } from '../domain/case.ts';
import type { Correction } from '../domain/correction.ts';
import type { CaseStore } from '../store/caseStore.ts';
import type { Corrections } from '../store/corrections.ts';

/**
 * Offers what the client's team answered to the reviewers: the knowledge lacked it. Once a hand-over. Only what was meant
 * for the customer: what an agent is told to do is about this one case.
 */
export async function offerCorrection(
  current: Case,
  { store, corrections }: { store: CaseStore; corrections: Pick<Corrections, 'add'> },
): Promise<void> {
  const correction = correctionOf(current, await store.turns(current.caseId));
  if (correction) await corrections.add(correction);
}

function correctionOf(
  { caseId, epoch, answer, ask, ...current }: Case,
  turns: Turn[],
): Correction | undefined {
  if (answer?.kind !== 'answer') return undefined;
  // What the story calls the problem: the longest message is where customers say what it is about.
  const question = turns.reduce((longest, { customer = '' }) => {
    return customer.length > longest.length ? customer : longest;
  }, '');
  return {
    id: `${caseId}:client-answer:${epoch}`,
    kind: 'client-answer',
    caseId,
    ...(question && { question }),
    topic: current.topic ?? null,
    language: current.language,
    after: answer.text,
    ...(ask && { reason: `Asked by the agent: ${ask}` }),
    by: 'client',
    at: answer.at,
  };
}
