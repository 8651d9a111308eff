import type { AuditList } from '../../../layers/core/api/audit.ts';
import type { CaseFile, CaseList, CaseView } from '../../../layers/core/api/cases.ts';
import type { CorrectionList, CorrectionReviewed } from '../../../layers/core/api/corrections.ts';
import type { KnowledgeFound } from '../../../layers/core/api/knowledge.ts';
import type { Me } from '../../../layers/core/api/me.ts';
import type { Refusal } from '../../../layers/core/api/refusal.ts';
import type { Supervision } from '../../../layers/core/api/supervision.ts';
import type { ActionWorked, Worked, WorkBody, WorkName } from '../../../layers/core/api/work.ts';

/** Pages of the list of cases that are read; who has more open than that works on the most pressing. */
const MOST_PAGES = 5;

/** A refusal of the API, in words for the person at the page. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly body: Refusal;
  constructor(status: number, body: Refusal) {
    super(body.message);
    this.name = 'ApiRefusal';
    this.status = status;
    this.body = body;
  }
}

export type Query = Record<string, string | undefined>;
type WorkedBy<Name extends WorkName> = Name extends 'action' ? ActionWorked : Worked;

/** The HTTP API as the pages of the provider's people call it. Throws ApiRefusal, SignedOut, and TypeError without a network. */
export interface Api {
  me(): Promise<Me>;
  cases(query?: Query): Promise<CaseView[]>;
  caseFile(caseId: string): Promise<CaseFile>;
  work<Name extends WorkName>(caseId: string, name: Name, body: WorkBody<Name>): Promise<WorkedBy<Name>>;
  /** A short-lived address of a file that came with a mail. */
  mailFile(caseId: string, mailId: string, fileId: string): Promise<{ url: string }>;
  /** A short-lived address of a file that was sent in a chat. */
  chatFile(caseId: string, fileId: string): Promise<{ url: string }>;
  knowledge(query: Query): Promise<KnowledgeFound>;
  supervision(): Promise<Supervision>;
  corrections(query: Query): Promise<CorrectionList>;
  /** Whether it may teach the AI. */
  review(id: string, verdict: 'approve' | 'refuse'): Promise<CorrectionReviewed>;
  audit(query: Query): Promise<AuditList>;
}

/** @param token gives an ID token; told the one that was turned away, it gets a newer */
export function createApi(apiUrl: string, token: (refused?: string) => Promise<string>): Api {
  async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const sent = await token();
    let response = await send(sent);
    if (response.status === 401) response = await send(await token(sent));
    const reply = (await response.json().catch(() => ({}))) as T & Partial<Refusal>;
    if (response.ok) return reply;
    const { error = 'failed', message = `The server answered ${response.status}.` } = reply;
    throw new ApiRefusal(response.status, { ...reply, error, message });

    function send(bearer: string): Promise<Response> {
      return fetch(apiUrl + path, {
        method,
        headers: {
          authorization: `Bearer ${bearer}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    }
  }
  const get = <T>(path: string, query: Query = {}) => call<T>('GET', path + queryText(query));

  return {
    me: () => get('/me'),
    async cases(query = {}) {
      const cases: CaseView[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const found: CaseList = await get('/cases', { ...query, cursor });
        cases.push(...found.cases);
        cursor = found.cursor;
        if (!cursor) break;
      }
      return cases;
    },
    caseFile: caseId => get(`/cases/${encodeURIComponent(caseId)}`),
    work: (caseId, name, body) => call('POST', `/cases/${encodeURIComponent(caseId)}/${name}`, body),
    mailFile: (...ids) => {
      const [caseId, mailId, fileId] = ids.map(encodeURIComponent);
      return get(`/cases/${caseId}/mails/${mailId}/files/${fileId}`);
    },
    chatFile: (caseId, fileId) =>
      get(`/cases/${encodeURIComponent(caseId)}/files/${encodeURIComponent(fileId)}`),
    knowledge: query => get('/knowledge', query),
    supervision: () => get('/supervision'),
    corrections: query => get('/corrections', query),
    review: (id, verdict) => call('POST', `/corrections/${encodeURIComponent(id)}/${verdict}`),
    audit: query => get('/audit', query),
  };
}

function queryText(query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}
