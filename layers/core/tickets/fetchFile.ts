import type { FileNotTaken } from '../files/teamFiles.ts';
import { openOut } from '../service/outbound.ts';

const TIMEOUT_MS = 8_000;
const MOST_REDIRECTS = 3;

/** Fetches a file of a ticket, `most` bytes at most. */
export type FetchTicketFile = (url: string, most: number) => Promise<Uint8Array | FileNotTaken>;

/**
 * Files may lie with others than the ticket system itself, which redirects there: only it is told who we are, and others are
 * asked over TLS only.
 * @param baseUrl where the ticket system is
 */
export function createFetchTicketFile(
  baseUrl: string,
  authorization?: () => Promise<string>,
): FetchTicketFile {
  const { origin } = new URL(baseUrl);
  return async (url, most) => {
    let target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : undefined;
    for (let hop = 0; target && hop <= MOST_REDIRECTS; hop++) {
      const isOwn = target.origin === origin;
      if (!isOwn && target.protocol !== 'https:') return 'not-fetched';
      const headers: Record<string, string> =
        isOwn && authorization ? { authorization: await authorization() } : {};
      const ask = { method: 'GET' as const, headers, timeoutMs: TIMEOUT_MS, fromOthers: !isOwn };
      const response = await openOut(target, ask).catch(() => undefined);
      const status = response?.statusCode ?? 0;
      if (response && status >= 200 && status < 300) return read(response, most);
      response?.destroy();
      const { location } = response?.headers ?? {};
      const isMoved = status >= 300 && status < 400 && location && URL.canParse(location, target);
      target = isMoved ? new URL(location, target) : undefined;
    }
    return 'not-fetched';
  };
}

/** Stops reading once it is too long, however much the other side goes on sending. */
async function read(body: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | FileNotTaken> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of body) {
      size += part.length;
      if (size > most) return 'too-large';
      parts.push(part);
    }
  } catch {
    return 'not-fetched';
  }
  return Buffer.concat(parts);
}
