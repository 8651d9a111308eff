import type { Asked } from '../domain/askedPeople.ts';
import type { Case, Turn } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { describeTime } from '../domain/hours.ts';
import { transcript } from '../domain/story.ts';
import { writeLetter, type Block } from './letter.ts';
import type { Mail } from './mailer.ts';

export interface HandoffMailInput {
  case: Case;
  turns: Turn[];
  config: ClientConfig;
  asked: Asked;
  link: string;
  /** Where an answer by mail goes to, when mail is received. */
  replyTo?: string;
}

const SUBJECT: Record<Asked['step'], string> = {
  first: '',
  reminder: 'Reminder: ',
  'next-contact': 'Unanswered: ',
  manager: 'Escalated to you: ',
};
const WHY: Partial<Record<Asked['step'], string>> = {
  reminder: 'A customer still waits for this answer, so this is a reminder.',
  'next-contact': 'Your colleague has not answered in time, so this comes to you.',
  manager: 'Nobody of your team has answered in time, so this comes to you.',
};

/** What the client's team gets: what is asked, the story, the conversation, and the ways to answer. */
export function handoffMail({ case: current, turns, config, asked, link, replyTo }: HandoffMailInput): Mail {
  const { urgency, caseId, story } = current;
  const ask = current.ask ?? 'Please answer the customer.';
  const title = `${config.name} needs your answer`;
  const why = WHY[asked.step];
  const blocks: Block[] = [
    { kind: 'text', text: `Hello ${asked.person.name},` },
    ...(why ? [{ kind: 'text' as const, text: why }] : []),
    { kind: 'ask', title: 'What is asked of you', text: ask },
    { kind: 'button', label: 'Answer this case', url: link },
    { kind: 'facts', facts: factsOf(current, config) },
    ...(story?.tried.length ? [{ kind: 'lines' as const, title: 'What was tried', lines: story.tried }] : []),
    { kind: 'lines', title: 'The conversation so far', lines: transcript(turns, config.name) },
    ...(replyTo ? [{ kind: 'small' as const, text: replyNote(config) }] : []),
    { kind: 'small', text: linkNote(config) },
  ];
  return {
    to: asked.person.email,
    subject: `${SUBJECT[asked.step]}${title}, case ${caseId} (${urgency})`,
    ...writeLetter({ title, preview: ask, blocks }, config),
    ...(replyTo && { replyTo }),
  };
}

function factsOf({ story, reason, urgency, dueAt, caseId }: Case, config: ClientConfig): [string, string][] {
  const due = dueAt && describeTime(Date.parse(dueAt), config.hours.timeZone, config.locale);
  const facts: [string, string][] = [
    ['Customer', story?.who ?? 'A customer'],
    ['Their problem', story?.what ?? ''],
    ['Why it came to people', story?.why ?? reason?.text ?? ''],
    ['Urgency', due ? `${urgency}, please answer by ${due}` : urgency],
    ['Reference', caseId],
  ];
  return facts.filter(([, value]) => value);
}

const replyNote = ({ clientTeam }: ClientConfig) =>
  clientTeam.answerStyle === 'as-is'
    ? 'You may also reply to this mail: what you write goes to the customer. Begin with /agent to tell our agent what to do, /ours to take the case over, /decline if it is not for you.'
    : 'You may also reply to this mail: our agent puts what you write into words for the customer. Begin with /ours to take the case over, /decline if it is not for you.';

const linkNote = ({ clientTeam: { forwarding, linkDays } }: ClientConfig) =>
  forwarding === 'code'
    ? `The button is for this case only and works for ${linkDays} days. It asks for a code that is sent to you, so it is of no use to others.`
    : `The button is for this case only and works for ${linkDays} days. Whoever has this mail can answer for you: forward it only to somebody who may.`;
