import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawRequest, RawResponse } from '../contract.ts';

/** Largest body the gateway takes: an S3 upload; services have smaller limits of their own. */
const BODY_LIMIT = 64 * 1024 * 1024;

export type WireRequest = RawRequest & { encodedPath: string };

/** Reads a request whole; undefined when its body is over the limit. */
export async function readRequest(request: IncomingMessage): Promise<WireRequest | undefined> {
  const url = new URL(request.url ?? '/', 'http://local');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith(':'))
      headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return {
    method: request.method ?? 'GET',
    path: decode(url.pathname),
    encodedPath: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
  };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export function answer(response: ServerResponse, { status, headers, body }: RawResponse) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // An empty body may stand for a HEAD answer, whose length is the object's.
  if (!response.hasHeader('content-length')) response.setHeader('content-length', bytes.length);
  response.end(bytes);
}
