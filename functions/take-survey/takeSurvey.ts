import type { Case } from '../../layers/core/domain/case.ts';
import { surveyFigures, type Figures } from '../../layers/core/platform/figures.ts';
import { readLink } from '../../layers/core/secrets/signedLink.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

export interface TakeSurveyDependencies {
  store: CaseStore;
  figures?: Figures;
  linkKey: () => Promise<string>;
  now: () => Date;
}

export type Surveyed = { ok: true; case: Case } | { ok: false; why: 'forged' | 'expired' };

export async function openSurvey(
  token: string,
  { store, linkKey, now }: TakeSurveyDependencies,
): Promise<Surveyed> {
  const read = readLink(token, 'survey', await linkKey(), now().getTime());
  if (!read.ok) return read;
  const current = await store.get(read.claim.caseId);
  return current ? { ok: true, case: current } : { ok: false, why: 'forged' };
}

/** Keeps the first answer; `taken: false` when there was one. */
export async function takeSurvey(
  token: string,
  { score, recommend, comment }: { score: number; recommend?: number; comment?: string },
  deps: TakeSurveyDependencies,
): Promise<{ ok: true; taken: boolean } | Extract<Surveyed, { ok: false }>> {
  const opened = await openSurvey(token, deps);
  if (!opened.ok) return opened;
  const { caseId, channel } = opened.case;
  const points = { score, ...(recommend !== undefined && { recommend }), channel };
  const survey = { ...points, ...(comment && { comment }), at: deps.now().toISOString() };
  const kept = await deps.store.note(caseId, { survey }, { absent: ['survey'] });
  if (kept.ok) {
    await deps.store.event(kept.case, 'survey-answered', 'customer', { detail: points });
    deps.figures?.put(channel, surveyFigures(points));
  }
  return { ok: true, taken: kept.ok };
}
