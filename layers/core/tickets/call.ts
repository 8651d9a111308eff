import { callOut } from '../service/outbound.ts';

/** Tickets are opened in a workflow's step that has half a minute; nothing else waits for them. */
const TIMEOUT_MS = 8_000;
const LARGEST_REPLY = 1024 * 1024;

/** The ticket system refused, failed or was not there. Neither texts nor keys are in it. */
export class TicketSystemFailed extends Error {
  override readonly name = 'TicketSystemFailed';
}

export interface TicketRequest {
  method: 'GET' | 'POST' | 'PUT';
  /** Below the configured base URL, with its query. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}
export type CallTickets = (request: TicketRequest) => Promise<any>;

/** Calls one ticket system by its base URL, follows no redirects, and reads JSON. @throws TicketSystemFailed */
export function createTicketCall(baseUrl: string): CallTickets {
  const base = baseUrl.replace(/\/+$/, '');
  return async ({ method, path, headers, body }) => {
    const what = `${method} ${path.split('?')[0]}`;
    const { status, text } = await callOut(`${base}${path}`, {
      method,
      timeoutMs: TIMEOUT_MS,
      mostBytes: LARGEST_REPLY,
      headers: { accept: 'application/json', ...headers },
      ...(body !== undefined && { body }),
    }).catch(error => {
      throw new TicketSystemFailed(`${what}: ${(error as Error).name}`);
    });
    if (status < 200 || status >= 300) throw new TicketSystemFailed(`${what}: HTTP ${status}`);
    try {
      return text === '' ? {} : JSON.parse(text);
    } catch {
      throw new TicketSystemFailed(`${what}: the reply is no JSON`);
    }
  };
}

export const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** The id in a reply. @throws TicketSystemFailed when there is none */
export function idIn(value: unknown, what: string): { id: string } {
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new TicketSystemFailed(`${what}: the reply names no ticket`);
  return { id: String(value) };
}
