import type { Center } from '../center.ts';
import { enterFlow, newContact } from '../contacts/begin.ts';
import { isActive, type Contact, type DisconnectReason } from '../contacts/contact.ts';
import { disconnect } from '../contacts/finish.ts';
import { itemsOfCall, type Call, type CallItem } from './call.ts';
import { hearKeys, hearSpeech } from './hearing.ts';
import { newCall, notAnswered, pickUp } from './ringing.ts';
import { speaksUntil } from './speaking.ts';

/** What a phone shows of a call. */
export interface CallView {
  callId: string;
  contactId: string;
  state: Call['state'];
  customer: string;
  system: string;
  /** Until when something is being said to the customer (epoch ms of virtual time); now, when nothing is. */
  speaksUntil: number;
  items: CallItem[];
}

/** The customer's phone: no API of Connect, but what stands for the telephone network here. Wrong use throws a plain Error. */
export interface Phone {
  /** Numbers that can be called. */
  numbers(): { address: string; linked: boolean }[];
  /** Calls a number of the centre (the first one); gives the call's id. `paced`: the phone says when it has played a prompt. */
  call(options: { from: string; to?: string; paced?: boolean }): string;
  say(callId: string, text: string): void;
  /** One key after the other: digits, * and #. */
  press(callId: string, keys: string): void;
  /** A paced phone has played what it was given. */
  played(callId: string): void;
  hangUp(callId: string): void;
  /** The line breaks. */
  cutOff(callId: string): void;
  /** Calls ringing at this number. */
  ringing(number: string): string[];
  answer(callId: string, options?: { paced?: boolean }): void;
  refuse(callId: string): void;
  view(callId: string): CallView;
}

const KEYS = /^[0-9*#]+$/;
/** A minute of typing as fast as anybody can: more at once is no typing. */
const MOST_KEYS = 600;
const LONGEST_SPEECH = 100_000;

export function createPhone(center: Center): Phone {
  const find = (callId: string): Call => {
    const call = center.calls.get(callId);
    if (call) return call;
    throw new Error(`there is no call ${callId}`);
  };
  const up = (callId: string): { call: Call; contact: Contact } => {
    const call = find(callId);
    if (call.state !== 'up') throw new Error(`call ${callId} is not up; it is ${call.state}`);
    return { call, contact: center.contact(call.current) };
  };
  const rings = (callId: string) => {
    const call = find(callId);
    if (call.state !== 'ringing') throw new Error(`call ${callId} does not ring; it is ${call.state}`);
    return center.contact(call.current);
  };
  const end = (callId: string, reason: DisconnectReason) =>
    center.commit(() => {
      const { contact } = up(callId);
      if (isActive(contact)) disconnect(center, contact, reason);
    });

  return {
    numbers: () =>
      [...center.phoneNumbers.values()].map(({ address, flowArn }) => ({
        address,
        linked: flowArn !== undefined,
      })),

    call({ from, to, paced = false }) {
      const numbers = [...center.phoneNumbers.values()];
      const number = to === undefined ? numbers[0] : numbers.find(({ address }) => address === to);
      if (!number)
        throw new Error(to ? `nobody here has the number ${to}` : 'the contact centre has no phone number');
      const { flowArn, instanceArn, address } = number;
      if (!flowArn || !center.flows.has(flowArn))
        throw new Error(`no flow is linked to the number ${address}`);
      return center.commit(() => {
        const contact = newContact(center, {
          instanceArn,
          channel: 'VOICE',
          initiationMethod: 'INBOUND',
          attributes: {},
          customerNumber: from,
          systemNumber: address,
        });
        const call = newCall(center, contact, 'up', { paced });
        enterFlow(center, contact, flowArn);
        return call.id;
      });
    },

    say: (callId, text) =>
      center.commit(() => {
        const { call, contact } = up(callId);
        const words = text.trim().slice(0, LONGEST_SPEECH);
        if (words === '') throw new Error('say something: silence needs no call');
        hearSpeech(center, contact, call, words);
      }),

    press: (callId, keys) =>
      center.commit(() => {
        const { call, contact } = up(callId);
        if (!KEYS.test(keys)) throw new Error(`"${keys.slice(0, 20)}" are no keys: digits, * and #`);
        hearKeys(center, contact, call, keys.slice(0, MOST_KEYS));
      }),

    played: callId =>
      center.commit(() => {
        const { call, contact } = up(callId);
        const { speaking } = call;
        if (!speaking || speaking.until <= center.now) return;
        const early = speaking.until - center.now;
        delete call.speaking;
        center.calls.put(call.id, call);
        const wait = contact.run?.wait;
        // What waits for the prompt to end need not wait longer; what counts from its end counts from now.
        if (wait?.until !== undefined) wait.until = Math.max(center.now, wait.until - early);
        center.save(contact);
      }),

    hangUp: callId => end(callId, 'CUSTOMER_DISCONNECT'),
    cutOff: callId => end(callId, 'TELECOM_PROBLEM'),

    ringing: number =>
      center.calls
        .list()
        .filter(({ document }) => document.state === 'ringing' && document.customer === number)
        .map(({ id }) => id),

    answer: (callId, { paced = false } = {}) => center.commit(() => pickUp(center, rings(callId), paced)),

    refuse: callId => center.commit(() => notAnswered(center, rings(callId))),

    view(callId) {
      const call = find(callId);
      return {
        callId,
        contactId: call.current,
        state: call.state,
        customer: call.customer,
        system: call.system,
        speaksUntil: speaksUntil(center, call),
        items: itemsOfCall(center, call),
      };
    },
  };
}
