import { randomUUID } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { AwsError } from '../../core/contract.ts';
import { OPERATOR_KEY } from '../../core/credentials.ts';
import type { Center } from '../center.ts';
import { once } from '../contacts/once.ts';
import { invalid } from './messages.ts';
import type { Participant } from './participant.ts';
import { scan } from './scanning.ts';

/** A file of a chat, from the moment its upload was asked for. */
export interface Attachment {
  id: string;
  chatId: string;
  participantId: string;
  name: string;
  contentType: string;
  size: number;
  bucket: string;
  /** Where the upload goes, and after it where the file stays. */
  temporaryKey: string;
  key: string;
  createdAt: number;
  /** `IN_PROGRESS`: it is there, and the instance's scanner has not said yet what it is. */
  status: 'STARTED' | 'IN_PROGRESS' | 'APPROVED' | 'REJECTED';
}

/** Feature specifications of chats: endings, bytes, files of a contact. */
const ENDINGS = new Set(
  'csv doc docx heic jfif jpeg jpg mov mp4 pdf png ppt pptx rtf txt wav xls xlsx'.split(' '),
);
const LARGEST = 20 * 1024 * 1024;
const MOST = 35;
const UPLOAD_SECONDS = 15 * 60;
const DOWNLOAD_SECONDS = { least: 5, most: 300 };

/** StartAttachmentUpload: an id and an address that takes one PUT of these bytes. */
export async function startUpload(center: Center, from: Participant, input: any): Promise<unknown> {
  const storage = storageOf(center, from);
  const { AttachmentName: name, AttachmentSizeInBytes: size, ContentType: contentType, ClientToken } = input;
  if (typeof name !== 'string' || name.length < 1 || name.length > 256)
    throw invalid('AttachmentName must have 1 to 256 characters');
  if (typeof contentType !== 'string' || contentType.length < 1 || contentType.length > 255)
    throw invalid('ContentType must have 1 to 255 characters');
  if (!(Number.isInteger(size) && size >= 1 && size <= LARGEST))
    throw invalid(`AttachmentSizeInBytes must be 1 to ${LARGEST}`);
  const ending = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (!ENDINGS.has(ending)) throw invalid(`files ending in "${ending}" are not supported`);
  const begun = once(center, `StartAttachmentUpload/${from.id}`, ClientToken, () => {
    if (ofChat(center, from.chatId).length >= MOST)
      throw new AwsError('ServiceQuotaExceededException', `the contact has ${MOST} attachments already`, 402);
    const id = randomUUID();
    const at = new Date(center.now).toISOString();
    const attachment: Attachment = {
      id,
      chatId: from.chatId,
      participantId: from.id,
      name,
      contentType,
      size,
      bucket: storage.bucket,
      temporaryKey: `${storage.prefix}/temporary/${id}`,
      key: `${storage.prefix}/chat/${at.slice(0, 10).replaceAll('-', '/')}/${id}_${at.slice(0, 16).replaceAll('-', '')}_UTC.${ending}`,
      createdAt: center.now,
      status: 'STARTED',
    };
    center.attachments.put(placeOf(attachment), attachment);
    return attachment;
  });
  const command = new PutObjectCommand({
    Bucket: begun.bucket,
    Key: begun.temporaryKey,
    ContentType: begun.contentType,
    ContentLength: begun.size,
  });
  return {
    AttachmentId: begun.id,
    UploadMetadata: {
      Url: await signed(center, command, UPLOAD_SECONDS, ['host', 'content-type', 'content-length']),
      UrlExpiry: new Date(center.now + UPLOAD_SECONDS * 1000).toISOString(),
      HeadersToInclude: { 'Content-Type': begun.contentType },
    },
  };
}

