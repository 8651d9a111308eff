import type { Center } from '../center.ts';
import type { Contact } from '../contacts/contact.ts';
import { addItem, callOf, changeItem, type Call, type CallItem } from './call.ts';
import { spokenPlain, spokenSsml } from './ssml.ts';

export interface Prompt {
  text?: string | undefined;
  ssml?: string | undefined;
}
export interface SpeakOptions {
  who?: CallItem['who'];
  /** The customer may talk over it. */
  interruptible?: boolean;
  to?: 'AGENT';
}

/** A phone that reports when it has played a prompt gets this many times the estimate before it is taken to be done. */
const PATIENCE = 3;

/**
 * Says something in a call (inside a commit), after what is being said already; gives the moment at which it will have been
 * said, or undefined where it can't be: no call, nothing to say, or SSML that no voice takes.
 */
export function speak(
  center: Center,
  contact: Contact,
  { text, ssml }: Prompt,
  { who = 'system', interruptible = false, to }: SpeakOptions = {},
): number | undefined {
  const call = callOf(center, contact);
  const said = ssml ? spokenSsml(ssml) : text ? spokenPlain(text) : undefined;
  if (!call || call.state !== 'up' || !said) return undefined;
  const begins = Math.max(center.now, speaksUntil(center, call));
  const until = begins + said.ms * (call.paced && !to ? PATIENCE : 1);
  const item = addItem(center, call, {
    who,
    text: said.text,
    ...(ssml && { ssml }),
    ...(contact.voice && { voice: contact.voice }),
    ...(to && { to }),
    until,
  });
  // What only the agent hears keeps the customer from nothing.
  if (!to) call.speaking = { item, until, interruptible };
  center.calls.put(call.id, call);
  return until;
}

/** Until when something is being said; now, when nothing is. */
export const speaksUntil = (center: Center, call: Call): number =>
  Math.max(center.now, call.speaking?.until ?? center.now);

/** The customer begins to talk or press: what is being said stops, if it may. False while nobody listens. */
export function interrupt(center: Center, call: Call): boolean {
  const { speaking } = call;
  if (!speaking || speaking.until <= center.now) return true;
  if (!speaking.interruptible) return false;
  changeItem(center, call, speaking.item, { interruptedAt: center.now });
  delete call.speaking;
  center.calls.put(call.id, call);
  return true;
}
