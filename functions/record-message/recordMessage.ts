import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Case, CaseEvent, Owner } from '../../layers/core/domain/case.ts';
import type { Figures } from '../../layers/core/platform/figures.ts';
import { noteFirstWords } from '../../layers/core/speaking/firstWords.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { HeardMessages } from '../../layers/core/store/heard.ts';
import { keepUnheard, type KeepUnheardDependencies } from '../../layers/core/turns/keepUnheard.ts';

/** One message of a chat, as Connect streams it. */
export interface StreamedMessage {
  id: string;
  contactId: string;
  at: string;
  role: 'CUSTOMER' | 'AGENT' | string;
  name: string;
  text: string;
}

export interface RecordMessageDependencies {
  store: CaseStore;
  heard: HeardMessages;
  contacts: Pick<Contacts, 'tellCase'>;
  /** Read only where a chat broke off. */
  settings: () => Promise<KeepUnheardDependencies['config']>;
  figures?: Figures;
  now: () => Date;
}

/**
 * Keeps what customer and agent say outside the AI's turns. The AI's turns are stored by the turn itself, people's words
 * through our own participant (role CUSTOM_BOT) by whoever said them: both are passed over here. What a customer says to the
 * AI is kept beside the turns for a day (`heard`), for the case that the bot can't reach us.
 */
export async function recordMessage(
  message: StreamedMessage,
  deps: RecordMessageDependencies,
): Promise<'stored' | 'heard' | 'passed-over'> {
  const { store } = deps;
  if (message.role !== 'CUSTOMER' && message.role !== 'AGENT') return 'passed-over';
  const contact = await store.getContact(message.contactId);
  const current = contact && (await store.get(contact.caseId));
  if (!current || !(await wasWithPeople(current, message.at, store)))
    return message.role === 'CUSTOMER' ? hear(message, deps) : 'passed-over';
  const base = {
    turnId: `heard:${message.id}`,
    caseId: current.caseId,
    contactId: message.contactId,
    channel: 'chat' as const,
    at: message.at,
  };
  const isNew = await store.addTurn(
    message.role === 'CUSTOMER'
      ? { ...base, customer: message.text }
      : {
          ...base,
          reply: { text: message.text, by: 'agent', name: message.name, at: message.at, via: 'chat' },
        },
  );
  if (isNew && message.role === 'AGENT') await noteFirstWords(current, message.at, deps);
  // Agents see by it which of their chats has something new.
  if (isNew && message.role === 'CUSTOMER') await store.note(current.caseId, { customerSpokeAt: message.at });
  return 'stored';
}

/**
 * A delivery that comes when the chat has long gone to people finds the mark, and is stored at once. The case that it brings is
 * told to the contact: the agent who takes that would see none.
 */
async function hear(
  { id, contactId, at, text }: StreamedMessage,
  { store, heard, contacts, settings, now }: RecordMessageDependencies,
): Promise<'heard'> {
  await heard.hear(contactId, { id, at, text });
  const routed = await heard.lastRouted(contactId);
  if (!routed || Date.parse(at) > Date.parse(routed.at)) return 'heard';
  const kept = await keepUnheard(contactId, { store, heard, config: await settings(), now });
  if (kept && kept.caseId !== routed.caseId) await contacts.tellCase(contactId, kept.caseId);
  return 'heard';
}

const isPeople = (owner: Owner | undefined) => owner === 'provider' || owner === 'client';

/**
 * Whether people had the case when it was said. Who has it now is no answer: the stream may be slower than the turn that brought
 * the case to people, and a delivery that had to be tried again comes minutes later, when the case may be closed. What is said
 * in the very moment in which it changes hands was still said to the one before.
 */
async function wasWithPeople({ caseId, owner, epoch }: Case, at: string, store: CaseStore): Promise<boolean> {
  if (epoch === 1) return isPeople(owner);
  const ownerAt = (events: CaseEvent[]) =>
    events
      .filter(event => Date.parse(event.at) < Date.parse(at))
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.epoch - b.epoch)
      .at(-1)?.owner;
  return isPeople(
    ownerAt(await store.lastEvents(caseId, EVENTS_READ)) ?? ownerAt(await store.events(caseId)),
  );
}

/** Nearly always enough, however long the case: only what comes very late needs the whole timeline. */
const EVENTS_READ = 20;
