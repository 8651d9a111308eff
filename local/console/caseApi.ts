import type { Case } from '../../layers/core/domain/case.ts';
import type { CaseDetail } from './shapes.ts';

/** A refusal of the HTTP API, handed on as it came. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, body: { error?: string; message?: string }) {
    super(body.message ?? `the HTTP API answered ${status}`);
    this.name = 'ApiRefusal';
    this.status = status;
    this.body = body;
  }
}

/** The agents' side of the HTTP API, called as one person. `token` is asked for before each call: tokens run out. */
export class CaseApi {
  readonly #url: () => string;
  readonly #token: () => Promise<string>;
  constructor(url: () => string, token: () => Promise<string>) {
    this.#url = url;
    this.#token = token;
  }

  /** Cases with something left to do, as the API orders them, up to `limit`. */
  async list(limit = 300): Promise<Case[]> {
    const cases: Case[] = [];
    let cursor: string | undefined;
    do {
      const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
      const page = await this.call<{ cases: Case[]; cursor?: string }>('GET', `/cases${query}`);
      cases.push(...page.cases);
      cursor = page.cursor;
    } while (cursor && cases.length < limit);
    return cases;
  }

  read(caseId: string): Promise<CaseDetail> {
    return this.call('GET', `/cases/${encodeURIComponent(caseId)}`);
  }

  /** Throws ApiRefusal unless the answer is 2xx. */
  async call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.#url() + path, {
      method,
      headers: {
        authorization: `Bearer ${await this.#token()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const reply = (await response.json().catch(() => ({}))) as T;
    if (response.ok) return reply;
    throw new ApiRefusal(response.status, reply as { error?: string; message?: string });
  }
}
