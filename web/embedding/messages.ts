/**
 * What the widget in the client's page and the chat in its frame tell each other. Each side takes only what comes from the
 * other's window and origin: the frame knows the sites of client.yaml, the widget the origin its script came from.
 */
export type ToChat =
  /** The first word; `token`: who is signed in on the site. */
  | { support: 'hello'; token?: string }
  | { support: 'identity'; token?: string }
  | { support: 'shown'; focus: boolean }
  | { support: 'hidden' }
  /** Somebody signed out: the next visitor must not find this chat. */
  | { support: 'forget' };

export type ToWidget =
  | { support: 'ready' }
  | { support: 'identity-wanted' }
  | { support: 'close' }
  /** Lines that came while the chat was out of sight. */
  | { support: 'unread'; count: number }
  /** A chat goes on, and is to be kept over the site's pages. */
  | { support: 'running'; on: boolean };

/** The message in what a window sent, undefined for everything else that windows send each other. */
export function messageOf<T extends { support: string }>(data: unknown): T | undefined {
  const kind = (data as { support?: unknown } | null | undefined)?.support;
  return typeof kind === 'string' ? (data as T) : undefined;
}
