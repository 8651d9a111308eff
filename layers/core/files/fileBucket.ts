import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { lazily } from '../platform/lazily.ts';

/** The client's bucket, as browsers reach it: by URLs that are good for one object and a short time. */
export interface FileBucket {
  /** Takes one PUT of exactly this type and size. */
  uploadUrl(key: string, file: { type: string; size: number }): Promise<string>;
  /** Gives the object as a download of this name, never as a page. */
  downloadUrl(key: string, file: { name: string; type: string }): Promise<string>;
  /** The first bytes of an object and the size of the whole; undefined when it isn't there. */
  beginning(key: string): Promise<{ bytes: Uint8Array; size: number } | undefined>;
  /** The same again changes nothing. */
  put(key: string, file: { type: string; content: Uint8Array }): Promise<void>;
  /** Bytes, or undefined while it has not arrived. */
  size(key: string): Promise<number | undefined>;
}

const UPLOAD_SECONDS = 10 * 60;
const DOWNLOAD_SECONDS = 5 * 60;
/** Enough to tell what kind of file it is. */
const BEGINNING = 4096;

export function createFileBucket(
  bucket: string,
  // A checksum of the body can't be in a URL that is made before there is a body.
  client = lazily(() => new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' })),
): FileBucket {
  return {
    uploadUrl: (key, { type, size }) =>
      getSignedUrl(
        client,
        new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: type, ContentLength: size }),
        { expiresIn: UPLOAD_SECONDS, signableHeaders: new Set(['host', 'content-type', 'content-length']) },
      ),
    downloadUrl: (key, { name, type }) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ResponseContentType: type,
          ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        }),
        { expiresIn: DOWNLOAD_SECONDS },
      ),
    async beginning(key) {
      try {
        const { Body, ContentRange } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=0-${BEGINNING - 1}` }),
        );
        const bytes = await Body!.transformToByteArray();
        return { bytes, size: Number(ContentRange?.split('/')[1] ?? bytes.length) };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async put(key, { type, content }) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content, ContentType: type }));
    },
    async size(key) {
      try {
        const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return ContentLength;
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },
  };
}
