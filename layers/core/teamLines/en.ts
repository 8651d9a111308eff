import type { AskStep } from '../domain/askedPeople.ts';
import type { ClientAnswerKind } from '../domain/case.ts';
import { REASONS, type ReasonCode } from '../domain/decide.ts';
import { STORY_WORDS, type StoryWords } from '../domain/story.ts';
import type { Urgency } from '../domain/triage.ts';

/**
 * What the client's team is told in our own words: by mail, notification, in its chat tool and on its tickets. What customers,
 * agents and the client itself wrote stands between them as it was written.
 */
export interface TeamLines {
  hello: (name: string) => string;
  urgencies: Record<Urgency, string>;
  /** Behind a title: which case it is about. */
  ofCase: (title: string, caseId: string) => string;

  /** The hand-over. */
  needsAnswer: (client: string) => string;
  caseNeedsAnswer: (caseId: string) => string;
  /** Before either title. */
  step: Record<AskStep, string>;
  whyYou: Record<Exclude<AskStep, 'first'>, string>;
  asked: string;
  pleaseAnswer: string;
  answerCase: string;
  customer: string;
  problem: string;
  why: string;
  urgency: string;
  reference: string;
  answerBy: (urgency: string, due: string) => string;
  tried: string;
  conversation: string;
  /** Behind the client's name: its AI, its agent. */
  speakers: Record<'customer' | 'ai' | 'agent' | 'client' | 'house', string>;
  replyAsIs: string;
  replyRephrased: string;
  linkWithCode: (days: number) => string;
  linkForAnyone: (days: number) => string;
  /** Read by people outside the mailbox as well. */
  notification: (client: string, urgency: string) => string;
  notificationBy: (client: string, urgency: string, due: string) => string;
  story: StoryWords;
  /** Why a case came to people, where the reason is ours. */
  reasons: Record<ReasonCode, string>;

  /** An answer that could not be taken. */
  notPassedOn: string;
  tooLate: string;
  noText: string;
  withoutFiles: string;
  notTaken: string;
  wrongType: string;
  tooLarge: (megabytes: number) => string;
  noFiles: string;
  tooMany: (files: number) => string;
  notFetched: string;
  unsafe: string;

  /** The link to a case. */
  newLink: (caseId: string) => string;
  stillWaits: string;
  notYou: string;
  nothingToDo: (caseId: string) => string;
  answeredAlready: (caseId: string) => string;
  answeredAlreadyBy: (caseId: string, name: string) => string;
  withAgentsAgain: (caseId: string) => string;
  noNewLink: string;
  codeFor: (caseId: string) => string;
  code: (caseId: string, code: string, minutes: number) => string;
  notOpened: string;

  /** The on-call. */
  onCall: (caseId: string, urgency: string) => string;
  onCallWaits: (client: string) => string;
  onCallLater: (caseId: string) => string;

  /** A ticket. */
  answerByReply: string;
  answerByCommand: string;
  /** `/answer`, `/agent` … are commands in every language. */
  commands: string[];
  restIsThere: (link: string) => string;
  nobodyAnswered: string;
  answered: string;
  answeredBy: (name: string) => string;
  answerPutIntoWords: string;
  ended: Record<ClientAnswerKind, string>;
}

