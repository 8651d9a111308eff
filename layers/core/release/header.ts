import type { ClientConfig, Topic } from '../domain/clientConfig.ts';
import { unpack } from './container.ts';

export const RELEASE_FORMAT = 1;

/** What a release says of itself and of the client; its engines are parts of their own. */
export interface ReleaseHeader {
  format: typeof RELEASE_FORMAT;
  number: number;
  /** SHA-256 of what it was compiled from. */
  source: string;
  config: ClientConfig;
  topics: Topic[];
  /** How many corrections by people were taught. */
  corrections: number;
}

/** @throws Error that names what is wrong with the file */
export function readHeader(parts: Record<string, Uint8Array>): ReleaseHeader {
  if (!parts.header) throw new Error('the release has no part "header"');
  const header = JSON.parse(Buffer.from(parts.header).toString()) as ReleaseHeader;
  if (header.format !== RELEASE_FORMAT) {
    throw new Error(
      `the release has format ${header.format}, this code reads ${RELEASE_FORMAT}: compile it again`,
    );
  }
  return header;
}

/** The header alone, for functions that need no engine. */
export const openHeader = (bytes: Uint8Array): ReleaseHeader => readHeader(unpack(bytes));
