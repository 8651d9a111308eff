import { fetchRelease } from './fetchRelease.ts';
import { openRelease, type Release } from './release.ts';

/** The whole release with its engines. Functions that need only the client's configuration use `headerSource.ts`. */
export const createReleaseSource = (bucket: string, key: string): (() => Promise<Release>) =>
  fetchRelease(bucket, key, openRelease);
