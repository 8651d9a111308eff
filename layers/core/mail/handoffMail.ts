import type { Asked } from '../domain/askedPeople.ts';
import type { Case, Story, Turn } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { describeTime } from '../domain/hours.ts';
import { localeOf } from '../domain/replyLanguage.ts';
import { transcript } from '../domain/story.ts';
import {
  reasonText,
  storyForTeam,
  teamLanguage,
  teamLinesIn,
  type TeamLines,
} from '../teamLines/teamLines.ts';
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
  /** For readers other than who is asked; theirs unless told. */
  language?: string;
}

/** What the client's team gets: what is asked, the story, the conversation, and the ways to answer. */
export function handoffMail(input: HandoffMailInput): Mail {
  const { case: current, turns, config, asked, link, replyTo } = input;
  const { urgency, caseId } = current;
  const language = input.language ?? teamLanguage(config, asked.person);
  const lines = teamLinesIn(language);
  const story = storyForTeam(current, turns, lines);
  const ask = current.ask ?? lines.pleaseAnswer;
  const title = lines.needsAnswer(config.name);
  const blocks: Block[] = [
    { kind: 'text', text: lines.hello(asked.person.name) },
    ...(asked.step === 'first' ? [] : [{ kind: 'text' as const, text: lines.whyYou[asked.step] }]),
    { kind: 'ask', title: lines.asked, text: ask },
    { kind: 'button', label: lines.answerCase, url: link },
    { kind: 'facts', facts: factsOf(current, story, config, lines, language) },
    ...(story?.tried.length ? [{ kind: 'lines' as const, title: lines.tried, lines: story.tried }] : []),
    { kind: 'lines', title: lines.conversation, lines: transcript(turns, config.name, lines.speakers) },
    ...(replyTo ? [{ kind: 'small' as const, text: replyNote(config, lines) }] : []),
    { kind: 'small', text: linkNote(config, lines) },
  ];
  return {
    to: asked.person.email,
    subject: `${lines.step[asked.step]}${lines.ofCase(title, caseId)} (${lines.urgencies[urgency]})`,
    ...writeLetter({ title, language, preview: ask, blocks }, config),
    ...(replyTo && { replyTo }),
  };
}

function factsOf(
  current: Case,
  story: Story | undefined,
  config: ClientConfig,
  lines: TeamLines,
  language: string,
): [string, string][] {
  const { reason, dueAt, caseId } = current;
  const due = dueAt && describeTime(Date.parse(dueAt), config.hours.timeZone, localeOf(config, language));
  const urgency = lines.urgencies[current.urgency];
  const facts: [string, string][] = [
    [lines.customer, story?.who ?? lines.story.aCustomer],
    [lines.problem, story?.what ?? ''],
    [lines.why, story?.why ?? (reason ? reasonText(reason, lines) : '')],
    [lines.urgency, due ? lines.answerBy(urgency, due) : urgency],
    [lines.reference, caseId],
  ];
  return facts.filter(([, value]) => value);
}

const replyNote = ({ clientTeam }: ClientConfig, lines: TeamLines) =>
  clientTeam.answerStyle === 'as-is' ? lines.replyAsIs : lines.replyRephrased;

const linkNote = ({ clientTeam: { forwarding, linkDays } }: ClientConfig, lines: TeamLines) =>
  forwarding === 'code' ? lines.linkWithCode(linkDays) : lines.linkForAnyone(linkDays);
