import { OWNER_OF } from '../../../layers/core/domain/case.ts';
import { isWaiting } from '../../../layers/core/domain/transitions.ts';
import type { Evidence } from './evidence.ts';

/** A sweeper looks every five minutes at what is two minutes overdue, and puts off by ten what it looked at. */
const LONGEST_OVERDUE_MS = 10 * 60_000;

/**
 * What must hold whatever has failed. Gives what doesn't, in words. `undisturbed` is the same golden without a fault;
 * `mayMailTwice`: the fault fell between sending and noting that it was sent (decision 0003).
 */
export function brokenInvariants(
  evidence: Evidence,
  undisturbed: Evidence,
  { mayMailTwice }: { mayMailTwice: boolean },
): string[] {
  return [
    ...messagesLost(evidence, undisturbed),
    ...leftUnheard(evidence, undisturbed),
    ...ownership(evidence),
    ...withoutPerson(evidence),
    ...twice(evidence, undisturbed, mayMailTwice),
    ...unnoticed(evidence),
  ];
}

/** Not everything that is said in a call is a message ("say that again"), nor every mail a customer's: what is, shows without a fault. */
function messagesLost({ said, kept }: Evidence, undisturbed: Evidence): string[] {
  return [...new Set(said.map(({ text }) => text))].flatMap(text => {
    const wanted = said.filter(each => each.text === text);
    const there = kept.get(text) ?? 0;
    // More than once where a conversation went on in another case.
    const asItIs = undisturbed.kept.get(text) ?? 0;
    const isMessage = wanted.some(({ channel }) => channel === 'chat') || asItIs > 0;
    if (isMessage && there === 0) return [`the message "${text}" is not kept`];
    return there > Math.max(wanted.length, asItIs) ? [`the message "${text}" is kept ${there} times`] : [];
  });
}

/** As many mails of the same words must be answered as are without a fault: a machine's or the team's are not. */
function leftUnheard({ said }: Evidence, undisturbed: Evidence): string[] {
  const spoken = said.filter(
    ({ channel, heard, withPeople }) => channel !== 'email' && !heard && !withPeople,
  );
  const answered = (all: Evidence['said'], text: string) =>
    all.filter(each => each.channel === 'email' && each.text === text && each.heard).length;
  const written = new Set(said.flatMap(({ channel, text }) => (channel === 'email' ? [text] : [])));
  return [
    ...spoken.map(({ text }) => `nothing was heard within 30 s of "${text}"`),
    ...[...written]
      .filter(text => answered(said, text) < answered(undisturbed.said, text))
      .map(text => `no mail answers "${text}"`),
  ];
}

function ownership({ cases, now }: Evidence): string[] {
  return cases.flatMap(found => {
    const { caseId, state, owner, dueAt } = found.case;
    const wrong: string[] = [];
    if (owner !== OWNER_OF[state]) wrong.push(`${caseId} is ${state} and belongs to ${owner}`);
    if (state === 'closed' || state === 'taken-over') return wrong;
    if (!dueAt) wrong.push(`${caseId} is ${state} without a deadline`);
    else if (Date.parse(dueAt) < now - LONGEST_OVERDUE_MS)
      wrong.push(`${caseId} is ${state} and nobody looked at it since ${dueAt}`);
    if (lacksRunningWorkflow(found)) wrong.push(`${caseId} is ${state} and no workflow looks after it`);
    return wrong;
  });
}

/** It waits for people, and the workflow that looks after it was never started or is over. */
export const lacksRunningWorkflow = ({ case: found, isLookedAfter }: Evidence['cases'][number]): boolean =>
  (isWaiting(found) || found.state === 'with-client') && !isLookedAfter;

/** Where the AI gave no answer to the last thing a customer said, people had the case. */
const withoutPerson = ({ cases }: Evidence): string[] =>
  cases.flatMap(({ case: { caseId, state }, turns, withPeople }) => {
    const last = turns
      .filter(({ customer }) => customer)
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .at(-1);
    const answered = last?.reply && !last.reply.discarded;
    return last && !answered && !withPeople
      ? [`${caseId} is ${state}, "${last.customer}" had no answer, and no person got it`]
      : [];
  });

/** Somebody is told where a function fails: at the first time, or as often as its alarm says. */
const unnoticed = ({ failed, rung }: Evidence): string[] =>
  failed.flatMap(({ name, times, alarms }) => {
    if (alarms.length === 0) return [`${name} failed, and no alarm looks at it`];
    const must = alarms.filter(({ threshold, periods }) => periods === 1 && times >= threshold);
    return must.length > 0 && !must.some(({ alarm }) => rung.has(alarm))
      ? [`${name} failed ${times} times, and ${must.map(({ alarm }) => alarm).join(', ')} did not ring`]
      : [];
  });

function twice({ told }: Evidence, undisturbed: Evidence, mayMailTwice: boolean): string[] {
  return [...told].flatMap(([what, times]) => {
    const sent = /^(mail|notification|text message) /.test(what);
    const allowed = Math.max(1, undisturbed.told.get(what) ?? 0) + (sent && mayMailTwice ? 1 : 0);
    return times > allowed ? [`${times} times: ${what}`] : [];
  });
}
