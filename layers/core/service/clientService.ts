/** The client's HTTP service, which actions call. */
export interface ClientService {
  get(url: string): Promise<ServiceReply>;
  send(request: ServiceRequest, idempotencyKey: string): Promise<ServiceReply>;
}

export interface ServiceRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  body?: Record<string, string>;
  timeoutSeconds: number;
}

export type ServiceReply =
  | { ok: true; json: unknown }
  | { ok: false; why: 'not-found' }
  /** `status` is absent when there was no answer in time. */
  | { ok: false; why: 'failed'; status?: number };

const LOOK_UP_SECONDS = 5;
const LARGEST_REPLY = 64 * 1024;

export interface ClientServiceOptions {
  baseUrl: string;
  keyHeader: string;
  key: () => Promise<string>;
}

/**
 * Calls go to the configured service only, follow no redirects, and carry its key. Only GET is tried a second time: the
 * others are safe to repeat by their key, but the turn's time is short.
 */
export function createClientService({ baseUrl, keyHeader, key }: ClientServiceOptions): ClientService {
  const base = new URL(baseUrl);

  const once = async (
    { method, url, body, timeoutSeconds }: ServiceRequest,
    idempotencyKey?: string,
  ): Promise<ServiceReply> => {
    const target = new URL(url);
    if (target.origin !== base.origin || !target.pathname.startsWith(base.pathname)) {
      throw new Error(
        `an action wants to call ${target.origin}${target.pathname}, which is not the client's service`,
      );
    }
    try {
      const response = await fetch(target, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutSeconds * 1000),
        headers: {
          accept: 'application/json',
          [keyHeader]: await key(),
          ...(body && { 'content-type': 'application/json' }),
          ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (response.status === 404) return { ok: false, why: 'not-found' };
      if (!response.ok) return { ok: false, why: 'failed', status: response.status };
      const text = await response.text();
      if (text.length > LARGEST_REPLY) return { ok: false, why: 'failed', status: response.status };
      return { ok: true, json: text === '' ? {} : JSON.parse(text) };
    } catch {
      return { ok: false, why: 'failed' };
    }
  };

  const call = async (request: ServiceRequest, idempotencyKey?: string) => {
    const first = await once(request, idempotencyKey);
    const again =
      request.method === 'GET' && !first.ok && first.why === 'failed' && (first.status ?? 0) >= 500;
    return again ? once(request, idempotencyKey) : first;
  };

  return {
    get: url => call({ method: 'GET', url, timeoutSeconds: LOOK_UP_SECONDS }),
    send: (request, idempotencyKey) => call(request, idempotencyKey),
  };
}
