import type { Service } from '../core/contract.ts';
import { callOperations } from './calls/operations.ts';
import { createPhone } from './calls/phone.ts';
import type { Phone } from './calls/phone.ts';
import { Center } from './center.ts';
import { contactOperations } from './contacts/operations.ts';
import { flush } from './contacts/outbox.ts';
import { coverage } from './flows/coverage.ts';
import type { FlowCoverage } from './flows/coverage.ts';
import { findContact, listContacts, transcriptOf } from './inspect.ts';
import type { ContactView } from './inspect.ts';
import { resumeScans } from './participants/attachments.ts';
import { tearSockets } from './participants/sockets.ts';
import type { Item } from './participants/transcript.ts';
import { createDesk } from './queues/desk.ts';
import type { Desk } from './queues/desk.ts';
import { resourceOperations } from './resources/operations.ts';
import { connectResourceTypes } from './resources/types.ts';
import { settle } from './settle.ts';

/** The local Amazon Connect, with what console and tests need besides the API. */
export interface ConnectService extends Service {
  /** The simulated contact panel. */
  agents: Desk;
  /** The customers' telephones. */
  phone: Phone;
  /** Which ways through the flows were taken so far. */
  coverage(): FlowCoverage[];
  /** Contacts, newest first; `after` is the last id of the page before. */
  contacts(options?: { limit?: number; after?: string }): ContactView[];
  contact(contactId: string): ContactView | undefined;
  /** The chat of a contact, as an agent may see it. */
  transcript(contactId: string): Item[];
  /** Cuts the websockets of a chat (or all), as a lost network does. */
  tear(contactId?: string): void;
  /** For the participant service. */
  center: Center;
}

export function createConnect(): ConnectService {
  const center = new Center();
  center.settle = contactIds => settle(center, contactIds);
  return {
    name: 'connect',
    protocol: 'rest-json',
    operations: { ...contactOperations(center), ...callOperations(center), ...resourceOperations(center) },
    resourceTypes: connectResourceTypes(center),
    center,
    agents: createDesk(center),
    phone: createPhone(center),
    coverage: () => coverage(center),
    contacts: options => listContacts(center, options),
    contact: contactId => findContact(center, contactId),
    transcript: contactId => transcriptOf(center, contactId),
    tear(contactId) {
      const chatId = contactId === undefined ? undefined : center.contact(contactId).initialContactId;
      tearSockets(center, participant => chatId === undefined || participant.chatId === chatId);
    },
    resume(cloud) {
      center.attach(cloud).ready = true;
      settle(center, new Set(center.live.list().map(({ id }) => id)));
      flush(center);
      resumeScans(center);
    },
    stop() {
      center.stopped = true;
      for (const timer of center.timers.values()) timer.cancel();
      tearSockets(center, () => true);
    },
  };
}
