import type { Center } from '../center.ts';
import type { Contact } from '../contacts/contact.ts';

/** A telephone call as the caller's phone knows it, over all its contacts. Times are epoch milliseconds. */
export interface Call {
  /** Id of the contact it began with. */
  id: string;
  instanceArn: string;
  current: string;
  /** The customer's number, E.164, or a word where it is withheld. */
  customer: string;
  /** The number called, or called from. */
  system: string;
  state: 'ringing' | 'up' | 'ended';
  /** Number of the last item. */
  items: number;
  /** What is being said to the customer: its item, until when, and whether it may be talked over. */
  speaking?: { item: number; until: number; interruptible: boolean };
  /** Keys pressed that nobody has taken yet. */
  keys: string;
  /** The phone says when it has played what it was given: until then it is taken to be speaking. */
  paced: boolean;
}

/** One thing said or done in a call. */
export interface CallItem {
  at: number;
  who: 'system' | 'bot' | 'customer' | 'agent' | 'event';
  /** Words, keys, or what happened. */
  text: string;
  /** As it was given to the voice. */
  ssml?: string;
  voice?: string;
  mode?: 'speech' | 'keys';
  /** Only this one hears it. */
  to?: 'AGENT';
  /** When it will have been said. */
  until?: number;
  /** Talked over at this moment. */
  interruptedAt?: number;
  /** Said while nobody listened. */
  unheard?: true;
}

/** Long enough for any number of items to sort. */
const key = (call: Call, number: number) => `${call.id}/${String(number).padStart(6, '0')}`;

export const callOf = (center: Center, contact: Contact): Call | undefined =>
  center.calls.get(contact.callId ?? contact.initialContactId);

export function addItem(center: Center, call: Call, item: Omit<CallItem, 'at'>): number {
  call.items += 1;
  center.callItems.put(key(call, call.items), { at: center.now, ...item });
  center.calls.put(call.id, call);
  return call.items;
}

export function changeItem(center: Center, call: Call, number: number, changes: Partial<CallItem>): void {
  const item = center.callItems.get(key(call, number));
  if (item) center.callItems.put(key(call, number), { ...item, ...changes });
}

export const itemsOfCall = (center: Center, call: Call): CallItem[] =>
  center.callItems.list({ prefix: `${call.id}/` }).map(({ document }) => document);

export function endCall(center: Center, contact: Contact, why: string): void {
  const call = callOf(center, contact);
  if (!call || call.state === 'ended') return;
  delete call.speaking;
  call.state = 'ended';
  call.keys = '';
  addItem(center, call, { who: 'event', text: `the call is over (${why})` });
}
