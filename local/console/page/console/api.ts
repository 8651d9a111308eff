/** Calls the console's own server. The header can't be sent by a page of another site, which keeps such pages out. */
export async function get<T>(path: string): Promise<T> {
  return answer<T>(await fetch(`/console/api/${path}`, { headers: { 'x-console': '1' } }));
}

export async function post<T = unknown>(path: string, body: unknown = {}): Promise<T> {
  return answer<T>(
    await fetch(`/console/api/${path}`, {
      method: 'POST',
      headers: { 'x-console': '1', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

async function answer<T>(response: Response): Promise<T> {
  const body = (await response.json().catch(() => ({}))) as T & { message?: string; error?: string };
  if (response.ok) return body;
  throw new Error(`${response.status} ${body.error ?? ''} ${body.message ?? ''}`.trim());
}
