import type { ClientFiles } from '../../layers/core/release/readClient.ts';
import { compileRelease } from '../../layers/core/release/compileRelease.ts';
import { pack, unpack } from '../../layers/core/release/container.ts';
import { readHeader, type ReleaseHeader } from '../../layers/core/release/header.ts';
import type { Pointer } from '../../layers/core/release/pointer.ts';
import type { ReleaseFiles } from '../../layers/core/release/releaseFiles.ts';
import { makeConfig } from '../core/makeCase.ts';
import { makeArticle } from '../knowledge/articles.ts';

/** A client's files, small enough to compile in no time. */
export const makeFiles = (overrides: Partial<ClientFiles> = {}): ClientFiles => ({
  config: makeConfig(),
  topics: [
    {
      id: 'returns',
      title: 'Returns',
      examples: ['I want to return my shoes', 'how do I send an item back', 'return period for a jacket'],
      complexity: 'simple',
      urgency: 'normal',
    },
    {
      id: 'delivery',
      title: 'Delivery',
      examples: ['where is my parcel', 'when does my order arrive', 'how long does shipping take'],
      complexity: 'simple',
      urgency: 'normal',
    },
  ],
  articles: [makeArticle({ id: 'returns' })],
  labelled: [],
  ...overrides,
});

export const makeRelease = (number: number, overrides: Partial<ClientFiles> = {}): Uint8Array =>
  compileRelease(makeFiles(overrides)).bytes(number);

let trained: Record<string, Uint8Array> | undefined;
/** The same engines under another header: training takes most of the time, and many tests look only at what a release says of itself. */
export function headRelease(number: number, head: Partial<ReleaseHeader> = {}): Uint8Array {
  trained ??= unpack(makeRelease(1));
  const header = { ...readHeader(trained), source: `source ${number}`, ...head, number };
  return pack({ ...trained, header: Buffer.from(JSON.stringify(header)) });
}

/** A bucket of releases in memory. `rival` acts just before the next move of the pointer. */
export function memoryFiles(releases: Record<number, Uint8Array> = {}) {
  let pointer: Pointer | undefined;
  let version = 0;
  const files: ReleaseFiles & { rival?: () => Promise<unknown> } = {
    list: async () =>
      Object.entries(releases).map(([number, bytes]) => ({
        number: Number(number),
        bytes: bytes.length,
        at: new Date(0),
      })),
    read: async number => releases[number],
    add: async (number, bytes) => {
      if (releases[number]) return false;
      releases[number] = bytes;
      return true;
    },
    pointer: async () => ({ pointer, version: version ? String(version) : undefined }),
    movePointer: async (next, expected) => {
      const { rival } = files;
      files.rival = undefined;
      await rival?.();
      if (expected !== (version ? String(version) : undefined)) return false;
      pointer = next;
      version++;
      return true;
    },
  };
  return files;
}
