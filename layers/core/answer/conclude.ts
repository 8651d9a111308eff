import type { Case, ClosedAs, Reason, Reply, TurnOutcome } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { reason, type Decision } from '../domain/decide.ts';
import { describeTime, isOpen, nextOpening } from '../domain/hours.ts';
import type { CaseOperation } from '../domain/transitions.ts';
import type { TurnSoFar } from '../domain/turn.ts';
import { offerElsewhere, whereTo } from './elsewhere.ts';
import { otherLanguageLine } from './otherLanguage.ts';
import { houseLines, maskEmail } from './houseLines.ts';

/** How a turn ends: the words, what the flow does, and what happens to the case. */
export interface Conclusion {
  reply: string;
  by: Reply['by'];
  outcome: TurnOutcome;
  operation?: CaseOperation;
  reason?: Reason;
  closedAs?: ClosedAs;
  /** Changes to the case besides the transition. */
  changes: Partial<Case>;
  /** It only says who has the case. */
  notice?: boolean;
  /** The draft was spoken: its sources belong to the reply. */
  spokeDraft: boolean;
}

export interface ConcludeInput {
  turn: TurnSoFar;
  case: Case;
  config: ClientConfig;
  /** Epoch milliseconds. */
  now: number;
}

/** Pure: everything the AI tier says and does at the end of a turn is decided here. */
export function conclude(input: ConcludeInput): Conclusion {
  const { turn, case: current } = input;
  if (current.owner !== 'ai') return notice(input);
  if (turn.failed || !turn.decision) {
    return handOver(input, reason('ai-unavailable'), houseLines.toPersonUnavailable);
  }
  const { decision, drafted } = turn;
  const dialog = drafted?.dialog === undefined ? {} : { dialog: drafted.dialog ?? undefined };
  const learned = { ...(drafted?.customer && { customer: drafted.customer }), ...dialog };
  const known = { ...input, case: { ...current, ...learned } };
  const ended = conclusionOf(known, decision);
  // An answer to the dialog's question (a number, a code) says nothing of what the case is about.
  const about = current.dialog && decision.route === 'act' ? {} : triaged(decision, current);
  return { ...ended, changes: { ...learned, ...about, ...ended.changes } };
}

/** For a reply that came too late: who has the case is said; when it is the AI again, the customer is asked anew. */
export function concludeStale(input: ConcludeInput): Conclusion {
  return input.case.owner === 'ai' ? say(houseLines.sayDifferently) : notice(input);
}

function conclusionOf(input: ConcludeInput, decision: Decision): Conclusion {
  const { case: current } = input;
  switch (decision.route) {
    case 'escalate':
    case 'refer': {
      const handed = handOver(input, decision.reason!);
      if (decision.reason!.code !== 'other-language') return handed;
      return { ...handed, reply: `${otherLanguageLine(decision.triage.language)}\n\n${handed.reply}` };
    }
    case 'draft':
      return forApproval(input, decision.reason!);
    case 'close':
      return {
        // A mail that only says thanks gets no answer: whoever answers thanks gets thanks again.
        ...say(current.channel === 'email' ? '' : houseLines.goodbye, 'close'),
        operation: 'resolve',
        closedAs: 'resolved-by-ai',
      };
    case 'small-talk':
      return say(
        decision.triage.act === 'thanks'
          ? `${houseLines.gladToHelp} ${houseLines.anythingElse}`
          : decision.triage.act === 'greeting'
            ? houseLines.greeting
            : houseLines.sayDifferently,
      );
    case 'ask-again':
      return askAgain(current, decision);
    case 'answer':
    case 'act':
      return answer(input, decision);
    case 'notice':
      return notice(input);
  }
}

function answer(input: ConcludeInput, decision: Decision): Conclusion {
  const { turn, case: current } = input;
  const drafted = turn.drafted;
  if (drafted?.kind === 'draft' && turn.verdict?.ok) {
    return { ...say(drafted.draft.text), by: 'ai', spokeDraft: true };
  }
  if (drafted?.kind === 'draft') return handOver(input, reason('refused-by-verify'));
  const why = drafted?.reason ?? 'ai-unavailable';
  // A question the knowledge doesn't answer may only have been put badly: once, the customer is asked.
  const mayAsk = input.config.answers.whenUnsure === 'ask' && current.channel !== 'email';
  if (why === 'no-answer' && mayAsk && current.failedTries === 0) {
    return askAgain(current, decision);
  }
  return handOver(input, reason(why));
}

function askAgain(current: Case, decision: Decision): Conclusion {
  const line =
    decision.triage.act === 'empty'
      ? houseLines.noWords
      : current.failedTries === 0
        ? houseLines.sayDifferently
        : houseLines.sayDifferentlyAgain;
  return { ...say(line), changes: { failedTries: current.failedTries + 1 } };
}

/**
 * Draft mode: the draft waits for an agent as long as the channel can, and the customer hears so. Where there is no draft that
 * holds, nobody there, or no way to make the customer wait, a person takes over with what there is.
 */
function forApproval(input: ConcludeInput, why: Reason): Conclusion {
  const { case: current, config, now } = input;
  const handed = handOver(input, why);
  const changes = { ...handed.changes, ...draftForAgent(input.turn) };
  const canWait = current.channel === 'email' || (current.channel === 'chat' && isOpen(config.hours, now));
  if (!changes.draft || !canWait) return { ...handed, changes };
  return { ...say(houseLines.draftChecked), operation: 'propose', reason: why, changes };
}