export const en: TeamLines = {
  hello: name => `Hello ${name},`,
  urgencies: { critical: 'critical', high: 'high', normal: 'normal', low: 'low' },
  ofCase: (title, caseId) => `${title}, case ${caseId}`,

  needsAnswer: client => `${client} needs your answer`,
  caseNeedsAnswer: caseId => `Case ${caseId} needs your answer`,
  step: { first: '', reminder: 'Reminder: ', 'next-contact': 'Unanswered: ', manager: 'Escalated: ' },
  whyYou: {
    reminder: 'A customer still waits for this answer, so this is a reminder.',
    'next-contact': 'Your colleague has not answered in time, so this comes to you.',
    manager: 'Nobody of your team has answered in time, so this comes to you.',
  },
  asked: 'What is asked of you',
  pleaseAnswer: 'Please answer the customer.',
  answerCase: 'Answer this case',
  customer: 'Customer',
  problem: 'Their problem',
  why: 'Why it came to people',
  urgency: 'Urgency',
  reference: 'Reference',
  answerBy: (urgency, due) => `${urgency}, please answer by ${due}`,
  tried: 'What was tried',
  conversation: 'The conversation so far',
  speakers: { customer: 'Customer', ai: 'AI', house: 'AI', agent: 'Agent', client: 'Team' },
  replyAsIs:
    'You may also reply to this mail: what you write goes to the customer. Begin with /agent to tell our agent what to do, /ours to take the case over, /decline if it is not for you.',
  replyRephrased:
    'You may also reply to this mail: our agent puts what you write into words for the customer. Begin with /ours to take the case over, /decline if it is not for you.',
  linkWithCode: days =>
    `The button is for this case only and works for ${days} days. It asks for a code that is sent to you, so it is of no use to others.`,
  linkForAnyone: days =>
    `The button is for this case only and works for ${days} days. Whoever has this mail can answer for you: forward it only to somebody who may.`,
  notification: (client, urgency) => `${client}, urgency ${urgency}.`,
  notificationBy: (client, urgency, due) => `${client}, urgency ${urgency}, please answer by ${due}.`,
  story: STORY_WORDS,
  reasons: REASONS,

  notPassedOn: 'Your answer was not passed on',
  tooLate:
    'The case had been answered already, or is with our agents again. What you wrote is kept with it; nothing is left to do for you.',
  noText:
    'Your mail had no words of its own. Please write in a sentence what the customer is to know; files go with it.',
  withoutFiles:
    'Your answer was not passed on, since it may make no sense without its files. Please answer again: PDF, pictures, plain text and office documents are passed on.',
  notTaken: 'Not taken',
  wrongType: 'files of this kind are not passed on, or it is not what its name says',
  tooLarge: megabytes => `it is too large: at most ${megabytes} MB`,
  noFiles: 'no files are passed on',
  tooMany: files => `there are too many: at most ${files} files`,
  notFetched: 'it could not be fetched',
  unsafe: 'it was found to be harmful',

  newLink: caseId => `Your new link to case ${caseId}`,
  stillWaits: 'The case still waits for your answer.',
  notYou:
    'Somebody opened a link to this case that no longer works and asked for a new one. If that was not you, there is nothing to do.',
  nothingToDo: caseId => `Case ${caseId} needs nothing from you`,
  answeredAlready: caseId => `Case ${caseId} has been answered already.`,
  answeredAlreadyBy: (caseId, name) => `Case ${caseId} has been answered already, by ${name}.`,
  withAgentsAgain: caseId => `Case ${caseId} is with our agents again, or is closed.`,
  noNewLink: 'So there is no new link.',
  codeFor: caseId => `Your code for case ${caseId}`,
  code: (caseId, code, minutes) =>
    `The code that opens case ${caseId} is ${code}. It is good for ${minutes} minutes and for one use.`,
  notOpened:
    'Did you not open the link yourself? Then somebody else has it: do not pass the code on, and nothing can be seen.',

  onCall: (caseId, urgency) => `On call: case ${caseId} (${urgency}) and nobody is there`,
  onCallWaits: client => `a customer of ${client} waits, and none of our agents is there.`,
  onCallLater: caseId => `Our people answer it as soon as they are back. Reference: ${caseId}`,

  answerByReply:
    'Your first public reply goes to the customer. Internal notes stay with you, except those that begin with one of these words:',
  answerByCommand: 'Begin a comment with one of these words to answer; all other comments stay with you:',
  commands: [
    '/answer … sends the text to the customer',
    '/agent … tells our agent what to do',
    '/ours … this is yours from here; the customer is told that you get in touch',
    '/decline … not for you; say why, and it goes back to our agent',
  ],
  restIsThere: link => `The rest is here: ${link}`,
  nobodyAnswered: 'Nobody answered in time. Our agents have the case again; nothing is left to do here.',
  answered: 'Answered.',
  answeredBy: name => `Answered by ${name}.`,
  answerPutIntoWords: 'Our agent answers the customer with it.',
  ended: {
    answer: 'The answer is with the customer.',
    instruct: 'Our agent does what you asked for.',
    'take-over': 'This is yours from here; the customer has been told.',
    decline: 'Our agents have the case again.',
  },
};
