import type { Case, ClientAnswer } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import {
  keepTeamFiles,
  type BroughtFile,
  type KeepTeamFilesDependencies,
  type RefusedFile,
} from '../files/teamFiles.ts';
import {
  recordClientAnswer,
  type ClientAnswerRecorded,
  type RecordClientAnswerDependencies,
} from './recordClientAnswer.ts';

export interface TakeTeamAnswerDependencies
  extends RecordClientAnswerDependencies, Omit<KeepTeamFilesDependencies, 'allowed'> {
  config: Pick<ClientConfig, 'clientTeam'>;
}

/**
 * Takes an answer that came with files, by mail or on a ticket: with all of them, or not at all, since its words may mean
 * nothing without them. Who brought it must be told which could not be taken.
 * @param handoff the hand-over that is answered
 * @param said `key` names the delivery
 * @param bring is asked for the files only while the hand-over can be answered
 */
export async function takeTeamAnswer(
  handoff: Pick<Case, 'caseId' | 'epoch'>,
  said: Omit<ClientAnswer, 'at' | 'attachments'> & { key: string },
  bring: () => Promise<BroughtFile[]>,
  deps: TakeTeamAnswerDependencies,
): Promise<ClientAnswerRecorded | { ok: false; why: 'files'; refused: RefusedFile[] }> {
  const current = await deps.store.get(handoff.caseId);
  const isOpen = current?.state === 'with-client' && current.epoch === handoff.epoch && !current.answer;
  if (!isOpen) return recordClientAnswer(handoff, said, deps);
  const allowed = deps.config.clientTeam.attachments;
  const kept = await keepTeamFiles(await bring(), handoff, said.key, { ...deps, allowed });
  if (!kept.ok) {
    const { key, via, by } = said;
    const detail = { files: kept.refused, ...(via && { via }), ...(by && { by }) };
    await deps.store.event(current, 'client-files-not-taken', 'client', { key, detail });
    return { ok: false, why: 'files', refused: kept.refused };
  }
  const { attachments } = kept;
  return recordClientAnswer(handoff, { ...said, ...(attachments.length > 0 && { attachments }) }, deps);
}
