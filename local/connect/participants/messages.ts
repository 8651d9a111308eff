import { AwsError } from '../../core/contract.ts';
import type { Center } from '../center.ts';
import type { Chat } from '../contacts/contact.ts';
import { disconnect } from '../contacts/finish.ts';
import { once } from '../contacts/once.ts';
import type { Participant } from './participant.ts';
import { broadcast } from './sockets.ts';
import { dropTokens } from './tokens.ts';
import { EVENT_TYPE, addReceipt, say } from './transcript.ts';

/** Characters a message may have, by content type. */
const LONGEST: Record<string, number> = {
  'text/plain': 1_024,
  'text/markdown': 1_024,
  'application/json': 12_000,
  'application/vnd.amazonaws.connect.message.interactive.response': 12_000,
};
const EVENTS = [
  'typing',
  'connection.acknowledged',
  'message.delivered',
  'message.read',
  'participant.idle',
  'participant.returned',
];

export const invalid = (message: string) => new AwsError('ValidationException', message);

interface Sent {
  Id: string;
  AbsoluteTime: string;
}

export function sendMessage(center: Center, from: Participant, input: any): Sent {
  const { ContentType, Content, ClientToken } = input;
  const longest = Object.hasOwn(LONGEST, ContentType ?? '') ? LONGEST[ContentType]! : 0;
  const chat = center.chats.get(from.chatId)!;
  if (!longest)
    throw invalid(`ContentType "${ContentType}" is not one of ${Object.keys(LONGEST).join(', ')}`);
  const implied =
    ContentType === 'application/vnd.amazonaws.connect.message.interactive.response' ||
    ContentType === 'text/plain';
  if (!implied && !chat.contentTypes.includes(ContentType))
    throw invalid(`the chat was started without ${ContentType}`);
  if (typeof Content !== 'string' || Content.length < 1 || Content.length > longest) {
    throw invalid(`Content must have 1 to ${longest} characters for ${ContentType}`);
  }
  return once(center, `SendMessage/${from.id}`, ClientToken, () => {
    const { Id, AbsoluteTime } = say(center, from.chatId, {
      type: 'MESSAGE',
      contentType: ContentType,
      content: Content,
      from,
    });
    if (from.role === 'CUSTOMER') hear(center, chat, Id, Content);
    return { Id, AbsoluteTime };
  });
}

/** Gives the customer's message to the flow under way: a bot block answers it, a Wait block may go on because of it. */
function hear(center: Center, chat: Chat, id: string, text: string) {
  const contact = center.contact(chat.current);
  const { run } = contact;
  if (!run?.wait) return;
  if (run.wait.kind === 'input') contact.inbox.push({ id, text });
  else if (run.wait.events.includes('CustomerReturned')) run.signal = 'CustomerReturned';
  center.save(contact);
}

export function sendEvent(center: Center, from: Participant, input: any): Sent {
  const { ContentType, Content, ClientToken } = input;
  const name = String(ContentType ?? '').replace(EVENT_TYPE, '');
  if (!EVENTS.includes(name) || !String(ContentType).startsWith(EVENT_TYPE)) {
    throw invalid(`ContentType "${ContentType}" is no event a participant may send`);
  }
  return once(center, `SendEvent/${from.id}`, ClientToken, () => {
    if (name.startsWith('message.')) return sendReceipt(center, from, name, ContentType, Content);
    const { Id, AbsoluteTime } = say(center, from.chatId, {
      type: 'EVENT',
      contentType: ContentType,
      from,
      fleeting: true,
    });
    return { Id, AbsoluteTime };
  });
}

function sendReceipt(
  center: Center,
  from: Participant,
  name: string,
  contentType: string,
  content: unknown,
): Sent {
  const messageId = messageIdIn(content);
  const at = new Date(center.now).toISOString();
  const receipt = {
    ...(name === 'message.read' ? { ReadTimestamp: at } : { DeliveredTimestamp: at }),
    RecipientParticipantId: from.id,
  };
  const chat = center.chats.get(from.chatId)!;
  if (!addReceipt(center, chat, messageId, receipt)) throw invalid(`the chat has no message ${messageId}`);
  const item = {
    AbsoluteTime: at,
    ContentType: contentType,
    Id: messageId,
    Type: 'MESSAGEMETADATA',
    InitialContactId: chat.id,
    ContactId: chat.current,
    MessageMetadata: { MessageId: messageId, Receipts: [receipt] },
  };
  center.later(() => broadcast(center, chat.id, item, 'ALL'));
  return { Id: messageId, AbsoluteTime: at };
}

function messageIdIn(content: unknown): string {
  try {
    const { messageId } = JSON.parse(String(content));
    if (typeof messageId === 'string') return messageId;
  } catch {
    // No JSON: told below like JSON without the member.
  }
  throw invalid('Content must be JSON with a messageId');
}

/** The participant leaves; a customer's leaving ends the chat for everybody. */
export function leave(center: Center, participant: Participant): void {
  center.commit(() => {
    center.participants.put(participant.id, { ...participant, left: true });
    say(center, participant.chatId, {
      type: 'EVENT',
      contentType: `${EVENT_TYPE}participant.left`,
      from: participant,
    });
    dropTokens(center, participant.id);
    if (participant.role !== 'CUSTOMER') return;
    disconnect(center, center.contact(center.chats.get(participant.chatId)!.current), 'CUSTOMER_DISCONNECT');
  });
}
