import type { Case, ClosedAs, Reason, Reply, TurnOutcome } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { reason, type Decision } from '../domain/decide.ts';
import { describeTime, isOpen, nextOpening } from '../domain/hours.ts';
import { localeOf, replyLanguage } from '../domain/replyLanguage.ts';
import { spokenIn } from '../domain/spokenIn.ts';
import type { CaseOperation } from '../domain/transitions.ts';
import type { TurnSoFar } from '../domain/turn.ts';
import type { Draft } from './contract.ts';
import { offerElsewhere, whereTo } from './elsewhere.ts';
import { maskEmail } from './email.ts';
import { houseLinesIn, type HouseLines } from './houseLines.ts';
import { otherLanguageLine } from './otherLanguage.ts';

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

/** With the house's sentences in the language of the reply. */
interface Speaking extends ConcludeInput {
  language: string;
  lines: HouseLines;
}

function speaking(input: ConcludeInput): Speaking {
  const language = languageOfTurn(input);
  return { ...input, language, lines: houseLinesIn(language) };
}

/** Ways of a turn that lead to people. */
const TO_PEOPLE: Decision['route'][] = ['escalate', 'refer', 'draft'];

/** The language of what is said at the end of a turn, before and after the case has gone on. */
export function languageOfTurn({
  turn: { decision },
  case: { channel, owner, language },
  config,
}: Pick<ConcludeInput, 'turn' | 'case' | 'config'>): string {
  const byPeople = owner !== 'ai' || !decision || TO_PEOPLE.includes(decision.route);
  return replyLanguage(spokenIn(config, channel, byPeople), decision?.triage.language, language);
}

