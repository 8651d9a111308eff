import { randomUUID } from 'node:crypto';
import type { Case } from '../../layers/core/domain/case.ts';
import type { Correction, CorrectionKind } from '../../layers/core/domain/correction.ts';
import { accept, backToAi } from './outcome.ts';
import { reply } from './reply.ts';
import { by, refused, worked, type Agent, type WorkCaseDependencies, type Worked } from './worked.ts';

interface SendDraft {
  key: string;
  text?: string;
  reason?: string;
  then?: 'ai' | 'keep';
}

/**
 * Sends the AI's draft in the agent's name. One that waits for approval is taken by the agent first, so that of two who send
 * it only one can; then the AI has the case again, unless told otherwise.
 */
export async function sendDraft(
  current: Case,
  { key, text, reason, then }: SendDraft,
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const { draft } = current;
  if (!draft) return noDraft;
  const waited = current.state === 'waiting-for-approval';
  const mine = await accept(current, agent, deps);
  if (!mine.ok) return mine;
  const edited = text !== undefined && text !== draft.text.trim();
  const said = await reply(
    mine.case,
    {
      key: `draft-${key}`,
      text: text ?? draft.text,
      about: {
        draft: edited ? 'edited' : 'as-is',
        ...(draft.citations.length > 0 && { citations: draft.citations }),
      },
    },
    agent,
    deps,
  );
  if (!said.ok) return said;
  if (edited) await correct('draft-edited', mine.case, { after: text, reason }, agent, deps);
  await deps.store.event(mine.case, 'draft-sent', by(agent), {
    key: draft.turnId ?? randomUUID(),
    detail: { edited, ...(reason && { reason }) },
  });
  const without = worked(await deps.store.change(said.case, { draft: undefined }));
  if (!without.ok || (then ?? (waited ? 'ai' : 'keep')) === 'keep') return without;
  return backToAi(without.case, {}, agent, deps);
}

/** The agent says no to the draft, and has the case: they write the answer themselves. */
export async function rejectDraft(
  current: Case,
  { reason }: { reason: string },
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const { draft } = current;
  if (!draft) return noDraft;
  const mine = await accept(current, agent, deps);
  if (!mine.ok) return mine;
  await correct('draft-rejected', mine.case, { reason }, agent, deps);
  await deps.store.event(mine.case, 'draft-rejected', by(agent), {
    key: draft.turnId ?? randomUUID(),
    detail: { reason, text: draft.text },
  });
  return worked(await deps.store.change(mine.case, { draft: undefined }));
}

const noDraft = refused('no-draft', 'There is no draft to send or refuse.');

async function correct(
  kind: CorrectionKind,
  current: Case,
  what: Pick<Correction, 'after' | 'reason'>,
  agent: Agent,
  { store, corrections, now }: WorkCaseDependencies,
): Promise<void> {
  const { caseId, draft, topic, language } = current;
  const turn = draft?.turnId ? await store.getTurn(caseId, draft.turnId) : undefined;
  await corrections.add({
    id: `${caseId}:${kind}:${draft?.turnId ?? current.epoch}`,
    kind,
    caseId,
    ...(turn?.customer && { question: turn.customer }),
    topic,
    language,
    before: draft?.text,
    ...what,
    by: by(agent),
    at: now().toISOString(),
  });
}
