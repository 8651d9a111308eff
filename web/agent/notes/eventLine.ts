import type { Me } from '../../../layers/core/api/me.ts';
import type { CaseEvent, ClosedAs } from '../../../layers/core/domain/case.ts';

/** What ids of the client's configuration are called. */
export type Names = Pick<Me, 'queues' | 'topics' | 'wrapUpCodes' | 'actions' | 'clientTeam'>;
type Event = Pick<CaseEvent, 'kind' | 'by' | 'detail'>;

/** One event and what its sentence is made of. */
interface Told {
  /** Who did it, to begin a sentence with. */
  who: string;
  /** The client's team, within a sentence. */
  team: string;
  names: Names;
  /** A member of the event's detail, where it is words or a number. */
  the(name: string): string | undefined;
  /** The first of these members that is there, as what follows a colon; nothing where none is. */
  saying(...members: string[]): string;
  detail: Record<string, unknown>;
}

/** One event of the timeline in a sentence; a note is its own words. */
export function eventLine(event: Event, names: Names): string {
  const told = tell(event, names);
  const sentence = Object.hasOwn(SENTENCES, event.kind) ? SENTENCES[event.kind] : undefined;
  const line = sentence ? sentence(told) : `${event.kind.replaceAll('-', ' ')}${told.saying('text', 'why')}`;
  return /[.?!…]$/.test(line) || event.kind === 'note' ? line : `${line}.`;
}

/** Whether the kind has a sentence of its own. */
export const isTold = (kind: string): boolean => Object.hasOwn(SENTENCES, kind);

function tell({ by, detail = {} }: Event, names: Names): Told {
  const the = (name: string) => {
    const value = detail[name];
    return typeof value === 'number' || (typeof value === 'string' && value !== '') ? `${value}` : undefined;
  };
  return {
    who: by.startsWith('agent:') ? 'An agent' : (WHO[by] ?? by),
    team: names.clientTeam,
    names,
    the,
    saying: (...members) => {
      const found = members.map(the).find(value => value !== undefined);
      return found === undefined ? '' : `: ${found}`;
    },
    detail,
  };
}

const WHO: Record<string, string> = {
  ai: 'The AI',
  customer: 'The customer',
  client: 'The client’s team',
  system: 'The system',
  operator: 'An operator',
};

const CLOSED: Record<ClosedAs, string> = {
  'resolved-by-ai': 'The AI has answered, and the case is closed',
  'resolved-by-agent': 'An agent resolved the case',
  'answered-by-client-team': 'The client’s team has answered the customer, and the case is closed',
  'taken-over-by-client-team': 'The client’s team goes on with the case by itself',
  'customer-silent': 'The customer wrote no more, and the case was closed',
  abandoned: 'The customer left before anybody answered, and the case was closed',
  joined: 'The customer went on in a case they had open already, and this one was closed',
  'closed-by-operator': 'An operator closed the case',
};

const RETURNED: Record<string, string> = {
  'no-answer': 'did not answer in time',
  decline: 'says that it is not for them',
  instruct: 'said what to do',
  answer: 'answered, for an agent to put into words',
};

const titleIn = (of: { id: string; title: string }[], id: unknown) =>
  of.find(one => one.id === id)?.title ?? (typeof id === 'string' ? id : 'none');
const queueIn = ({ names, the }: Told, name: string) =>
  names.queues.find(({ id }) => id === the(name))?.name ?? the(name);
const closed = ({ the, saying }: Told) =>
  (CLOSED[the('closedAs') as ClosedAs] ?? 'The case was closed') + saying('how');

