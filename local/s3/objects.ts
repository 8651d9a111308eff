import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { AwsError } from '../core/contract.ts';
import type { Collection, Store } from '../core/contract.ts';

export interface ObjectHead {
  key: string;
  size: number;
  /** Quoted MD5. */
  etag: string;
  contentType: string;
  metadata: Record<string, string>;
  /** Epoch ms. */
  modified: number;
  /** An asset of the app: its bytes stay where synth wrote them. */
  file?: string;
}

export interface Objects {
  head(bucket: string, key: string): ObjectHead | undefined;
  bytes(bucket: string, key: string): Uint8Array;
  put(
    bucket: string,
    object: Pick<ObjectHead, 'key' | 'contentType' | 'metadata' | 'modified'>,
    body: Uint8Array,
  ): ObjectHead;
  putFile(bucket: string, key: string, file: string): void;
  delete(bucket: string, key: string): void;
  /** In key order, `limit` at most, `after` exclusive. */
  list(bucket: string, options: { prefix: string; after?: string; limit: number }): ObjectHead[];
}

/** Heads and bytes of objects in the store: two collections a bucket, so that listing does not read bytes. */
export function openObjects(store: Store): Objects {
  const heads = (bucket: string): Collection<ObjectHead> => store.collection(`s3.heads:${bucket}`);
  const bodies = (bucket: string): Collection<string> => store.collection(`s3.bodies:${bucket}`);
  return {
    head: (bucket, key) => heads(bucket).get(key),
    bytes(bucket, key) {
      const head = heads(bucket).get(key);
      if (!head) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
      return head.file ? readFileSync(head.file) : Buffer.from(bodies(bucket).get(key) ?? '', 'base64');
    },
    put(bucket, object, body) {
      const head = { ...object, size: body.length, etag: etagOf(body) };
      store.transaction(() => {
        heads(bucket).put(object.key, head);
        bodies(bucket).put(object.key, Buffer.from(body).toString('base64'));
      });
      return head;
    },
    putFile(bucket, key, file) {
      const { size, mtimeMs } = statSync(file);
      const known = heads(bucket).get(key);
      if (known?.file === file && known.size === size && known.modified === mtimeMs) return;
      heads(bucket).put(key, {
        key,
        size,
        etag: etagOf(readFileSync(file)),
        contentType: 'application/octet-stream',
        metadata: {},
        modified: mtimeMs,
        file,
      });
    },
    delete(bucket, key) {
      store.transaction(() => {
        heads(bucket).delete(key);
        bodies(bucket).delete(key);
      });
    },
    list: (bucket, options) =>
      heads(bucket)
        .list(options)
        .map(({ document }) => document),
  };
}

function etagOf(body: Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
