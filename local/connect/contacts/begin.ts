import { randomUUID } from 'node:crypto';
import type { Center } from '../center.ts';
import { startRun } from '../flows/run.ts';
import { sortable } from '../ids.ts';
import type { Chat, Contact, InitiationMethod } from './contact.ts';
import { callOf } from '../calls/call.ts';
import { count } from './counters.ts';
import { announce } from './events.ts';

/** Within 5 minutes a chat's customer must have connected; a task is given up after 7 days, an e-mail after 14. */
export const CONNECT_WITHIN = 5 * 60_000;
const TASK_LIFE = 7 * 24 * 3_600_000;
const EMAIL_LIFE = 14 * 24 * 3_600_000;
const DEFAULT_PRIORITY = 5;

export type NewContact = Pick<Contact, 'instanceArn' | 'channel' | 'initiationMethod' | 'attributes'> &
  Partial<Contact>;

/** Makes a contact (inside a commit). The caller puts it to use: starts its flow or leaves it scheduled. */
export function newContact(center: Center, given: NewContact): Contact {
  const id = given.id ?? randomUUID();
  const now = center.now;
  const contact: Contact = {
    initialContactId: id,
    state: 'flow',
    language: 'en-US',
    external: {},
    hooks: {},
    inbox: [],
    priority: DEFAULT_PRIORITY,
    timeAdjustment: 0,
    place: '',
    startedAt: now,
    updatedAt: now,
    ...given,
    id,
  };
  if (contact.channel === 'TASK') contact.endsAt ??= (contact.scheduledAt ?? now) + TASK_LIFE;
  if (contact.channel === 'EMAIL') contact.endsAt ??= now + EMAIL_LIFE;
  contact.place = sortable(count(center, 'contacts'));
  center.timeline.put(contact.place, id);
  announce(center, contact, 'INITIATED');
  return contact;
}

/** Media stand: the contact's flow begins (inside a commit). */
export function enterFlow(center: Center, contact: Contact, flowArn: string): void {
  contact.state = 'flow';
  contact.connectedToSystemAt = center.now;
  announce(center, contact, 'CONNECTED_TO_SYSTEM');
  startRun(center, contact, flowArn, 'inbound');
  center.save(contact);
}

/**
 * The next contact of a chain: what a transfer or the end of an agent's part makes of a contact. Attributes, hooks and the
 * rest of what the flow knows go with it; the chat's participants stay connected.
 */
export function succeed(
  center: Center,
  before: Contact,
  initiationMethod: InitiationMethod,
  given: Partial<Contact> = {},
): Contact {
  const next = newContact(center, {
    instanceArn: before.instanceArn,
    channel: before.channel,
    initiationMethod,
    attributes: { ...before.attributes },
    initialContactId: before.initialContactId,
    previousContactId: before.id,
    relatedContactId: before.relatedContactId,
    name: before.name,
    description: before.description,
    customerId: before.customerId,
    email: before.email,
    references: before.references,
    initialMessage: before.initialMessage,
    language: before.language,
    external: before.external,
    lex: before.lex,
    hooks: { ...before.hooks },
    priority: before.priority,
    criteria: before.criteria,
    timeAdjustment: before.timeAdjustment,
    endsAt: before.endsAt,
    callId: before.callId,
    customerNumber: before.customerNumber,
    systemNumber: before.systemNumber,
    voice: before.voice,
    connectedToSystemAt: center.now,
    ...given,
  });
  const chat: Chat | undefined =
    before.channel === 'CHAT' ? center.chats.get(before.initialContactId) : undefined;
  if (chat) center.chats.put(chat.id, { ...chat, current: next.id });
  const call = before.channel === 'VOICE' ? callOf(center, before) : undefined;
  if (call) center.calls.put(call.id, { ...call, current: next.id });
  return next;
}
