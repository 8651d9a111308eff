import { randomUUID } from 'node:crypto';
import type { Center } from '../center.ts';
import { idOf } from '../center.ts';
import type { Chat } from '../contacts/contact.ts';
import { post } from '../contacts/outbox.ts';
import { sortable } from '../ids.ts';
import type { Participant, Role } from './participant.ts';
import { broadcast } from './sockets.ts';

/** One line of a chat as GetTranscript, the websocket and the SNS stream give it. */
export interface Item {
  AbsoluteTime: string;
  Content?: string;
  ContentType: string;
  Id: string;
  Type: 'MESSAGE' | 'EVENT' | 'ATTACHMENT';
  Attachments?: AttachmentItem[];
  ParticipantId?: string;
  DisplayName?: string;
  ParticipantRole?: Role;
  InitialContactId: string;
  ContactId: string;
  MessageMetadata?: { MessageId: string; Receipts?: Receipt[] };
}
export interface AttachmentItem {
  AttachmentId: string;
  AttachmentName: string;
  ContentType: string;
  Status: 'APPROVED' | 'REJECTED';
}
export interface Receipt {
  DeliveredTimestamp?: string;
  ReadTimestamp?: string;
  RecipientParticipantId: string;
}
export type Visibility = 'ALL' | 'CUSTOMER' | 'AGENT';

export const EVENT_TYPE = 'application/vnd.amazonaws.connect.event.';

export interface NewItem {
  type: Item['Type'];
  contentType: string;
  content?: string;
  attachments?: AttachmentItem[];
  /** Who speaks; flows speak as SYSTEM under one of two names. */
  from?: Participant | 'SYSTEM_MESSAGE' | 'BOT';
  visibility?: Visibility;
  /** Typing and the like are seen when they happen and not kept. */
  fleeting?: boolean;
  contactId?: string;
}

/** Adds an item to the chat (inside a commit), and once that is on disk tells the participants and the stream. */
export function say(center: Center, chatId: string, entry: NewItem): Item {
  const chat = center.chats.get(chatId)!;
  const { type, contentType, content, attachments, from, fleeting } = entry;
  const { visibility = 'ALL', contactId = chat.current } = entry;
  const item: Item = {
    AbsoluteTime: new Date(center.now).toISOString(),
    ...(content === undefined ? {} : { Content: content }),
    ...(attachments && { Attachments: attachments }),
    ContentType: contentType,
    Id: randomUUID(),
    Type: type,
    ...speaker(from),
    InitialContactId: chat.id,
    ContactId: contactId,
  };
  if (!fleeting) {
    chat.items += 1;
    const kept = visibility === 'ALL' ? item : { ...item, visibility };
    center.transcript.put(`${chat.id}/${sortable(chat.items)}`, kept);
    center.chats.put(chat.id, chat);
  }
  center.later(() => broadcast(center, chat.id, item, visibility));
  if (Object.keys(chat.streams).length > 0) {
    for (const topicArn of new Set(Object.values(chat.streams))) {
      post(center, { kind: 'stream', topicArn, item, visibility, instanceId: idOf(chat.instanceArn) });
    }
  }
  return item;
}

function speaker(from: NewItem['from']): Partial<Item> {
  if (!from) return {};
  if (typeof from === 'string') return { ParticipantRole: 'SYSTEM', DisplayName: from };
  return { ParticipantId: from.id, DisplayName: from.displayName, ParticipantRole: from.role };
}

export interface StoredItem {
  /** Place in the chat, from 1. */
  number: number;
  item: Item;
}

/** What `reader` may see of the chat and of the one it goes on from, oldest first. */
export function itemsOf(center: Center, chat: Chat, reader: Role): StoredItem[] {
  const before = chat.continuedFrom && center.chats.get(chat.continuedFrom);
  const own = center.transcript
    .list({ prefix: `${chat.id}/` })
    .map(({ document }) => document as Item & { visibility?: Visibility })
    .filter(({ visibility }) => maySee(reader, visibility ?? 'ALL'))
    .map(({ visibility: _, ...item }) => item);
  const all = before ? [...itemsOf(center, before, reader).map(({ item }) => item), ...own] : own;
  return all.map((item, index) => ({ number: index + 1, item }));
}

export function maySee(reader: Role, visibility: Visibility): boolean {
  return (
    visibility === 'ALL' || reader === visibility || (reader === 'CUSTOM_BOT' && visibility === 'CUSTOMER')
  );
}

/** Notes on the message that a participant got or read it; false when there is no such message. */
export function addReceipt(center: Center, chat: Chat, messageId: string, receipt: Receipt): boolean {
  const found = center.transcript
    .list({ prefix: `${chat.id}/`, reverse: true })
    .find(({ document }) => document.Id === messageId && document.Type === 'MESSAGE');
  if (!found) return false;
  const earlier = found.document.MessageMetadata?.Receipts ?? [];
  const same = earlier.find(other => other.RecipientParticipantId === receipt.RecipientParticipantId);
  const receipts = [...earlier.filter(other => other !== same), { ...same, ...receipt }];
  center.transcript.put(found.id, {
    ...found.document,
    MessageMetadata: { MessageId: messageId, Receipts: receipts },
  });
  return true;
}
