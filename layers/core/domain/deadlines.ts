import type { Deadline } from '../api/cases.ts';
import type { Case } from './case.ts';
import type { ClientConfig } from './clientConfig.ts';
import { addWorkingMinutes } from './hours.ts';

/** Shortest wait a workflow is given: a deadline in the past is due in a minute, not at once in a loop. */
const SHORTEST_SECONDS = 60;
const SURVEY_DUE_MS = 10 * 60_000;
const LOOK_AFTER_MS = 15 * 60_000;
const DAY_MS = 24 * 3600_000;
/** A deadline nearer than this is at risk. */
const RISK_SECONDS = 10 * 60;

/** Until when an agent must have dealt with the case, by urgency and the client's hours (ISO). */
export const agentDeadline = (config: ClientConfig, { urgency }: Pick<Case, 'urgency'>, now: Date) =>
  iso(addWorkingMinutes(config.hours, now.getTime(), config.agentSla[urgency]));

/** Until when the client's team must have answered. */
export const clientDeadline = (config: ClientConfig, { urgency }: Pick<Case, 'urgency'>, now: Date) =>
  iso(addWorkingMinutes(config.hours, now.getTime(), config.clientTeam.sla[urgency]));

/**
 * When a case that the AI has is looked at, if the customer says no more. In a conversation the flow asks, then closes; a
 * quarter of an hour later the sweeper looks. Who is written to has days.
 */
export function aiDeadline(
  { silence, mail }: Pick<ClientConfig, 'silence' | 'mail'>,
  { channel, contactOpen }: Pick<Case, 'channel' | 'contactOpen'>,
  now: Date,
): string {
  if (channel === 'email' || !contactOpen)
    return iso(now.getTime() + (mail.receive?.closeAfterDays ?? 1) * DAY_MS);
  return iso(now.getTime() + (silence.askAfterSeconds + silence.closeAfterSeconds) * 1000 + LOOK_AFTER_MS);
}

/** A closed case is looked at once more after this, in case its survey was never sent. */
export const surveyDeadline = (now: Date) => iso(now.getTime() + SURVEY_DUE_MS);

export function secondsUntil(deadline: string | undefined, now: Date): number {
  const left = deadline ? Math.ceil((Date.parse(deadline) - now.getTime()) / 1000) : 0;
  return Math.max(SHORTEST_SECONDS, left);
}

/** Until when an agent must have decided on a draft: a chat waits in the open, an e-mail within the client's hours. */
export function approvalDeadline(
  { drafts, hours }: Pick<ClientConfig, 'drafts' | 'hours'>,
  channel: 'chat' | 'email',
  now: Date,
): string {
  const seconds = drafts.patienceSeconds[channel];
  return iso(
    channel === 'chat'
      ? now.getTime() + seconds * 1000
      : addWorkingMinutes(hours, now.getTime(), Math.ceil(seconds / 60)),
  );
}

/** How the deadline of a case that people have stands; undefined where there is none. */
export function deadlineOf({ dueAt, owner }: Pick<Case, 'dueAt' | 'owner'>, now: Date): Deadline | undefined {
  if (!dueAt || (owner !== 'provider' && owner !== 'client')) return undefined;
  const secondsLeft = Math.floor((Date.parse(dueAt) - now.getTime()) / 1000);
  const state = secondsLeft < 0 ? 'missed' : secondsLeft < RISK_SECONDS ? 'at-risk' : 'in-time';
  return { dueAt, secondsLeft, state };
}

const iso = (at: number) => new Date(at).toISOString();
