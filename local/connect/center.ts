import { AwsError } from '../core/contract.ts';
import type { Cloud, Collection, Timer } from '../core/contract.ts';
import type { Call, CallItem } from './calls/call.ts';
import type { Chat, Contact } from './contacts/contact.ts';
import type { Outcome, Step } from './flows/action.ts';
import type { OutboxEntry } from './contacts/outbox.ts';
import type { Attachment } from './participants/attachments.ts';
import type { Participant, Token } from './participants/participant.ts';
import type { Item } from './participants/transcript.ts';
import type { Agent } from './queues/agent.ts';
import type {
  EmailAddress,
  Flow,
  Hours,
  Instance,
  Integration,
  PhoneNumber,
  QuickConnect,
  Queue,
  RoutingProfile,
} from './resources/definitions.ts';
import type { Socket } from './participants/sockets.ts';

/**
 * The contact centre's state: what templates define (in memory, deployed anew at every boot), what contacts do (in the
 * store), and the little that lives with the process (sockets, timers).
 */
export class Center {
  readonly instances = new Map<string, Instance>();
  readonly integrations = new Map<string, Integration>();
  readonly hours = new Map<string, Hours>();
  readonly queues = new Map<string, Queue>();
  readonly profiles = new Map<string, RoutingProfile>();
  readonly flows = new Map<string, Flow>();
  readonly quickConnects = new Map<string, QuickConnect>();
  readonly phoneNumbers = new Map<string, PhoneNumber>();
  /** Instance → where attachments of its chats go; none: they are off. */
  readonly attachmentStorage = new Map<string, { bucket: string; prefix: string }>();
  readonly emailAddresses = new Map<string, EmailAddress>();
  /** `<instance ARN>/<what is stored>`. */
  readonly storage = new Set<string>();
  /** Name → values. */
  readonly predefinedAttributes = new Map<string, string[]>();

  readonly sockets = new Set<Socket>();
  readonly timers = new Map<string, Timer>();
  /** Contacts whose flow is being run just now. */
  readonly driven = new Set<string>();
  flushing = false;
  /** Every template is deployed: before that, stored contacts would meet flows that are not there yet. */
  ready = false;
  stopped = false;

  /** Tests and faults: what becomes of an action, instead of what it would do. */
  force: ((step: Step) => Outcome | undefined) | undefined;

  /** What to do once a contact was written: set by the service, see `settle.ts`. */
  settle: (contactIds: Set<string>) => void = () => {};

  private attached: Cloud | undefined;
  private depth = 0;
  private touched = new Set<string>();
  private effects: (() => void)[] = [];

  attach(cloud: Cloud): this {
    this.attached = cloud;
    return this;
  }
  get cloud(): Cloud {
    if (!this.attached) throw new Error('Connect was used before anything was deployed or resumed');
    return this.attached;
  }
  get now(): number {
    return this.cloud.clock.now();
  }

  get contacts(): Collection<Contact> {
    return this.cloud.store.collection('connect.contacts');
  }
  /** Ids of contacts that are not over. */
  get live(): Collection<1> {
    return this.cloud.store.collection('connect.live');
  }
  /** Ids of contacts in queues. */
  get queued(): Collection<1> {
    return this.cloud.store.collection('connect.queued');
  }
  /** Place → contact id, to list contacts in the order they were made. */
  get timeline(): Collection<string> {
    return this.cloud.store.collection('connect.timeline');
  }
  get chats(): Collection<Chat> {
    return this.cloud.store.collection('connect.chats');
  }
  get calls(): Collection<Call> {
    return this.cloud.store.collection('connect.calls');
  }
  /** `<call>/<number>` → what was said. */
  get callItems(): Collection<CallItem> {
    return this.cloud.store.collection('connect.call-items');
  }
  /** `<flow>/<action>: <branch>` that was taken at least once. */
  get branches(): Collection<1> {
    return this.cloud.store.collection('connect.branches');
  }
  get participants(): Collection<Participant> {
    return this.cloud.store.collection('connect.participants');
  }
  get tokens(): Collection<Token> {
    return this.cloud.store.collection('connect.tokens');
  }
  /** `<chat>/<number>` → item. */
  get transcript(): Collection<Item> {
    return this.cloud.store.collection('connect.transcript');
  }
  /** `<chat>/<attachment>` → file. */
  get attachments(): Collection<Attachment> {
    return this.cloud.store.collection('connect.attachments');
  }
  get agents(): Collection<Agent> {
    return this.cloud.store.collection('connect.agents');
  }
  get outbox(): Collection<OutboxEntry> {
    return this.cloud.store.collection('connect.outbox');
  }
  /** `<operation>/<scope>/<client token>` → the first answer. */
  get answers(): Collection<unknown> {
    return this.cloud.store.collection('connect.answers');
  }

  /** All writes of `work` or none; what it asked for with `later` happens once they are on disk. */
  commit<T>(work: () => T): T {
    if (this.depth > 0) return work();
    this.touched = new Set();
    this.effects = [];
    this.depth = 1;
    let result: T;
    try {
      result = this.cloud.store.transaction(work);
    } finally {
      this.depth = 0;
    }
    const { effects, touched } = this;
    for (const effect of effects) effect();
    if (touched.size > 0 && !this.stopped) this.settle(touched);
    return result;
  }
  later(effect: () => void): void {
    this.effects.push(effect);
  }
  save(contact: Contact): void {
    contact.updatedAt = this.now;
    this.contacts.put(contact.id, contact);
    if (contact.state === 'ended') this.live.delete(contact.id);
    else this.live.put(contact.id, 1);
    if (contact.state === 'queued') this.queued.put(contact.id, 1);
    else this.queued.delete(contact.id);
    this.touched.add(contact.id);
  }
  /** An agent changed: contacts in queues may find someone now. */
  saveAgent(agent: Agent): void {
    this.agents.put(agent.username, agent);
    this.touched.add('');
  }

  contact(contactId: string): Contact {
    const contact = this.contacts.get(contactId);
    if (contact) return contact;
    throw new AwsError('ResourceNotFoundException', `there is no contact ${contactId}`, 404);
  }
  instance(instanceId: string): Instance {
    for (const instance of this.instances.values()) if (instance.id === instanceId) return instance;
    throw new AwsError(
      'ResourceNotFoundException',
      `there is no Connect instance with the id ${instanceId}`,
      404,
    );
  }
}

export const idOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
