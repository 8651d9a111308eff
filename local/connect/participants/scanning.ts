import type { Center } from '../center.ts';
import { CONNECT } from '../contacts/outbox.ts';
import { idOf } from '../center.ts';
import { operator, type Attachment } from './attachments.ts';
import { say } from './transcript.ts';

/** A scanner that fails is asked again, three times and for a minute in all; then the file is rejected. */
const TRIES = 4;
const WITHIN_MS = 60_000;

/**
 * Puts an uploaded file where it stays, asks the instance's scanner, where it has one (FILE_SCANNER), and tells the chat.
 * A file that is rejected is deleted.
 * https://docs.aws.amazon.com/connect/latest/adminguide/setup-attachment-scanning.html
 */
export async function scan(center: Center, place: string): Promise<void> {
  const attachment = center.attachments.get(place)!;
  const { bucket, temporaryKey, key, chatId } = attachment;
  await operator(center, 'CopyObject', {
    Bucket: bucket,
    Key: key,
    CopySource: `${bucket}/${temporaryKey}`,
  }).catch(
    // A kill after the copy: it is in its place.
    () => undefined,
  );
  await operator(center, 'DeleteObject', { Bucket: bucket, Key: temporaryKey });
  const approved = await isApproved(center, attachment);
  if (!approved) await operator(center, 'DeleteObject', { Bucket: bucket, Key: key });
  if (center.stopped) return;
  center.commit(() => {
    const status = approved ? 'APPROVED' : 'REJECTED';
    center.attachments.put(place, { ...attachment, status });
    if (center.chats.get(chatId)?.ended !== false) return;
    say(center, chatId, {
      type: 'ATTACHMENT',
      contentType: 'application/vnd.amazonaws.connect.message.attachment',
      attachments: [
        {
          AttachmentId: attachment.id,
          AttachmentName: attachment.name,
          ContentType: attachment.contentType,
          Status: status,
        },
      ],
      from: center.participants.get(attachment.participantId),
    });
  });
}

async function isApproved(center: Center, attachment: Attachment): Promise<boolean> {
  const { instanceArn } = center.chats.get(attachment.chatId)!;
  const scanner = [...center.integrations.values()].find(
    integration => integration.type === 'FILE_SCANNER' && integration.instanceArn === instanceArn,
  );
  if (!scanner) return true;
  const { id, name, size, createdAt, bucket, key } = attachment;
  const payload = {
    Version: '1.0',
    InstanceId: idOf(instanceArn),
    File: {
      FileId: id,
      FileCreationTime: createdAt,
      FileName: name,
      FileSizeInBytes: size,
      FileLocation: {
        S3Location: { Key: key, Bucket: bucket, Arn: `arn:aws:s3:::${bucket}/${key}` },
      },
    },
  };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    try {
      const outcome = await center.cloud.invoke({
        principal: CONNECT,
        functionArn: scanner.arn,
        payload,
        type: 'request',
        sourceArn: instanceArn,
        timeoutMs: WITHIN_MS,
      });
      if (outcome.status === 'ok')
        return (outcome.payload as { Status?: string } | null)?.Status === 'APPROVED';
    } catch (error) {
      center.cloud.log(`connect: the scanner of attachments: ${(error as Error).message}`);
      return false;
    }
  }
  return false;
}
