import { callOut } from './outbound.ts';
import { NotPublic } from './publicAddress.ts';

/** The client's HTTP service, which actions call. */
export interface ClientService {
  get(url: string, auth?: ServiceAuth): Promise<ServiceReply>;
  send(request: ServiceRequest, idempotencyKey: string): Promise<ServiceReply>;
}

/** A secret by its name, and the header it goes into. */
export interface ServiceAuth {
  secret: string;
  header: string;
  prefix: string;
}

export interface ServiceRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  body?: Record<string, string>;
  /** Of one try. */
  timeoutSeconds: number;
  /** Unless told GET, PUT and DELETE are; POST isn't. */
  repeatable?: boolean;
  auth?: ServiceAuth;
}

export type ServiceReply =
  | { ok: true; json: unknown }
  | { ok: false; why: 'not-found' }
  /** It said no. */
  | { ok: false; why: 'failed'; status: number }
  /** Whether it did what was asked nobody knows: no answer in time, a passing failure, or one that can't be read. */
  | { ok: false; why: 'no-answer'; status?: number };

const LOOK_UP_SECONDS = 5;
const LARGEST_REPLY = 64 * 1024;
/** A second try with less time than this is not begun. */
const WORTH_TRYING_MS = 500;

export interface ClientServiceOptions {
  baseUrl: string;
  keyHeader: string;
  key: () => Promise<string>;
  /** Secrets of single actions, by name. */
  secrets?: Record<string, () => Promise<string>>;
  /** Milliseconds that all calls together may take, from now: the turn's time is short. */
  budgetMs?: number;
}

/**
 * Calls go to the configured service only, follow no redirects, and carry its key. What is safe to repeat is tried a second
 * time within the budget; the same idempotency key goes with both tries.
 */
export function createClientService(options: ClientServiceOptions): ClientService {
  const base = new URL(options.baseUrl);
  const folder = base.pathname.replace(/\/*$/, '/');
  const end = performance.now() + (options.budgetMs ?? Infinity);

  const headersOf = async (auth: ServiceAuth | undefined) => {
    if (!auth) return { [options.keyHeader]: await options.key() };
    const secret = options.secrets?.[auth.secret];
    if (!secret)
      throw new Error(`an action wants the secret "${auth.secret}", which this function was not given`);
    return { [auth.header]: `${auth.prefix}${await secret()}` };
  };

  const once = async (request: ServiceRequest, idempotencyKey?: string): Promise<ServiceReply> => {
    const { method, url, body, timeoutSeconds, auth } = request;
    const target = new URL(url);
    if (target.origin !== base.origin || !target.pathname.startsWith(folder)) {
      throw new Error(
        `an action wants to call ${target.origin}${target.pathname}, which is not the client's service`,
      );
    }
    const credentials = await headersOf(auth);
    const left = end - performance.now();
    if (left <= 0) return { ok: false, why: 'no-answer' };
    try {
      const { status, text } = await callOut(target, {
        method,
        timeoutMs: Math.min(timeoutSeconds * 1000, left),
        mostBytes: LARGEST_REPLY,
        headers: {
          accept: 'application/json',
          ...credentials,
          ...(body && { 'content-type': 'application/json' }),
          ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (status === 404) return { ok: false, why: 'not-found' };
      // A redirect is not followed: what was asked may have been done or not.
      const passing = status >= 500 || status === 429 || status === 408 || status < 400;
      if (status < 200 || status >= 300) return { ok: false, why: passing ? 'no-answer' : 'failed', status };
      return { ok: true, json: text === '' ? {} : JSON.parse(text) };
    } catch (error) {
      // Wrongly configured, whoever asks: an alarm must ring.
      if (error instanceof NotPublic) throw error;
      return { ok: false, why: 'no-answer' };
    }
  };

  const call = async (request: ServiceRequest, idempotencyKey?: string) => {
    const first = await once(request, idempotencyKey);
    if (first.ok || first.why !== 'no-answer') return first;
    const repeatable = request.repeatable ?? request.method !== 'POST';
    return repeatable && end - performance.now() > WORTH_TRYING_MS ? once(request, idempotencyKey) : first;
  };

  return {
    get: (url, auth) => call({ method: 'GET', url, timeoutSeconds: LOOK_UP_SECONDS, auth }),
    send: (request, idempotencyKey) => call(request, idempotencyKey),
  };
}
