import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { parsePointer, POINTER_KEY, releaseKey, RELEASES_PREFIX, type Pointer } from './pointer.ts';

export interface StoredRelease {
  number: number;
  bytes: number;
  at: Date;
}

/** The releases of a stack's bucket, for those who make and activate them. */
export interface ReleaseFiles {
  /** By rising number. */
  list(): Promise<StoredRelease[]>;
  read(number: number): Promise<Uint8Array | undefined>;
  /** Writes a release once; false when the number is taken. */
  add(number: number, bytes: Uint8Array): Promise<boolean>;
  pointer(): Promise<{ pointer: Pointer | undefined; version: string | undefined }>;
  /** Moves the pointer if it is still at that version; false when somebody else was faster. */
  movePointer(next: Pointer, version: string | undefined): Promise<boolean>;
}

export function createReleaseFiles(bucket: string, client: S3Client): ReleaseFiles {
  const read = async (key: string) => {
    try {
      const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return { bytes: await Body!.transformToByteArray(), version: ETag };
    } catch (error) {
      if ((error as Error).name === 'NoSuchKey') return undefined;
      throw error;
    }
  };
  /** S3 decides whether the object is still as expected: nobody's write is lost, and a release is never overwritten. */
  const write = async (key: string, body: Uint8Array, contentType: string, version?: string) => {
    const condition = version === undefined ? { IfNoneMatch: '*' } : { IfMatch: version };
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          ...condition,
        }),
      );
      return true;
    } catch (error) {
      if (['PreconditionFailed', 'ConditionalRequestConflict'].includes((error as Error).name)) return false;
      throw error;
    }
  };

  return {
    async list() {
      const found: StoredRelease[] = [];
      let after: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: RELEASES_PREFIX, ContinuationToken: after }),
        );
        for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
          const number = Number(/^releases\/(\d+)\.bin$/.exec(Key)?.[1]);
          if (number) found.push({ number, bytes: Size, at: LastModified });
        }
        after = page.NextContinuationToken;
      } while (after);
      return found.sort((a, b) => a.number - b.number);
    },
    read: async number => (await read(releaseKey(number)))?.bytes,
    add: (number, bytes) => write(releaseKey(number), bytes, 'application/octet-stream'),
    async pointer() {
      const found = await read(POINTER_KEY);
      return {
        pointer: found && parsePointer(Buffer.from(found.bytes).toString()),
        version: found?.version,
      };
    },
    movePointer: (next, version) =>
      write(POINTER_KEY, Buffer.from(JSON.stringify(next, null, 2)), 'application/json', version),
  };
}
