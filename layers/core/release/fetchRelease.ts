import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** Reads the release's file from S3 and opens it once per container. A failed read is tried again at the next use. */
export function fetchRelease<T>(
  bucket: string,
  key: string,
  open: (bytes: Uint8Array) => T,
  client = new S3Client({}),
): () => Promise<T> {
  let opened: Promise<T> | undefined;
  const fetch = async () => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return open(await Body!.transformToByteArray());
  };
  return () =>
    (opened ??= fetch().catch(error => {
      opened = undefined;
      throw error;
    }));
}
