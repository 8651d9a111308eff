import { signLink } from './signedLink.ts';

const DAY_SECONDS = 24 * 3600;
/** How long a customer may still say how it went. */
const SURVEY_DAYS = 30;

/** Signed links into the pages. */
export interface Links {
  /** To the client team's page; `epoch` ties it to this hand-over. */
  handoff(caseId: string, epoch: number, days: number): Promise<string>;
  survey(caseId: string, epoch: number): Promise<string>;
}

export function createLinks(pagesUrl: string, key: () => Promise<string>, now: () => Date): Links {
  const base = pagesUrl.replace(/\/+$/, '');
  const expires = (days: number) => Math.floor(now().getTime() / 1000) + days * DAY_SECONDS;
  return {
    async handoff(caseId, epoch, days) {
      const claim = { purpose: 'handoff' as const, caseId, version: epoch, expires: expires(days) };
      return `${base}/reply/${signLink(claim, await key())}`;
    },
    async survey(caseId, epoch) {
      const claim = { purpose: 'survey' as const, caseId, version: epoch, expires: expires(SURVEY_DAYS) };
      return `${base}/survey/${signLink(claim, await key())}`;
    },
  };
}
