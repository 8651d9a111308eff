import { fetchRelease } from './fetchRelease.ts';
import type { ReleaseSource } from './followActive.ts';
import { loadEngines, openRelease, type Release } from './release.ts';

/**
 * The active release with its engines. One whose engines this code can't load must fall back to the baseline, not fail turns.
 * Functions that need only the client's configuration use `headerSource.ts`.
 */
export const createReleaseSource = (bucket: string, key: string): ReleaseSource<Release> =>
  fetchRelease<Release>(bucket, key, { open: openRelease, prove: loadEngines });
