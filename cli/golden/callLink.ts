import { somewhere } from './somewhere.ts';
import type { ApiReply } from './stage.ts';

/** A request of a page behind a link; `pass` as its bearer. */
export async function callLink(url: string, method: string, body: unknown, pass?: string): Promise<ApiReply> {
  const response = await fetch(url, {
    method,
    headers: {
      ...somewhere(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(pass ? { authorization: `Bearer ${pass}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json().catch(() => ({})) };
}
