import type { Case, CaseEvent, MailFile, Turn } from '../../layers/core/domain/case.ts';
import { dropUnseen } from '../../layers/core/answer/escape.ts';
import type { Receipt } from '../../layers/core/answer/contract.ts';
import type { MailRecord } from '../../layers/core/store/mailStore.ts';
import type { ExecutionStanding } from '../stack/execution.ts';

/** Everything that is kept of a case. */
export interface Story {
  case: Case;
  turns: Turn[];
  events: CaseEvent[];
  receipts: Receipt[];
  mails: MailRecord[];
  /** How often people read it. */
  reads: number;
  workflow?: ExecutionStanding;
}

/** Members of an event's detail that never hold words or names of people. */
const PLAIN = ['to', 'queue', 'closedAs', 'action', 'receipt', 'urgency', 'topic', 'via', 'code', 'times'];

/** The story in lines, oldest first. Without `withTexts` nothing in it says who the customer is or what anybody wrote. */
export function tellStory(story: Story, withTexts: boolean): string[] {
  const said = (text: string) => (withTexts ? JSON.stringify(text) : `[${text.length} characters]`);
  const lines = [
    ...story.turns.flatMap(turn => turnLines(turn, said)),
    ...story.events.map(event => ({ at: event.at, line: eventLine(event, withTexts) })),
    ...story.receipts.map(({ at, id, action, text }) => ({
      at,
      line: `receipt ${id} of ${action} ${said(text)}`,
    })),
    ...story.mails.map(({ at, id, outcome, why }) => ({
      at,
      line: `mail ${id} came in: ${outcome}${why ? ` (${why})` : ''}`,
    })),
  ];
  const told = [
    ...head(story, withTexts),
    '',
    ...lines.sort((a, b) => a.at.localeCompare(b.at)).map(({ at, line }) => `${at}  ${line}`),
  ];
  // A terminal obeys what it is sent, and a name with a line break would be two lines.
  return told.map(line => dropUnseen(line).replace(/[\r\n]+/g, ' '));
}

function head({ case: one, workflow, reads }: Story, withTexts: boolean): string[] {
  const { customer } = one;
  const who = [customer.name, customer.email, customer.phone, customer.customerId].filter(Boolean).join(', ');
  const rows: [string, unknown][] = [
    [
      'state',
      `${one.state}, owner ${one.owner}, epoch ${one.epoch}${one.closedAs ? `, ${one.closedAs}` : ''}`,
    ],
    ['channel', `${one.channel}, contact ${one.contactId} ${one.contactOpen ? 'open' : 'ended'}`],
    ['customer', `${customer.identity}${withTexts && who ? `: ${who}` : ''}`],
    ['triage', `${one.topic ?? 'no topic'}, ${one.urgency}, ${one.complexity}, ${one.language}`],
    ['reason', one.reason && `${one.reason.code}${withTexts ? `: ${one.reason.text}` : ''}`],
    ['queue', one.queue && `${one.queue}${one.priority === undefined ? '' : `, priority ${one.priority}`}`],
    ['agent', one.agent && (withTexts ? `${one.agent.id} (${one.agent.name})` : one.agent.id)],
    ['due', one.dueAt],
    ['mail', one.mailStopped && `nothing more is sent: ${one.mailStopped}`],
    ['speaking', one.speakingUntil && `words are on their way until ${one.speakingUntil}`],
    ['workflow', one.execution && `${one.execution}: ${standing(workflow)}`],
    ['waits for', one.waiting?.for],
    ['read', `${reads} times by people`],
  ];
  return [
    `case ${one.caseId}`,
    ...rows.filter(([, value]) => value).map(([name, value]) => `  ${name.padEnd(10)} ${value}`),
  ];
}

const standing = (workflow: ExecutionStanding | undefined) =>
  [workflow?.status, workflow?.state && `in ${workflow.state}`, workflow?.error].filter(Boolean).join(', ');

function turnLines(turn: Turn, said: (text: string) => string): { at: string; line: string }[] {
  const { at, channel, customer, decision, reply, mail, files: sent } = turn;
  const lines: { at: string; line: string }[] = [];
  const files = mail?.files.length ? `, files ${mail.files.map(({ id }: MailFile) => id).join(', ')}` : '';
  if (customer !== undefined)
    lines.push({
      at,
      line: `customer by ${channel}${mail ? ` (mail ${mail.id}${files})` : ''} ${said(customer)}`,
    });
  if (sent) lines.push({ at, line: `sent in the chat: files ${sent.map(({ id }) => id).join(', ')}` });
  if (decision) {
    const { topic, confidence, urgency, route, reason, reasons } = decision;
    const because = [reason?.code, ...reasons.map(said)].filter(Boolean).join('; ');
    lines.push({
      at,
      line: `decided ${route}: ${topic ?? 'no topic'} ${confidence.toFixed(2)}, ${urgency}${because ? `, because ${because}` : ''}`,
    });
  }
  if (reply) {
    const rests = [...(reply.citations ?? []).map(({ id }) => id), ...(reply.receipts ?? [])];
    const about = [reply.source, reply.outcome, reply.discarded && `never said: ${reply.discarded}`];
    const more = [...about.filter(Boolean), rests.length ? `rests on ${rests.join(', ')}` : undefined];
    lines.push({
      at: reply.at,
      line: `${reply.by} by ${reply.via} ${said(reply.text)}${more.some(Boolean) ? ` (${more.filter(Boolean).join('; ')})` : ''}`,
    });
  }
  return lines;
}

function eventLine({ kind, by, owner, epoch, detail = {} }: CaseEvent, withTexts: boolean): string {
  const shown = Object.entries(detail)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const isPlain = PLAIN.includes(name) || ['number', 'boolean'].includes(typeof value);
      return `${name}=${withTexts || isPlain ? JSON.stringify(value) : '[…]'}`;
    });
  return [`event ${kind} by ${by}, owner ${owner}, epoch ${epoch}`, ...shown].join(' ');
}
