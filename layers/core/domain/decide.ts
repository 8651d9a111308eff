import type { Case, Reason } from './case.ts';
import { BOUNDARIES, type Action, type Boundary, type ClientConfig } from './clientConfig.ts';
import type { Channel, Triage } from './triage.ts';
import { MAIL_REASONS } from './mailReasons.ts';
import { peopleSpeak } from './phoneLanguages.ts';
import { firstTrigger } from './triggers.ts';

/**
 * What is done about a turn.
 * - `answer`: draft from the knowledge; `act`: the dialog of an action
 * - `draft`: the AI drafts for the agent, and the case goes to one
 * - `small-talk`: a line of the house; `ask-again`: the customer is asked to say it differently
 * - `escalate`: to the provider's agents; `refer`: straight to the client's team
 * - `close`: the customer says they are done; `notice`: somebody else owns the case and has been told
 */
export type Route =
  'answer' | 'act' | 'draft' | 'small-talk' | 'ask-again' | 'escalate' | 'refer' | 'close' | 'notice';

export interface Decision {
  route: Route;
  triage: Triage;
  /** Triage was confident enough of the topic to act on it. */
  sure: boolean;
  reason?: Reason;
  action?: string;
  queue?: string;
  priority?: number;
  /** Skills the agent should have. */
  skills?: string[];
  /** Questions on different topics, each to be answered by itself. */
  parts?: QuestionPart[];
  /** This turn counts as one on which the AI could not help. */
  failedTry: boolean;
}

export interface QuestionPart {
  text: string;
  topic: string;
}

export interface DecideInput {
  text: string;
  triage: Triage;
  /** Triage is confident enough for the AI to act on the topic. */
  sure: boolean;
  case: Pick<Case, 'customer' | 'failedTries' | 'dialog' | 'topic'>;
  config: ClientConfig;
  channel: Channel;
  withinHours: boolean;
  /** What the house said last ended with the question whether there is anything else. */
  askedForMore: boolean;
  /** What the customer wrote just before. */
  before?: string | undefined;
  /** What a caller chose by key to be spoken to in, ISO 639-1. */
  chosen?: string | undefined;
  /** A person must look, whatever the message says. */
  forPerson?: ReasonCode;
}

/** Reasons of ours, beside the triggers of the client. */
export const REASONS = {
  'none-of-ours': 'The message is about nothing the AI was taught.',
  'other-language': 'The AI does not answer in the language of the customer.',
  unsure: 'The AI is not sure what this is about.',
  'boundary-human': 'This topic is for people only.',
  'boundary-draft': 'On this topic the AI drafts and a person sends.',
  'refused-by-verify': 'The drafted answer was not supported by the knowledge.',
  'no-answer': 'The knowledge has no answer to this.',
  guardrail: 'The guardrail stopped the message or the answer.',
  'identity-failed': 'The customer could not be identified.',
  'action-failed': "The client's service could not do what was asked.",
  'action-unknown':
    "The client's service did not say whether it did what was asked. Look there before doing it again.",
  'ai-unavailable': 'The AI was not available.',
  'file-unseen': 'The customer sent a file, which only people can look at.',
  ...MAIL_REASONS,
  'pressed-for-person': 'The caller pressed 0 for a person.',
  'not-heard': 'The caller could not be heard any more.',
  'not-understood': 'The caller could not be understood, by voice or by keys.',
} as const;
export type ReasonCode = keyof typeof REASONS;
export const reason = (code: ReasonCode): Reason => ({ code, text: REASONS[code] });

/** Most unclear turns before a person is brought in, where the client has no trigger that says so earlier. */
const MOST_FAILED_TRIES = 3;

/** The chat page cuts a message of more than 1,024 characters into parts; all but the last are longer than this. */
const PART_CHARACTERS = 512;

/** As many as Connect combines. */
const MOST_SKILLS = 8;

