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
  | { ok: false; code: string; message: string };

/**
 * Calls a signed-link route; every refusal comes back in words for the person who holds the link.
 * @param pass what a code was changed into, where the link wants one
 */
export async function callLink<T>(url: string, body?: unknown, pass?: string): Promise<LinkReply<T>> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(pass ? { authorization: `Bearer ${pass}` } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => undefined);
  if (!response)
    return {
      ok: false,
      code: '',
      message: 'We can’t be reached right now. Please check your connection and try again.',
    };
  const reply = (await response.json().catch(() => ({}))) as T & { error?: string; message?: string };
  if (response.ok) return { ok: true, body: reply };
  return { ok: false, code: reply.error ?? 'failed', message: refusal(response.status, reply) };
}

function refusal(status: number, { error, message }: { error?: string; message?: string }): string {
  if (status === 410) return message ?? 'This link has been used already or has expired.';
  if (status === 429) return message ?? 'Too many tries at once. Please wait a minute and try again.';
  if (status === 404 || ((status === 401 || status === 403) && !error?.includes('code')))
    return 'This link isn’t valid. Please open it from the mail again, whole and unchanged.';
  return message ?? 'That didn’t work. Please try again; nothing has been lost.';
}
