import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { openRelease, type Release } from './release.ts';

/** The release in S3, fetched and opened once per container. A failed read is tried again at the next use. */
export function createReleaseSource(
  bucket: string,
  key: string,
  client = new S3Client({}),
): () => Promise<Release> {
  let opened: Promise<Release> | undefined;
  const open = async () => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return openRelease(await Body!.transformToByteArray());
  };
  return () =>
    (opened ??= open().catch(error => {
      opened = undefined;
      throw error;
    }));
}
