import { houseLinesIn, type HouseLines } from '../../layers/core/answer/houseLines.ts';
import type { Calls, Waiting } from '../../layers/core/connect/calls.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { surveyInvitation } from '../../layers/core/speaking/surveyInvitation.ts';
import type { Links } from '../../layers/core/secrets/links.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

interface OnCallDependencies {
  store: CaseStore;
  calls: Pick<Calls, 'waiting'>;
  links: Links;
  config: Pick<ClientConfig, 'languages'>;
  now: () => Date;
}

const MINUTE = 60;
/** Estimates beyond this are no help, and seldom right. */
const LONGEST_ESTIMATE = 60 * MINUTE;

/** Where a caller stands in the queue, as far as Connect can tell. */
export async function waitingLine(
  contactId: string,
  lines: HouseLines,
  { calls }: Pick<OnCallDependencies, 'calls'>,
): Promise<string> {
  return lineOf(await calls.waiting(contactId), lines);
}

export function lineOf({ position, seconds }: Waiting, lines: HouseLines = houseLinesIn('en')): string {
  const where =
    position === undefined || position < 1
      ? lines.stillQueued
      : position === 1
        ? lines.nextInQueue
        : lines.placeInQueue(position);
  if (seconds === undefined || seconds <= 0 || seconds > LONGEST_ESTIMATE) return where;
  return `${where} ${lines.waitInQueue(Math.ceil(seconds / MINUTE))}`;
}

/** The caller will be called back and hangs up: that is no giving up. */
export async function noteCallBack(current: Case, { store }: OnCallDependencies): Promise<void> {
  const noted = await store.note(current.caseId, { callBack: 'queued' });
  if (noted.ok) await store.event(noted.case, 'call-back-queued', 'customer');
}

/** The question by key instead of a link that nobody can open on the phone. The claim is the same: asked once per case. */
export async function rateByKey(
  current: Case,
  lines: HouseLines,
  deps: OnCallDependencies,
): Promise<string | undefined> {
  return (await surveyInvitation(current, deps)) && lines.rateByKey;
}

/** Keeps the first answer; a key that is no score is none. */
export async function rated(
  current: Case,
  score: string | undefined,
  lines: HouseLines,
  { store, now }: OnCallDependencies,
): Promise<string> {
  const given = Number(score);
  if (!(Number.isInteger(given) && given >= 1 && given <= 5)) return lines.stillClosing;
  const kept = await store.note(
    current.caseId,
    { survey: { score: given, channel: current.channel, at: now().toISOString() } },
    { absent: ['survey'] },
  );
  if (kept.ok)
    await store.event(kept.case, 'survey-answered', 'customer', {
      detail: { score: given, channel: current.channel },
    });
  return lines.ratedThanks;
}
