import type { Case, ClientAnswer } from '../domain/case.ts';
import type { CaseStore } from '../store/caseStore.ts';
import type { Workflows } from '../workflows/workflows.ts';
import { wakeWorkflow } from './wakeWorkflow.ts';

export interface RecordClientAnswerDependencies {
  store: CaseStore;
  workflows: Workflows;
  now: () => Date;
}

export type ClientAnswerRecorded =
  | { ok: true; case: Case }
  /** `used`: somebody answered before; `moved`: the case is no longer with the client's team, or not in this hand-over. */
  | { ok: false; why: 'used' | 'moved' };

/**
 * Takes the answer of the client's team, whichever way it came: the page, a mail, their ticket system. The first one counts;
 * the same delivery again (`key`) is taken as done, and wakes the workflow once more.
 * @param believed the hand-over that is answered
 */
export async function recordClientAnswer(
  believed: Pick<Case, 'caseId' | 'epoch'>,
  said: Omit<ClientAnswer, 'at'>,
  { store, workflows, now }: RecordClientAnswerDependencies,
): Promise<ClientAnswerRecorded> {
  const answered = await store.change(
    believed,
    { answer: { ...said, at: now().toISOString() } },
    { states: ['with-client'], absent: ['answer'] },
  );
  const recorded = answered.ok ? answered.case : answered.current;
  const isSame =
    said.key !== undefined && isOfHandoff(recorded, believed) && recorded.answer?.key === said.key;
  if (!answered.ok && !isSame) {
    const why = whyRefused(recorded, believed);
    if (recorded) await keepLate(recorded, said, why, store);
    return { ok: false, why };
  }
  const { caseId, epoch } = believed;
  await store.event({ caseId, owner: 'client', epoch }, 'client-answered', 'client', {
    detail: { kind: said.kind, ...(said.via && { via: said.via }), ...(said.by && { by: said.by }) },
  });
  await wakeWorkflow(recorded!, workflows);
  return { ok: true, case: recorded! };
}

/** Who answers on the page is told at once; what comes by other ways too late is kept for the agents to see. */
async function keepLate(
  current: Case,
  { kind, text, via, by, key }: Omit<ClientAnswer, 'at'>,
  why: string,
  store: CaseStore,
): Promise<void> {
  if (via === 'link') return;
  const detail = { kind, text, why, ...(via && { via }), ...(by && { by }) };
  await store.event(current, 'client-answer-too-late', 'client', { key, detail });
}

/** Why a hand-over can't be answered any more: answered in its own time, or over without an answer. */
export const whyRefused = (current: Case | undefined, handoff: Pick<Case, 'epoch'>): 'used' | 'moved' =>
  isOfHandoff(current, handoff) && current.answer ? 'used' : 'moved';

/** The case as the hand-over left it: its closing is the next epoch. */
function isOfHandoff(current: Case | undefined, { epoch }: Pick<Case, 'epoch'>): current is Case {
  return current !== undefined && (current.epoch === epoch || current.epoch === epoch + 1);
}
