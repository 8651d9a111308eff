import { fetchRelease } from './fetchRelease.ts';
import type { ReleaseSource } from './followActive.ts';
import { openHeader, type ReleaseHeader } from './header.ts';

/** The active release's header: the client's configuration and topics, without the engines' code. */
export const createHeaderSource = (bucket: string, key: string): ReleaseSource<ReleaseHeader> =>
  fetchRelease(bucket, key, { open: openHeader });
