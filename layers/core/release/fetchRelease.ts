import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { readConfig } from '../platform/config.ts';
import { lazily } from '../platform/lazily.ts';
import { logger, metrics } from '../platform/telemetry.ts';
import { followActive, type Opening, type ReleaseSource } from './followActive.ts';
import { parsePointer, POINTER_KEY, releaseKey, type Pointer } from './pointer.ts';
import { ActiveReleaseSettings } from './settings.ts';

/** Milliseconds for a look at the pointer: a turn must not wait for it. */
const POINTER_BUDGET_MS = 2_000;
/** Milliseconds for a release: some megabytes at most. */
const RELEASE_BUDGET_MS = 4_000;

/**
 * The release in effect, for a function: the active one of the stack's bucket, else the baseline at `bucket`/`key`. It is
 * looked up anew every half minute, so that an activation needs no deployment, and opened only when it has changed.
 */
export function fetchRelease<T extends { number: number }>(
  bucket: string,
  key: string,
  opening: Opening<T>,
  client = lazily(() => new S3Client({})),
): ReleaseSource<T> {
  const { FILES_BUCKET, BASELINE_SOURCE } = readConfig(ActiveReleaseSettings);
  return followActive({
    baselineSource: BASELINE_SOURCE,
    baseline: () => readObject(client, bucket, key),
    pointer: createPointerReader(client, FILES_BUCKET),
    release: number => readObject(client, FILES_BUCKET, releaseKey(number), RELEASE_BUDGET_MS),
    ...opening,
    now: () => Date.now(),
    report: (code, details) => {
      logger.warn(code, details);
      metrics.addMetric('ReleaseUnused', 'Count', 1);
    },
  });
}

/**
 * Reads the pointer when it has changed. It is looked for by listing: a missing object that is read without the right to list
 * the whole bucket looks like a lost permission, and listing can be allowed for this one key.
 */
export function createPointerReader(client: S3Client, bucket: string): () => Promise<Pointer | undefined> {
  let known: { etag: string | undefined; pointer: Pointer } | undefined;
  return async () => {
    const { Contents } = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: POINTER_KEY, MaxKeys: 1 }),
      { abortSignal: AbortSignal.timeout(POINTER_BUDGET_MS) },
    );
    const etag = Contents?.[0]?.ETag;
    if (!Contents?.length) return (known = undefined);
    if (known?.etag !== etag) {
      const bytes = await readObject(client, bucket, POINTER_KEY, POINTER_BUDGET_MS);
      known = { etag, pointer: parsePointer(Buffer.from(bytes).toString()) };
    }
    return known?.pointer;
  };
}

async function readObject(
  client: S3Client,
  bucket: string,
  key: string,
  budgetMs?: number,
): Promise<Uint8Array> {
  const abortSignal = budgetMs === undefined ? undefined : AbortSignal.timeout(budgetMs);
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal });
  return Body!.transformToByteArray();
}
