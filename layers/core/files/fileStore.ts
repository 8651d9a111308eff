import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { lazily } from '../platform/lazily.ts';

/** Raw mails and their files in the client's bucket. */
export interface FileStore {
  /** The mail as it streams in. */
  openMail(mailId: string): Promise<Readable>;
  /** Keeps a file of a mail; the same again changes nothing. */
  keepFile(mailId: string, fileId: string, file: { type: string; content: Uint8Array }): Promise<void>;
}

/** Where SES puts what comes in; the id that it gives the mail follows. */
export const RAW_MAIL = 'mail/in/';
export const MAIL_FILES = 'mail/files/';
/** Ids of SES are letters and digits: nothing else may become a part of a key. */
const ID = /^[A-Za-z0-9-]{1,200}$/;

export function createFileStore(bucket: string, client = lazily(() => new S3Client({}))): FileStore {
  return {
    async openMail(mailId) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: rawMailKey(mailId) }));
      return Body as Readable;
    },

    async keepFile(mailId, fileId, { type, content }) {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: fileKey(mailId, fileId),
          Body: content,
          ContentType: type,
        }),
      );
    },
  };
}

export const rawMailKey = (mailId: string) => `${RAW_MAIL}${checked(mailId)}`;
export const fileKey = (mailId: string, fileId: string) =>
  `${MAIL_FILES}${checked(mailId)}/${checked(fileId)}`;

function checked(id: string): string {
  if (!ID.test(id)) throw new Error(`"${id}" is no id of a mail or file`);
  return id;
}
