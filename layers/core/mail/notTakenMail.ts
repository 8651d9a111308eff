import type { TeamPerson } from '../domain/askedPeople.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { explainRefusals, type RefusedFile } from '../files/teamFiles.ts';
import { teamLanguage, teamLinesIn, type TeamLines } from '../teamLines/teamLines.ts';
import { writeLetter, type Block } from './letter.ts';
import type { Mail } from './mailer.ts';

export interface NotTaken {
  caseId: string;
  config: Pick<ClientConfig, 'name' | 'brand' | 'clientTeam' | 'languages'>;
  person: TeamPerson;
  /** Files that could not be taken, or what else was wrong. */
  why: { files: RefusedFile[] } | 'no-text' | 'too-late';
  /** To the page, while the case can still be answered. */
  link?: string;
  /** Where another answer by mail goes. */
  replyTo?: string;
}

/** To somebody of the client's team whose mail could not be taken as an answer: they alone can mend it. */
export function notTakenMail({ caseId, config, person, why, link, replyTo }: NotTaken): Mail {
  const language = teamLanguage(config, person);
  const lines = teamLinesIn(language);
  const title = lines.notPassedOn;
  const blocks: Block[] = [
    { kind: 'text', text: lines.hello(person.name) },
    ...reasonOf(why, config, lines),
    ...(link ? [{ kind: 'button' as const, label: lines.answerCase, url: link }] : []),
  ];
  return {
    to: person.email,
    subject: lines.ofCase(title, caseId),
    ...writeLetter({ title, language, preview: caseId, blocks }, config),
    ...(replyTo && { replyTo }),
    headers: { 'Auto-Submitted': 'auto-replied' },
  };
}

function reasonOf(why: NotTaken['why'], { clientTeam }: NotTaken['config'], lines: TeamLines): Block[] {
  if (why === 'too-late') return [{ kind: 'text', text: lines.tooLate }];
  if (why === 'no-text') return [{ kind: 'text', text: lines.noText }];
  return [
    { kind: 'text', text: lines.withoutFiles },
    {
      kind: 'lines',
      title: lines.notTaken,
      lines: explainRefusals(why.files, clientTeam.attachments, lines),
    },
  ];
}
