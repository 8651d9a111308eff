import type { HouseLines } from '../../layers/core/answer/houseLines.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { surveyFigures, type Figures } from '../../layers/core/platform/figures.ts';
import { surveyInvitation } from '../../layers/core/speaking/surveyInvitation.ts';
import type { Links } from '../../layers/core/secrets/links.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

interface SurveyDependencies {
  store: CaseStore;
  links: Links;
  figures?: Figures;
  config: Pick<ClientConfig, 'name' | 'languages' | 'skills' | 'voice'>;
  now: () => Date;
}

/** The question by key instead of a link that nobody can open on the phone. The claim is the same: asked once per case. */
export async function rateByKey(
  current: Case,
  lines: HouseLines,
  deps: SurveyDependencies,
): Promise<string | undefined> {
  return (await surveyInvitation(current, deps)) && lines.rateByKey;
}

/** The questions of the survey by phone, in the order in which they are asked; each says which answers it takes. */
const QUESTIONS = {
  /** How it went. */
  score: { least: 1, most: 5 },
  /** How likely the customer is to recommend the client (NPS). */
  recommend: { least: 0, most: 10 },
} as const;
export type Asked = keyof typeof QUESTIONS;
export const isAsked = (text: string | undefined): text is Asked => Object.hasOwn(QUESTIONS, text ?? '');

/**
 * Keeps the first answer to a question. Gives the question that follows; undefined at the end, also for keys that are no
 * answer: who doesn't care is let go.
 */
export async function rated(
  current: Case,
  { asked, keys }: { asked: Asked; keys: string | undefined },
  lines: HouseLines,
  { store, config, figures, now }: SurveyDependencies,
): Promise<{ thanks: string; next?: { asked: Asked; text: string } }> {
  const { least, most } = QUESTIONS[asked];
  const given = /^\d+$/.test(keys ?? '') ? Number(keys) : NaN;
  if (!(given >= least && given <= most))
    return { thanks: current.survey ? lines.ratedThanks : lines.stillClosing };
  if (asked === 'score') {
    const survey = { score: given, channel: current.channel, at: now().toISOString() };
    await keep(current, { score: given }, survey, { absent: ['survey'] }, { store, figures });
    return { thanks: '', next: { asked: 'recommend', text: lines.recommendByKeys(config.name) } };
  }
  const { survey } = current;
  if (survey && survey.recommend === undefined)
    await keep(current, { recommend: given }, { ...survey, recommend: given }, {}, { store, figures });
  return { thanks: lines.ratedThanks };
}

async function keep(
  { caseId, channel }: Case,
  points: { [Question in Asked]?: number },
  survey: NonNullable<Case['survey']>,
  only: Parameters<CaseStore['note']>[2],
  { store, figures }: { store: CaseStore; figures: Figures | undefined },
): Promise<void> {
  const kept = await store.note(caseId, { survey }, only);
  if (!kept.ok) return;
  figures?.put(channel, surveyFigures(points));
  await store.event(kept.case, 'survey-answered', 'customer', {
    key: Object.keys(points).join(),
    detail: { ...points, channel },
  });
}
