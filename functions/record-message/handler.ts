import type { SNSEvent } from 'aws-lambda';
import type { StreamedFiles } from './recordFiles.ts';
import type { StreamedMessage } from './recordMessage.ts';

/** An item of a chat, as Connect streams it. */
interface Item {
  Id: string;
  Type: string;
  ContactId: string;
  InitialContactId?: string;
  AbsoluteTime: string;
  ParticipantRole: string;
  DisplayName?: string;
  Content?: string;
  Attachments?: { AttachmentId: string; AttachmentName: string; Status: string }[];
}

/** The messages of an SNS delivery; events (typing, joined, receipts) are left out. */
export function messagesOf(event: SNSEvent): StreamedMessage[] {
  return itemsOf(event)
    .filter(({ Type, Content }) => Type === 'MESSAGE' && Boolean(Content))
    .map(item => ({ ...saidBy(item), text: item.Content! }));
}

/** The files of an SNS delivery that people may have. */
export function filesOf(event: SNSEvent): StreamedFiles[] {
  return itemsOf(event)
    .filter(({ Type }) => Type === 'ATTACHMENT')
    .map(item => ({
      ...saidBy(item),
      currentId: item.ContactId,
      files: (item.Attachments ?? [])
        .filter(({ Status }) => Status === 'APPROVED')
        .map(({ AttachmentId, AttachmentName }) => ({ id: AttachmentId, name: AttachmentName })),
    }))
    .filter(({ files }) => files.length > 0);
}

const itemsOf = (event: SNSEvent) => event.Records.map(({ Sns }) => JSON.parse(Sns.Message) as Item);

const saidBy = (item: Item) => ({
  id: item.Id,
  contactId: item.InitialContactId ?? item.ContactId,
  at: item.AbsoluteTime,
  role: item.ParticipantRole,
  name: item.DisplayName ?? 'Agent',
});