const SENTENCES: Record<string, (told: Told) => string> = {
  note: ({ the }) => the('text') ?? '',

  // The life of a case.
  open: () => 'The customer wrote, and the case was opened',
  escalate: ({ who, saying }) =>
    `${who === 'The customer' ? 'The customer asked for a person' : `${who} brought in the agents`}${saying('why')}`,
  'refer-to-client': ({ who, team, saying }) => `${who} passed the case on to ${team}${saying('why')}`,
  propose: ({ who, saying }) => `${who} wrote a draft for an agent to approve${saying('why')}`,
  lapse: () => 'Nobody approved the draft in time: the case waits for an agent',
  accept: ({ who, the }) => `${the('agent') ?? who} took the case`,
  requeue: told =>
    told.the('to')
      ? `${told.who} passed the case on to the queue ${queueIn(told, 'to')}${told.saying('note')}`
      : `${told.who} gave the case back to its queue${told.saying('reason')}`,
  assign: ({ who, the }) =>
    `${who === 'An agent' ? 'A supervisor' : who} gave the case to ${the('agent') ?? 'an agent'}${the('from') ? `, who takes it over from ${the('from')}` : ''}`,
  'hand-off': ({ who, team, saying }) => `${who} asked ${team}${saying('ask')}`,
  'back-to-ai': ({ who, saying }) => `${who} gave the case back to the AI${saying('note')}`,
  return: ({ team, the }) =>
    `${team} ${RETURNED[the('why') ?? ''] ?? 'gave the case back'}: the case waits for an agent`,
  'take-over': closed,
  resolve: closed,
  abandon: closed,
  reopen: () => 'The customer wrote again, and the case was opened again',
  joined: ({ the }) => `The customer went on here with what they had begun in case ${the('case')}`,

  // The AI's words.
  'draft-sent': ({ who, detail, saying }) =>
    `${who} sent the AI’s draft ${detail['edited'] ? 'with changes' : 'as it was'}${saying('reason')}`,
  'draft-rejected': ({ who, saying }) => `${who} rejected the AI’s draft${saying('reason')}`,
  'reply-discarded': ({ saying }) =>
    `The AI’s answer came after the case had moved on, and was not sent${saying('text')}`,
  'triage-corrected': ({ who, names, detail }) => {
    const { topic, urgency } = detail as Record<string, { before?: unknown; after?: unknown } | undefined>;
    const changes = [
      topic &&
        `the topic from ${titleIn(names.topics, topic.before)} to ${titleIn(names.topics, topic.after)}`,
      urgency && `the urgency from ${String(urgency.before)} to ${String(urgency.after)}`,
    ];
    return `${who} corrected ${changes.filter(Boolean).join(' and ') || 'what the AI took it for'}`;
  },

  // What agents do besides.
  'action-run': ({ who, names, the }) => `${who} ran “${titleIn(names.actions, the('action'))}”`,
  'wrapped-up': ({ who, names, the }) =>
    `${who} chose the wrap-up code “${titleIn(names.wrapUpCodes, the('code'))}”`,
  'priority-set': ({ the }) => `A supervisor set the priority to ${the('priority')}`,
  'task-created': () => 'The case was offered to the agents as a task',
  'email-created': () => 'The mail was offered to the agents',
  'agent-connected': () => 'The customer was connected with an agent',
  'deadline-missed': ({ the }) =>
    Number(the('times')) > 1
      ? `The agents’ deadline was missed, for the ${the('times')}. time`
      : 'The agents’ deadline was missed',
  'on-call-told': ({ the }) => `${the('name')} is on call and was told`,
  'nobody-free': ({ the }) =>
    `${the('why') === 'queueFull' ? 'The queue was full' : 'No agent was there'}: the case waits, and the customer gets the answer elsewhere`,
  'workflow-restarted': () => 'The case had come to a stop and was started again',
  retried: () => 'An operator looked after the case: nothing had to be done',

  // The client's team.
  'client-asked': ({ the, team }) => `${the('contact') ?? team} was asked by mail`,
  'client-reminded': ({ the, team }) => `${the('contact') ?? team} was reminded`,
  'client-answered': ({ the, team }) => `${the('by') ?? team} answered`,
  'client-answer-too-late': ({ the, team, saying }) =>
    `${the('by') ?? team} answered too late, and it was not sent${saying('text')}`,
  'client-files-not-taken': ({ the, team }) => `Files of ${the('by') ?? team} were not taken`,
  'client-mail-not-taken': ({ team }) => `A mail of ${team} was not taken as an answer`,
  'handoff-opened': ({ the, team }) => `${the('contact') ?? team} opened the hand-over`,
  'link-renewed': ({ the, team }) => `${the('contact') ?? team} was sent a new link`,
  'chat-tool-failed': ({ team }) => `The chat channel of ${team} could not be told`,
  'ticket-failed': ({ team }) => `No ticket could be opened for ${team}`,
  'ticket-opened': ({ the, team }) => `Ticket ${the('ticket')} was opened for ${team}`,

  // Mail.
  'mail-not-sent': () => 'A mail to the customer was not sent',
  'mail-kept-out': () =>
    'A mail was kept out of this case: the customer is verified, and it did not prove to be theirs',
  'mail-ignored': () => 'A mail that a machine had written was left aside',
  'mail-refused': () => 'A mail was refused: it is spam, infected or not what it claims to be',
  'mail-unsubscribed': () => 'The customer wants no more mails',
  'mail-rescued': () => 'A mail that could not be read at first was taken up',
  'mail-bounced': ({ detail }) =>
    detail['forGood'] ? 'A mail came back: its address can’t be reached' : 'A mail came back for now',
  'mail-complained': () => 'Whoever got a mail marked it as spam: no more are sent there',
  'mail-rejected': () => 'A mail was rejected before it left',
  'transcript-sent': () => 'The customer had the chat mailed',

  // Calls.
  'call-back-queued': () => 'The customer chose to be called back',
  'call-broke-off': () => 'The call broke off',
  'called-back': () => 'The customer was called back',
  'call-back-failed': () => 'The call back reached nobody: the case waits as a task',

  'survey-answered': ({ the }) =>
    `The customer answered the survey${the('score') ? `: happy ${the('score')} of 5` : ''}${the('recommend') ? `, would recommend ${the('recommend')} of 10` : ''}`,
};