/** To people: now when they are there, else with the truth about when and where they will answer. */
function handOver(input: ConcludeInput, why: Reason, line: string = houseLines.toPerson): Conclusion {
  const { config, case: current, now, turn } = input;
  const changes: Partial<Case> = {
    dialog: undefined,
    // Without a decision the first queue: a case that people have must be in one, or no agent may read it.
    queue: turn.decision?.queue ?? current.queue ?? config.queues[0]!.id,
    ...(turn.decision?.queue && { priority: turn.decision.priority, skills: turn.decision.skills }),
  };
  if (turn.decision?.route === 'refer') {
    return {
      ...say(`${houseLines.toClientTeam(config.clientTeam.name)} ${whereTheyAnswer(current)}`),
      operation: 'refer-to-client',
      reason: why,
      changes: { ...changes, awaitingEmail: !current.customer.email, ask: turn.text },
    };
  }
  const handed = { operation: 'escalate' as const, reason: why };
  if (current.channel === 'email') return { ...say(mailLines(input, line), 'close'), ...handed, changes };
  if (isOpen(config.hours, now)) return { ...say(line, 'escalate'), ...handed, changes };
  const urgency = turn.decision?.triage.urgency ?? current.urgency;
  const elsewhere = offerElsewhere(config, { ...current, urgency }, 'afterHours');
  const lines = [closedLine(config, now)];
  if (current.channel === 'voice' && current.customer.phone) {
    lines.push(houseLines.leaveMessage);
    return {
      ...say(lines.join(' ')),
      ...handed,
      changes: { ...changes, awaitingMessage: true, ...(elsewhere.changes.onCall && { onCall: true }) },
    };
  }
  lines.push(...elsewhere.lines);
  return {
    ...say(lines.join(' '), elsewhere.asks ? 'continue' : 'close'),
    ...handed,
    changes: { ...changes, ...elsewhere.changes },
  };
}

/** By mail nobody waits: who answers, when people are there, and under which reference. */
function mailLines({ config, case: current, now }: ConcludeInput, line: string): string {
  return [
    line,
    houseLines.answerInThread,
    ...(isOpen(config.hours, now) ? [] : [closedLine(config, now)]),
    houseLines.reference(current.caseId),
  ].join(' ');
}

/** Where the client's team will answer; a call can't wait for it as a chat can. */
function whereTheyAnswer({ channel, customer: { email } }: Case): string {
  if (channel === 'email') return houseLines.answerInThread;
  if (channel === 'voice') return email ? houseLines.answerByEmail(maskEmail(email)) : houseLines.askEmail;
  return email ? houseLines.clientTeamAnswersHere : houseLines.clientTeamNeedsEmail;
}

function closedLine(config: ClientConfig, now: number): string {
  const opening = nextOpening(config.hours, now);
  return opening === undefined
    ? houseLines.closedForLong
    : houseLines.closedHours(describeTime(opening, config.hours.timeZone, config.locale));
}

/** Somebody else owns the case: the message is stored and they see it; the AI says only who has it. */
function notice({ turn, case: current, config, now }: ConcludeInput): Conclusion {
  if (current.awaitingMessage) return say(houseLines.messageAdded);
  if (current.awaitingEmail || current.awaitingPhone) {
    const told = whereTo(turn.text, current);
    if (!told) return say(current.awaitingPhone ? houseLines.askPhoneAgain : houseLines.askEmailAgain);
    const gone = current.owner === 'provider' && !isOpen(config.hours, now);
    return { ...say(told.line, gone ? 'close' : 'continue'), changes: told.changes };
  }
  const says = (line: string, outcome: TurnOutcome = 'continue') => ({ ...say(line, outcome), notice: true });
  if (current.state === 'taken-over') return says(houseLines.clientTeamTookOver(config.clientTeam.name));
  if (current.owner === 'client') return says(houseLines.clientTeamHasIt(config.clientTeam.name));
  if (current.state === 'waiting-for-approval') return says(houseLines.draftStillChecked);
  // The agent has it beside the chat and answers here: the queue would only bring another one.
  if (current.state === 'with-agent' && current.offeredAs === 'task') return says(houseLines.colleagueHasIt);
  return isOpen(config.hours, now)
    ? says(houseLines.colleagueHasIt, 'escalate')
    : says(`${houseLines.colleagueHasIt} ${closedLine(config, now)}`, 'close');
}

function draftForAgent({ turnId, drafted, verdict }: TurnSoFar): Pick<Case, 'draft'> {
  if (drafted?.kind !== 'draft' || !verdict?.ok) return {};
  const { text, citations } = drafted.draft;
  return { draft: { text, citations: citations.map(id => ({ id, title: id })), turnId } };
}

/** A topic that triage only guesses doesn't replace the one the case has. */
function triaged({ triage, sure }: Decision, current: Case): Partial<Case> {
  return {
    ...((sure || !current.topic) && triage.topic && { topic: triage.topic }),
    urgency: triage.urgency,
    sentiment: triage.sentiment,
    complexity: triage.complexity,
    ...(triage.language !== 'und' && { language: triage.language }),
  };
}

function say(reply: string, outcome: TurnOutcome = 'continue'): Conclusion {
  return { reply, by: 'house', outcome, changes: {}, spokeDraft: false };
}
