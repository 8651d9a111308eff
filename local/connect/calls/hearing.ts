import type { Center } from '../center.ts';
import type { Contact } from '../contacts/contact.ts';
import { addItem, type Call } from './call.ts';
import { interrupt } from './speaking.ts';

/** What a waiting block takes of keys; see the bot block and the block for keys. */
export interface KeyRules {
  most: number;
  /** Ends the input. */
  end?: string | undefined;
  /** Clears it. */
  clear?: string | undefined;
  /** Milliseconds after the last key. */
  pause: number;
}

/** Milliseconds of speech a character takes, as for voices. */
const MS_A_CHARACTER = 1000 / 15;

/** The customer says something: heard by the bot or the agent, or by nobody. */
export function hearSpeech(center: Center, contact: Contact, call: Call, text: string): void {
  const { run } = contact;
  const listens = contact.state === 'agent' || (run?.wait?.kind === 'input' && run.wait.speech !== undefined);
  const heard = listens && interrupt(center, call);
  addItem(center, call, { who: 'customer', mode: 'speech', text, ...(!heard && { unheard: true as const }) });
  if (!heard || contact.state === 'agent') return;
  const most = Math.floor((run!.wait as { speech: number }).speech / MS_A_CHARACTER);
  contact.inbox.push({ id: `${call.id}/${call.items}`, text: text.slice(0, most), mode: 'speech' });
  call.keys = '';
  center.calls.put(call.id, call);
  center.save(contact);
}

/** The customer presses keys, one after the other. */
export function hearKeys(center: Center, contact: Contact, call: Call, keys: string): void {
  const { run } = contact;
  const rules = run?.wait?.kind === 'input' ? run.wait.keys : undefined;
  const heard = rules !== undefined && interrupt(center, call);
  addItem(center, call, {
    who: 'customer',
    mode: 'keys',
    text: keys,
    ...(!heard && { unheard: true as const }),
  });
  if (!heard || !rules || run?.wait?.kind !== 'input') return;
  for (const key of keys) {
    if (key === rules.clear) call.keys = '';
    else if (key === rules.end) deliver(center, contact, call);
    else {
      call.keys += key;
      if (call.keys.length >= rules.most) deliver(center, contact, call);
    }
  }
  // Whoever has begun to press is not silent: the pause counts from the last key.
  if (call.keys !== '') run.wait.until = center.now + rules.pause;
  center.calls.put(call.id, call);
  center.save(contact);
}

/** The keys pressed so far are the input. */
export function deliver(center: Center, contact: Contact, call: Call): void {
  contact.inbox.push({
    id: `${call.id}/${call.items}/${contact.inbox.length}`,
    text: call.keys,
    mode: 'keys',
  });
  call.keys = '';
  center.calls.put(call.id, call);
}
