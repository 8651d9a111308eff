import type { TeamPerson } from '../domain/askedPeople.ts';
import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { clientText } from '../domain/replyLanguage.ts';
import { teamLanguage, teamLinesIn } from '../teamLines/teamLines.ts';
import { writeLetter } from './letter.ts';
import type { Mail } from './mailer.ts';

export interface LinkNews {
  case: Case;
  config: ClientConfig;
  person: TeamPerson;
}

/** The new link that was asked for. The story is behind it, not in the mail. */
export function renewedMail({ case: { caseId }, config, person, link }: LinkNews & { link: string }): Mail {
  const language = teamLanguage(config, person);
  const lines = teamLinesIn(language);
  const title = lines.newLink(caseId);
  return {
    to: person.email,
    subject: title,
    ...writeLetter(
      {
        title,
        language,
        preview: lines.stillWaits,
        blocks: [
          { kind: 'text', text: lines.hello(person.name) },
          { kind: 'text', text: lines.stillWaits },
          { kind: 'button', label: lines.answerCase, url: link },
          { kind: 'small', text: lines.notYou },
        ],
      },
      config,
    ),
  };
}

/** Nothing is left to answer, so there is no new link. */
export function settledMail({ case: { caseId, answer }, config, person }: LinkNews): Mail {
  const language = teamLanguage(config, person);
  const lines = teamLinesIn(language);
  const title = lines.nothingToDo(caseId);
  const answered = answer?.by ? lines.answeredAlreadyBy(caseId, answer.by) : lines.answeredAlready(caseId);
  const news = answer ? answered : lines.withAgentsAgain(caseId);
  return {
    to: person.email,
    subject: title,
    ...writeLetter(
      {
        title,
        language,
        preview: news,
        blocks: [
          { kind: 'text', text: lines.hello(person.name) },
          { kind: 'text', text: `${news} ${lines.noNewLink}` },
          { kind: 'small', text: lines.notYou },
        ],
      },
      config,
    ),
  };
}

/** The one-time code that opens a link: text alone, so that it is seen in a notification as well. */
export function codeMail({
  case: { caseId },
  config,
  person,
  code,
  minutes,
}: LinkNews & { code: string; minutes: number }): Mail {
  const language = teamLanguage(config, person);
  const lines = teamLinesIn(language);
  return {
    to: person.email,
    subject: lines.codeFor(caseId),
    text: [
      lines.hello(person.name),
      lines.code(caseId, code, minutes),
      lines.notOpened,
      clientText(config, config.brand.signature, language),
    ].join('\n\n'),
  };
}
