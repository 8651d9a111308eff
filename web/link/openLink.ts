import { LINK_WORDS, type LinkWords } from './words.ts';

/**
 * The token of a signed link: `/reply/<token>` or, so that it stays out of servers' logs, `/reply#<token>`.
 * Empty when the address has none.
 */
export function tokenOf(page: string, location: { pathname: string; hash: string }): string {
  const hash = location.hash.replace(/^#/, '');
  if (hash !== '') return decoded(hash);
  const path = location.pathname.replace(/\/+$/, '');
  return path.startsWith(`/${page}/`) ? decoded(path.slice(page.length + 2)) : '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export type LinkReply<T> =
  | { ok: true; body: T }
  /** `code` is the API's word for why, empty when it could not be reached. */
  | { ok: false; code: string; message: string; retryAfter?: number };

/**
 * Calls a signed-link route; every refusal comes back in words for the person who holds the link.
 * @param pass what a code was changed into, where the link wants one
 * @param words given by pages in the customer's language, whose refusals are the page's and not the API's own
 */
export async function callLink<T>(
  url: string,
  body?: unknown,
  pass?: string,
  words?: LinkWords,
): Promise<LinkReply<T>> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(pass ? { authorization: `Bearer ${pass}` } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => undefined);
  const { notReached } = words ?? LINK_WORDS.en;
  if (!response) return { ok: false, code: '', message: notReached };
  const reply = (await response.json().catch(() => ({}))) as T & Refused;
  if (response.ok) return { ok: true, body: reply };
  const code = reply.error ?? 'failed';
  const message = refusal(response.status, reply, words);
  const retryAfter = Number(response.headers.get('retry-after')) || reply.retryAfter;
  if (response.status !== 429 || !(retryAfter || !reply.error)) return { ok: false, code, message };
  // The gateway's own limit names no time.
  const seconds = retryAfter ?? A_MINUTE;
  return { ok: false, code, message: (words ?? LINK_WORDS.en).tooMany(seconds), retryAfter: seconds };
}

interface Refused {
  error?: string;
  message?: string;
  retryAfter?: number;
}
const A_MINUTE = 60;

function refusal(status: number, { error, message }: Refused, words?: LinkWords): string {
  const own = words ? words.refusals?.[error ?? ''] : message;
  const { used, invalid, failed } = words ?? LINK_WORDS.en;
  if (status === 410) return own ?? used;
  if (status === 404 || ((status === 401 || status === 403) && !error?.includes('code'))) return invalid;
  return own ?? failed;
}
