import type { SNSEvent } from 'aws-lambda';
import type { StreamedMessage } from './recordMessage.ts';

/** The messages of an SNS delivery; events (typing, joined, receipts) are left out. */
export function messagesOf(event: SNSEvent): StreamedMessage[] {
  return event.Records.map(({ Sns }) => JSON.parse(Sns.Message) as Record<string, string>)
    .filter(({ Type, Content }) => Type === 'MESSAGE' && Boolean(Content))
    .map(message => ({
      id: message.Id!,
      contactId: message.InitialContactId ?? message.ContactId!,
      at: message.AbsoluteTime!,
      role: message.ParticipantRole!,
      name: message.DisplayName ?? 'Agent',
      text: message.Content!,
    }));
}