/** Triggers first, then what the utterance is, then the boundary of its topic. Pure. */
export function decide(input: DecideInput): Decision {
  const { config, sure } = input;
  // What is said on the phone is in the language that was chosen, whatever a few words look like.
  const triage = input.chosen ? { ...input.triage, language: input.chosen } : input.triage;
  const skill = isOtherLanguage(input) ? config.skills?.languages[triage.language] : undefined;
  const unclear = isUnclear(input);
  const isMail = input.channel === 'email';
  const failedTries = input.case.failedTries + (unclear ? 1 : 0);
  const decided = (route: Route, more: Partial<Decision> = {}): Decision => ({
    route,
    triage,
    sure,
    failedTry: unclear,
    ...queueOf(triage, config),
    ...more,
    // Whatever brings them to people: without their language nobody can help them.
    ...(skill && { skills: [skill, ...(more.skills ?? [])].slice(0, MOST_SKILLS) }),
  });

  const trigger = firstTrigger(config, { ...input, customer: input.case.customer, failedTries });
  if (trigger) {
    const route = { agent: 'escalate', 'client-team': 'refer', 'no-ai': 'draft' } as const;
    return decided(route[trigger.then], {
      reason: { code: trigger.id, text: trigger.reason },
      ...(trigger.queue && { queue: trigger.queue }),
      ...(trigger.priority && { priority: trigger.priority }),
      ...(trigger.skills && { skills: trigger.skills }),
    });
  }
  if (input.forPerson) return decided('escalate', { reason: reason(input.forPerson) });
  if (input.chosen && isOtherLanguage(input))
    return decided('escalate', { reason: reason('other-language') });
  if (input.case.dialog) return decided('act', { action: input.case.dialog.action });
  if (triage.act === 'goodbye' || (isMail && triage.act === 'thanks')) return decided('close');
  if (triage.act === 'no' && input.askedForMore && !unclear) return decided('close');
  if (triage.act === 'greeting' || triage.act === 'thanks' || (triage.act === 'yes' && input.askedForMore)) {
    return decided('small-talk');
  }
  if (isOtherLanguage(input)) return decided('escalate', { reason: reason('other-language') });
  if (unclear) {
    const code = triage.topic === null ? 'none-of-ours' : 'unsure';
    // A question back and forth by mail takes days.
    const most = mayBePart(input) ? 2 : MOST_FAILED_TRIES;
    return isMail || config.answers.whenUnsure === 'agent' || failedTries >= most
      ? decided('escalate', { reason: reason(code) })
      : decided('ask-again', { reason: reason(code) });
  }
  const { boundary, topic } = boundaryOf(triage, config);
  const queue = queueOf({ ...triage, topic }, config);
  if (boundary === 'human') return decided('escalate', { reason: reason('boundary-human'), ...queue });
  if (boundary === 'draft') return decided('draft', { reason: reason('boundary-draft'), ...queue });
  const action = config.actions.find(({ topics }) => topics.includes(triage.topic!));
  return action ? decided('act', { action: action.id }) : decided('answer');
}

/**
 * The next part of a long message is no try to say the first in other words: it was written before the customer heard
 * that they were not understood. Asked once, they are not asked again for each part.
 */
const mayBePart = ({ channel, text, before = '' }: DecideInput): boolean =>
  channel === 'chat' && Math.max(text.length, before.length) > PART_CHARACTERS;

/** Whether a model is asked what the classifier could not tell. */
export const asksModel = ({ sure, failedTry, triage: { act } }: Decision): boolean =>
  !sure && failedTry && act === 'enquiry';

/**
 * The boundary of the turn, and the topic it belongs to: of a message about several matters the strictest, since who answers
 * one of them reads them all.
 */
export function boundaryOf(
  { topic, others }: Pick<Triage, 'topic' | 'others'>,
  { boundaries }: Pick<ClientConfig, 'boundaries'>,
): { boundary: Boundary; topic: string | null } {
  const of = (one: string | null): Boundary => boundaries.topics[one ?? ''] ?? boundaries.default;
  return [topic, ...others]
    .map(one => ({ boundary: of(one), topic: one }))
    .reduce((strictest, one) =>
      BOUNDARIES.indexOf(one.boundary) > BOUNDARIES.indexOf(strictest.boundary) ? one : strictest,
    );
}

/** Whether the AI has nothing to go on: a message without words, a "no, that's not it", or a topic it isn't sure of. */
function isUnclear({ triage, sure, askedForMore, case: { dialog } }: DecideInput): boolean {
  if (dialog) return false;
  switch (triage.act) {
    case 'empty':
      return true;
    case 'no':
    case 'yes':
      return !askedForMore;
    case 'enquiry':
      return !sure;
    default:
      return false;
  }
}

/**
 * An answer, or a question for other words, in a language that the customer may not read helps nobody, also where the topic is
 * sure. A call's language was chosen by key.
 */
function isOtherLanguage({ triage, channel, config, chosen }: DecideInput): boolean {
  if (channel === 'voice') return peopleSpeak(config, chosen);
  const { act, language } = triage;
  return act === 'enquiry' && language !== 'und' && !config.languages.includes(language);
}

function queueOf(triage: Triage, config: ClientConfig): Pick<Decision, 'queue' | 'priority'> {
  const queue = config.queues.find(({ topics }) => topics.includes(triage.topic ?? '')) ?? config.queues[0]!;
  const priority = { critical: 1, high: 3, normal: 5, low: 7 }[triage.urgency];
  return { queue: queue.id, priority };
}

export function actionById(config: ClientConfig, id: string): Action | undefined {
  return config.actions.find(action => action.id === id);
}
