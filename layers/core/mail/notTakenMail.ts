import type { TeamPerson } from '../domain/askedPeople.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { ANSWER_NOT_TAKEN, explainRefusals, type RefusedFile } from '../files/teamFiles.ts';
import { writeLetter, type Block } from './letter.ts';
import type { Mail } from './mailer.ts';

export interface NotTaken {
  caseId: string;
  config: Pick<ClientConfig, 'name' | 'brand' | 'clientTeam'>;
  person: TeamPerson;
  /** Files that could not be taken, or what else was wrong. */
  why: { files: RefusedFile[] } | 'no-text' | 'too-late';
  /** To the page, while the case can still be answered. */
  link?: string;
  /** Where another answer by mail goes. */
  replyTo?: string;
}

const TITLE = 'Your answer was not passed on';

/** To somebody of the client's team whose mail could not be taken as an answer: they alone can mend it. */
export function notTakenMail({ caseId, config, person, why, link, replyTo }: NotTaken): Mail {
  const reason = reasonOf(why, config);
  const blocks: Block[] = [
    { kind: 'text', text: `Hello ${person.name},` },
    ...reason,
    ...(link ? [{ kind: 'button' as const, label: 'Answer this case', url: link }] : []),
  ];
  return {
    to: person.email,
    subject: `${TITLE}, case ${caseId}`,
    ...writeLetter({ title: TITLE, preview: `Case ${caseId}`, blocks }, config),
    ...(replyTo && { replyTo }),
    headers: { 'Auto-Submitted': 'auto-replied' },
  };
}

function reasonOf(why: NotTaken['why'], { clientTeam }: NotTaken['config']): Block[] {
  if (why === 'too-late')
    return [
      {
        kind: 'text',
        text: 'The case had been answered already, or is with our agents again. What you wrote is kept with it; nothing is left to do for you.',
      },
    ];
  if (why === 'no-text')
    return [
      {
        kind: 'text',
        text: 'Your mail had no words of its own. Please write in a sentence what the customer is to know; files go with it.',
      },
    ];
  return [
    { kind: 'text', text: ANSWER_NOT_TAKEN },
    { kind: 'lines', title: 'Not taken', lines: explainRefusals(why.files, clientTeam.attachments) },
  ];
}
