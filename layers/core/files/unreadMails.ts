import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { MailStore } from '../store/mailStore.ts';
import { RAW_MAIL, rawMailKey } from './fileStore.ts';

/** A mail that SES has stored and of which nothing became. */
export interface UnreadMail {
  id: string;
  at: Date;
  bytes: number;
}

/** Of a mail's beginning: its header is in it. */
const HEAD_BYTES = 128 * 1024;
/** A mail may be on its way for so long: its three attempts, and those of its rescue. */
const ON_ITS_WAY_MS = 15 * 60_000;

/**
 * Looks at every mail that was stored in the last `days`, oldest first: each has a record of what became of it, or nobody has
 * heard of it. Nothing in the mails is read.
 */
export async function findUnread(
  { bucket, days, now }: { bucket: string; days: number; now: Date },
  { s3, mails }: { s3: Pick<S3Client, 'send'>; mails: Pick<MailStore, 'get'> },
): Promise<UnreadMail[]> {
  const since = now.getTime() - days * 24 * 3600_000;
  const found: UnreadMail[] = [];
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: RAW_MAIL, ContinuationToken: token }),
    );
    for (const { Key = '', LastModified: at, Size: bytes = 0 } of page.Contents ?? []) {
      const id = Key.slice(RAW_MAIL.length);
      const isDue = at && at.getTime() >= since && at.getTime() <= now.getTime() - ON_ITS_WAY_MS;
      // SES writes a file of its own when it is set up.
      if (isDue && id !== 'AMAZON_SES_SETUP_NOTIFICATION' && !(await mails.get(id)))
        found.push({ id, at, bytes });
    }
    token = page.NextContinuationToken;
  } while (token);
  return found.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The beginning of a stored mail, with the lines that SES put before it. @throws NoSuchKey */
export async function beginningOf(
  { bucket, id }: { bucket: string; id: string },
  s3: Pick<S3Client, 'send'>,
): Promise<Uint8Array> {
  const object = { Bucket: bucket, Key: rawMailKey(id), Range: `bytes=0-${HEAD_BYTES - 1}` };
  const { Body } = await s3.send(new GetObjectCommand(object));
  return Body!.transformToByteArray();
}
