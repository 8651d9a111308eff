import { signLink, type LinkClaim } from './signedLink.ts';

const DAY_SECONDS = 24 * 3600;
/** How long a customer may still say how it went. */
const SURVEY_DAYS = 30;
/** How long a file can be fetched by the link that was sent with the answer. */
const FILE_DAYS = 30;
/** How long a customer may still ask for a person by the link of a mail. */
const PERSON_DAYS = 14;

/** Signed links into the pages. */
export interface Links {
  /** To the client team's page; `epoch` ties it to this hand-over, `person` (place in `peopleOf`) to whom it is sent. */
  handoff(caseId: string, epoch: number, days: number, person?: number): Promise<string>;
  survey(caseId: string, epoch: number): Promise<string>;
  /** To a file that came with the team's answer. */
  file(caseId: string, epoch: number, id: string): Promise<string>;
  /** For a customer whom the AI answered: to have a person instead. */
  person(caseId: string, epoch: number): Promise<string>;
}

export function createLinks(pagesUrl: string, key: () => Promise<string>, now: () => Date): Links {
  const base = pagesUrl.replace(/\/+$/, '');
  const expires = (days: number) => Math.floor(now().getTime() / 1000) + days * DAY_SECONDS;
  return {
    async handoff(caseId, epoch, days, person = 0) {
      const claim: LinkClaim = {
        purpose: 'handoff',
        caseId,
        version: epoch,
        of: String(person),
        expires: expires(days),
      };
      return `${base}/reply/${signLink(claim, await key())}`;
    },
    async survey(caseId, epoch) {
      const claim = { purpose: 'survey' as const, caseId, version: epoch, expires: expires(SURVEY_DAYS) };
      return `${base}/survey/${signLink(claim, await key())}`;
    },
    async file(caseId, epoch, id) {
      const claim: LinkClaim = {
        purpose: 'file',
        caseId,
        version: epoch,
        of: id,
        expires: expires(FILE_DAYS),
      };
      return `${base}/file/${signLink(claim, await key())}`;
    },
    async person(caseId, epoch) {
      const claim = { purpose: 'person' as const, caseId, version: epoch, expires: expires(PERSON_DAYS) };
      return `${base}/person/${signLink(claim, await key())}`;
    },
  };
}
