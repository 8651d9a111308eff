import type { Case, Turn } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { describeTime } from '../domain/hours.ts';
import { transcript } from '../domain/story.ts';
import { escapeHtml } from './escapeHtml.ts';
import type { Mail } from './mailer.ts';

export interface HandoffMailInput {
  case: Case;
  turns: Turn[];
  config: ClientConfig;
  contact: { name: string; email: string };
  link: string;
  /** 0 for the first mail; a reminder or the next contact says so. */
  reminded: number;
}

/** What the client's team gets: what is asked, the story, the conversation, and the link to answer. */
export function handoffMail({
  case: current,
  turns,
  config,
  contact,
  link,
  reminded,
}: HandoffMailInput): Mail {
  const { story, ask, urgency, caseId } = current;
  const due = current.dueAt && describeTime(Date.parse(current.dueAt), config.hours.timeZone, config.locale);
  const subject = `${reminded > 0 ? 'Reminder: ' : ''}${config.name} needs your answer, case ${caseId} (${urgency})`;
  const facts: [string, string][] = [
    ['What is asked of you', ask ?? 'Please answer the customer.'],
    ['Customer', story?.who ?? 'A customer'],
    ['Their problem', story?.what ?? ''],
    ['Why it came to people', story?.why ?? current.reason?.text ?? ''],
    ['Urgency', due ? `${urgency}, please answer by ${due}` : urgency],
  ];
  const said = transcript(turns, config.name);
  const text = [
    `Hello ${contact.name},`,
    ...facts.filter(([, value]) => value).map(([label, value]) => `${label}: ${value}`),
    `Answer here: ${link}`,
    `The conversation so far:\n${said.join('\n')}`,
    'The link is for this case only. Please forward it only to somebody who may answer for you.',
    config.brand.signature,
  ].join('\n\n');
  const row = ([label, value]: [string, string]) =>
    `<tr><th align="left" valign="top" style="padding:4px 12px 4px 0">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`;
  const html = [
    `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><body style="font:16px/1.5 sans-serif;max-width:40em;margin:auto;padding:1em">`,
    `<p>Hello ${escapeHtml(contact.name)},</p>`,
    `<table>${facts
      .filter(([, value]) => value)
      .map(row)
      .join('')}</table>`,
    `<p><a href="${escapeHtml(link)}" style="display:inline-block;padding:.6em 1em;background:${escapeHtml(config.brand.colour)};color:#fff">Answer this case</a></p>`,
    `<h2 style="font-size:1em">The conversation so far</h2>`,
    `<ul>${said.map(line => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`,
    `<p>The link is for this case only. Please forward it only to somebody who may answer for you.</p>`,
    `<p>${escapeHtml(config.brand.signature)}</p></body></html>`,
  ].join('\n');
  return { to: contact.email, subject, text, html };
}