/** Pure: everything the AI tier says and does at the end of a turn is decided here. */
export function conclude(given: ConcludeInput): Conclusion {
  const input = speaking(given);
  const { turn, case: current, lines } = input;
  if (current.owner !== 'ai') return notice(input);
  if (turn.failed || !turn.decision) {
    return handOver(input, reason('ai-unavailable'), lines.toPersonUnavailable);
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
export function concludeStale(given: ConcludeInput): Conclusion {
  const input = speaking(given);
  return input.case.owner === 'ai' ? say(input.lines.sayDifferently) : notice(input);
}

function conclusionOf(input: Speaking, decision: Decision): Conclusion {
  const { case: current, lines } = input;
  switch (decision.route) {
    case 'escalate':
    case 'refer': {
      const handed = handOver(input, decision.reason!);
      // A caller was told so before they spoke.
      if (decision.reason!.code !== 'other-language' || current.channel === 'voice') return handed;
      return { ...handed, reply: `${otherLanguageLine(decision.triage.language)}\n\n${handed.reply}` };
    }
    case 'draft':
      return forApproval(input, decision.reason!);
    case 'close':
      return {
        // A mail that only says thanks gets no answer: whoever answers thanks gets thanks again.
        ...say(current.channel === 'email' ? '' : lines.goodbye, 'close'),
        operation: 'resolve',
        closedAs: 'resolved-by-ai',
      };
    case 'small-talk':
      return say(
        decision.triage.act === 'thanks'
          ? `${lines.gladToHelp} ${lines.anythingElse}`
          : decision.triage.act === 'greeting'
            ? lines.greeting
            : lines.sayDifferently,
      );
    case 'ask-again':
      return askAgain(input, decision);
    case 'answer':
    case 'act':
      return answer(input, decision);
    case 'notice':
      return notice(input);
  }
}

function answer(input: Speaking, decision: Decision): Conclusion {
  const { turn, case: current, lines } = input;
  const drafted = turn.drafted;
  if (drafted?.kind === 'draft' && turn.verdict?.ok) {
    const said = [wordsOf(drafted.draft), ...(drafted.partly ? [lines.askTheRest] : [])];
    return { ...say(said.join('\n\n')), by: 'ai', spokeDraft: true };
  }
  if (drafted?.kind === 'draft') return handOver(input, reason('refused-by-verify'));
  const why = drafted?.reason ?? 'ai-unavailable';
  // A question the knowledge doesn't answer may only have been put badly: once, the customer is asked.
  const mayAsk = input.config.answers.whenUnsure === 'ask' && current.channel !== 'email';
  if (why === 'no-answer' && mayAsk && current.failedTries === 0) {
    return askAgain(input, decision);
  }
  return handOver(input, reason(why));
}

/** All that a draft says. */
const wordsOf = ({ text, then }: Draft): string => (then ? `${text}\n\n${then.text}` : text);

function askAgain({ case: current, lines }: Speaking, decision: Decision): Conclusion {
  const line =
    decision.triage.act === 'empty'
      ? lines.noWords
      : current.failedTries === 0
        ? lines.sayDifferently
        : lines.sayDifferentlyAgain;
  return { ...say(line), changes: { failedTries: current.failedTries + 1 } };
}

/**
 * Draft mode: the draft waits for an agent as long as the channel can, and the customer hears so. Where there is no draft that
 * holds, nobody there, or no way to make the customer wait, a person takes over with what there is.
 */
function forApproval(input: Speaking, why: Reason): Conclusion {
  const { case: current, config, now } = input;
  const handed = handOver(input, why);
  const changes = { ...handed.changes, ...draftForAgent(input.turn) };
  const canWait = current.channel === 'email' || (current.channel === 'chat' && isOpen(config.hours, now));
  if (!changes.draft || !canWait) return { ...handed, changes };
  const { draftChecked } = input.lines;
  const said = current.channel === 'email' ? mailLines(input, draftChecked) : draftChecked;
  return { ...say(said), operation: 'propose', reason: why, changes };
}

/** To people: now when they are there, else with the truth about when and where they will answer. */
function handOver(input: Speaking, why: Reason, line: string = input.lines.toPerson): Conclusion {
  const { config, case: current, now, turn, language, lines } = input;
  const changes: Partial<Case> = {
    dialog: undefined,
    // Without a decision the first queue: a case that people have must be in one, or no agent may read it.
    queue: turn.decision?.queue ?? current.queue ?? config.queues[0]!.id,
    ...(turn.decision?.queue && { priority: turn.decision.priority, skills: turn.decision.skills }),
  };
  if (turn.decision?.route === 'refer') {
    return {
      ...say(`${lines.toClientTeam(config.clientTeam.name)} ${whereTheyAnswer(input)}`),
      operation: 'refer-to-client',
      reason: why,
      changes: { ...changes, awaitingEmail: !current.customer.email, ask: turn.text },
    };
  }
  const handed = { operation: 'escalate' as const, reason: why };
  const open = isOpen(config.hours, now);
  if (open && current.channel !== 'email') return { ...say(line, 'escalate'), ...handed, changes };
  const urgency = turn.decision?.triage.urgency ?? current.urgency;
  const elsewhere = offerElsewhere(config, { ...current, urgency, language }, 'afterHours');
  const wakes = !open && elsewhere.changes.onCall === true;
  if (current.channel === 'email') {
    const said = wakes ? `${lines.onCallToo} ${mailLines(input, line)}` : mailLines(input, line);
    return { ...say(said, 'close'), ...handed, changes: { ...changes, ...(wakes && { onCall: true }) } };
  }
  const said = [closedLine(input)];
  if (current.channel === 'voice' && current.customer.phone) {
    if (wakes) said.push(lines.onCallToo);
    said.push(lines.leaveMessage);
    return {
      ...say(said.join(' ')),
      ...handed,
      changes: { ...changes, awaitingMessage: true, ...(wakes && { onCall: true }) },
    };
  }
  said.push(...elsewhere.lines);
  return {
    ...say(said.join(' '), elsewhere.asks ? 'continue' : 'close'),
    ...handed,
    changes: { ...changes, ...elsewhere.changes },
  };
}

/** By mail nobody waits: who answers, when people are there, and under which reference. */
function mailLines(input: Speaking, line: string): string {
  const { config, case: current, now, lines } = input;
  return [
    line,
    lines.answerInThread,
    ...(isOpen(config.hours, now) ? [] : [closedLine(input)]),
    lines.reference(current.caseId),
  ].join(' ');
}

/** Where the client's team will answer; a call can't wait for it as a chat can. */
function whereTheyAnswer({ case: current, lines }: Speaking): string {
  const {
    channel,
    customer: { email },
  } = current;
  if (channel === 'email') return lines.answerInThread;
  if (channel === 'voice') return email ? lines.answerByEmail(maskEmail(email)) : lines.askEmail;
  return email ? lines.clientTeamAnswersHere : lines.clientTeamNeedsEmail;
}

function closedLine({ config, now, language, lines }: Speaking): string {
  const opening = nextOpening(config.hours, now);
  return opening === undefined
    ? lines.closedForLong
    : lines.closedHours(describeTime(opening, config.hours.timeZone, localeOf(config, language)));
}

/** Somebody else owns the case: the message is stored and they see it; the AI says only who has it. */
function notice(input: Speaking): Conclusion {
  const { turn, case: current, config, now, language, lines } = input;
  if (current.awaitingMessage) return say(lines.messageAdded);
  if (current.awaitingEmail || current.awaitingPhone) {
    const told = whereTo(turn.text, { ...current, language });
    if (!told) return say(current.awaitingPhone ? lines.askPhoneAgain : lines.askEmailAgain);
    const gone = current.owner === 'provider' && !isOpen(config.hours, now);
    return { ...say(told.line, gone ? 'close' : 'continue'), changes: told.changes };
  }
  const says = (line: string, outcome: TurnOutcome = 'continue') => ({ ...say(line, outcome), notice: true });
  if (current.state === 'taken-over') return says(lines.clientTeamTookOver(config.clientTeam.name));
  if (current.owner === 'client') return says(lines.clientTeamHasIt(config.clientTeam.name));
  if (current.state === 'waiting-for-approval') return says(lines.draftStillChecked);
  // The agent has it beside the chat and answers here: the queue would only bring another one.
  if (current.state === 'with-agent' && current.offeredAs === 'task') return says(lines.colleagueHasIt);
  // While it waits, nobody has it and nobody may come to it for hours.
  const where = current.state === 'with-agent' ? lines.colleagueHasIt : lines.messageWithCase;
  return isOpen(config.hours, now) ? says(where, 'escalate') : says(`${where} ${closedLine(input)}`, 'close');
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