/** CompleteAttachmentUpload: the files are there; once the scanner (if any) has approved them the chat has them. */
export async function completeUpload(center: Center, from: Participant, input: any): Promise<unknown> {
  storageOf(center, from);
  const { AttachmentIds: ids, ClientToken } = input;
  if (!Array.isArray(ids) || ids.length !== 1) throw invalid('AttachmentIds must name one attachment');
  const wanted = ids.map(id => mine(center, from, id));
  for (const { bucket, temporaryKey } of wanted.filter(({ status }) => status === 'STARTED'))
    await operator(center, 'HeadObject', { Bucket: bucket, Key: temporaryKey }).catch(() => {
      throw invalid('the file has not been uploaded');
    });
  return once(center, `CompleteAttachmentUpload/${from.id}`, ClientToken, () => {
    for (const { id } of wanted) {
      const now = mine(center, from, id);
      if (now.status !== 'STARTED')
        throw new AwsError('ConflictException', `attachment ${id} is being completed already`, 409);
      center.attachments.put(placeOf(now), { ...now, status: 'IN_PROGRESS' });
      center.later(() => void center.cloud.activity.run(() => scan(center, placeOf(now))));
    }
    return {};
  });
}

/** GetAttachment: an address for minutes, to people only. */
export async function getAttachment(center: Center, reader: Participant, input: any): Promise<unknown> {
  const { AttachmentId, UrlExpiryInSeconds: seconds = DOWNLOAD_SECONDS.most } = input;
  // Custom participants may not read what customers send.
  if (reader.role === 'CUSTOM_BOT') throw new AwsError('AccessDeniedException', 'Access denied', 403);
  if (!(seconds >= DOWNLOAD_SECONDS.least && seconds <= DOWNLOAD_SECONDS.most))
    throw invalid(`UrlExpiryInSeconds must be ${DOWNLOAD_SECONDS.least} to ${DOWNLOAD_SECONDS.most}`);
  const found = ofChat(center, reader.chatId).find(({ id }) => id === AttachmentId);
  if (found?.status !== 'APPROVED') throw invalid(`the chat has no attachment ${AttachmentId}`);
  const command = new GetObjectCommand({
    Bucket: found.bucket,
    Key: found.key,
    ResponseContentType: found.contentType,
    ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
  });
  return {
    Url: await signed(center, command, seconds),
    UrlExpiry: new Date(center.now + seconds * 1000).toISOString(),
    AttachmentSizeInBytes: found.size,
  };
}

/** Scans that a kill cut off. */
export function resumeScans(center: Center): void {
  for (const { id, document } of center.attachments.list())
    if (document.status === 'IN_PROGRESS') void center.cloud.activity.run(() => scan(center, id));
}

/** What the service itself does with its objects. */
export const operator = (center: Center, operation: string, input: object) =>
  center.cloud.call({ id: 'operator' }, 's3', operation, input);

const placeOf = ({ chatId, id }: Pick<Attachment, 'chatId' | 'id'>) => `${chatId}/${id}`;

const ofChat = (center: Center, chatId: string): Attachment[] =>
  center.attachments.list({ prefix: `${chatId}/` }).map(({ document }) => document);

function mine(center: Center, { id: participantId, chatId }: Participant, id: unknown): Attachment {
  const found = center.attachments.get(placeOf({ chatId, id: String(id) }));
  if (found?.participantId !== participantId) throw invalid(`you have begun no upload ${String(id)}`);
  return found;
}

/** Attachments are off until the instance has a place for them. */
function storageOf(center: Center, { chatId }: Participant): { bucket: string; prefix: string } {
  const storage = center.attachmentStorage.get(center.chats.get(chatId)!.instanceArn);
  if (!storage)
    throw new AwsError('AccessDeniedException', 'attachments are not enabled for this instance', 403);
  return storage;
}

function signed(
  center: Center,
  command: PutObjectCommand | GetObjectCommand,
  expiresIn: number,
  headers?: string[],
): Promise<string> {
  const { cloud } = center;
  const client = new S3Client({
    region: cloud.region,
    endpoint: cloud.urls.aws,
    forcePathStyle: true,
    credentials: OPERATOR_KEY,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  return getSignedUrl(client, command as PutObjectCommand, {
    expiresIn,
    signingDate: new Date(center.now),
    ...(headers && { signableHeaders: new Set(headers) }),
  });
}
