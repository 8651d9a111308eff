import type { TeamPerson } from '../domain/askedPeople.ts';
import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { writeLetter } from './letter.ts';
import type { Mail } from './mailer.ts';

export interface LinkNews {
  case: Case;
  config: ClientConfig;
  person: TeamPerson;
}

const NOT_YOU =
  'Somebody opened a link to this case that no longer works and asked for a new one. If that was not you, there is nothing to do.';

/** The new link that was asked for. The story is behind it, not in the mail. */
export function renewedMail({ case: { caseId }, config, person, link }: LinkNews & { link: string }): Mail {
  const title = `Your new link to case ${caseId}`;
  return {
    to: person.email,
    subject: title,
    ...writeLetter(
      {
        title,
        preview: 'The case still waits for your answer.',
        blocks: [
          { kind: 'text', text: `Hello ${person.name},` },
          { kind: 'text', text: 'The case still waits for your answer.' },
          { kind: 'button', label: 'Answer this case', url: link },
          { kind: 'small', text: NOT_YOU },
        ],
      },
      config,
    ),
  };
}

/** Nothing is left to answer, so there is no new link. */
export function settledMail({ case: { caseId, answer }, config, person }: LinkNews): Mail {
  const title = `Case ${caseId} needs nothing from you`;
  const news = answer
    ? `Case ${caseId} has been answered already${answer.by ? `, by ${answer.by}` : ''}.`
    : `Case ${caseId} is with our agents again, or is closed.`;
  return {
    to: person.email,
    subject: title,
    ...writeLetter(
      {
        title,
        preview: news,
        blocks: [
          { kind: 'text', text: `Hello ${person.name},` },
          { kind: 'text', text: `${news} So there is no new link.` },
          { kind: 'small', text: NOT_YOU },
        ],
      },
      config,
    ),
  };
}
