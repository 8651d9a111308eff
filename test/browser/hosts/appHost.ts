import type { BrowserContext, Frame } from 'playwright-core';
import { LOOK_MS, type AgentContact, type AgentSeat } from './agentContacts.ts';
import { INSTANCE } from './asDeployed.ts';

/**
 * Connect's agent workspace as an app of it meets it: a page of the instance that frames the app as it does, takes the app's
 * greeting and speaks the SDK's messages over the channel that came with it: acknowledge, appLifecycle, subscribe and publish,
 * request and response, healthCheck.
 */
export interface AppHost {
  /** Where the host's page is. */
  url: string;
  /** Greetings of the app: one for each time its page was loaded. */
  greetings: number;
  /** Lifecycle stages that the app has finished. */
  completed: string[];
  /** What the app asked for, oldest first: `command`, or `command: why it was refused`. */
  asked: string[];
  /** Moves the app through its life; beside a contact, or beside none. */
  live(stage: 'create' | 'start' | 'stop' | 'destroy', contactId?: string): Promise<void>;
  /** Commands that the app's permissions don't cover. */
  forbidden: Set<string>;
  /** From now on the host says nothing more, until the app is loaded anew. */
  fallSilent(): void;
  close(): void;
}

/** What Connect puts an app's frame under unless its registration asks for more. */
const SANDBOX = 'allow-forms allow-popups allow-same-origin allow-scripts allow-popups-to-escape-sandbox';
/** The least the SDK takes. It counts an app as cut off after three of them. */
const HEALTH_CHECK_MS = 1_000;
const NAMESPACE = 'aws.connect.contact';

const pageOf = (app: string) => `<!doctype html><html lang="en"><title>Agent workspace</title>
<iframe title="app" src="${app}" sandbox="${SANDBOX}" width="1200" height="700"
  allow="local-network-access; loopback-network"></iframe><script>
  const frame = document.querySelector('iframe');
  addEventListener('message', ({ source, data, ports }) => {
    if (source !== frame.contentWindow || data.type !== 'connect-app-host-init') return;
    window.channel = ports[0];
    channel.onmessage = message => void toWorkspace(message.data);
    void toWorkspace(data);
  });
</script></html>`;

export async function hostApp(context: BrowserContext, seat: AgentSeat, app: string): Promise<AppHost> {
  const subscribed = new Map<string, string>();
  let frame: Frame | undefined;
  let isSilent = false;
  let counter = 0;
  let known: AgentContact[] = [];
  const host: AppHost = {
    url: `${INSTANCE}/agent-app-v2/`,
    greetings: 0,
    completed: [],
    asked: [],
    forbidden: new Set(),
    live: (stage, contactId) => send(lifecycle(stage, contactId)),
    fallSilent: () => (isSilent = true),
    close: () => clearInterval(looking),
  };

  await context.exposeBinding('toWorkspace', async (source, message: Message) => {
    frame = source.frame;
    await take(message);
  });
  await context.route(`${INSTANCE}/**`, route =>
    route.fulfill({ contentType: 'text/html', body: pageOf(app) }),
  );

  async function take(message: Message): Promise<void> {
    switch (message.type) {
      case 'connect-app-host-init':
        host.greetings += 1;
        isSilent = false;
        subscribed.clear();
        known = seat.contacts();
        return send({
          type: 'acknowledge',
          connectionId: 'c-1',
          status: { initialized: true, startTime: new Date() },
          healthCheckInterval: HEALTH_CHECK_MS,
        });
      case 'healthCheck':
        return send({ type: 'healthCheckResponse', time: Date.now(), counter: (counter += 1) });
      case 'subscribe':
        if (message.topic.namespace === NAMESPACE) subscribed.set(message.topic.key, message.handlerId);
        return;
      case 'appLifecycleHandlerCompleted':
        host.completed.push(message.stage);
        return;
      case 'request': {
        const { requestId, command, data } = message;
        const answer = { type: 'response', namespace: NAMESPACE, requestId };
        try {
          const result = act(command, data ?? {});
          host.asked.push(command);
          return send({ ...answer, data: result ?? {} });
        } catch (error) {
          const reason = (error as Error).message;
          host.asked.push(`${command}: ${reason}`);
          return send({ ...answer, isError: true, reason, errorKey: 'refused', details: { command } });
        }
      }
    }
  }

  function act(command: string, { contactId, attributes, participantId }: Params): unknown {
    if (host.forbidden.has(command)) throw new Error('the app lacks the permission');
    const find = (id: string | undefined): AgentContact => {
      const contact = seat.contacts().find(candidate => candidate.contactId === id);
      if (!contact) throw new Error('there is no such contact');
      return contact;
    };
    switch (command) {
      case 'agent/getARN':
        return { ARN: seat.arn() };
      case 'contact/listContacts':
        return seat.contacts().map(seen);
      case 'contact/getAttributes': {
        const all = Object.entries(find(contactId).attributes);
        return Object.fromEntries(all.filter(([name]) => attributes === '*' || attributes?.includes(name)));
      }
      case 'contact/listParticipants':
        return ['agent', 'customer'].map(who => ({
          participantId: `${who} of ${contactId}`,
          contactId,
          type: { value: who },
          isInitial: who === 'customer',
          isSelf: who === 'agent',
        }));
      case 'contact/getParticipantState': {
        const { state } = find(participantId!.replace('agent of ', ''));
        return { value: state === 'ended' ? 'disconnected' : state };
      }
      case 'contact/disconnectSelf':
        return seat.disconnect(contactId!);
      case 'contact/clear':
        return seat.clear(contactId!);
      default:
        throw new Error('no part of this workspace');
    }
  }

  const send = (message: object): Promise<void> =>
    isSilent
      ? Promise.resolve()
      : frame!.evaluate(data => (globalThis as any).channel.postMessage(data), message).catch(() => {});

  const looking = setInterval(() => {
    if (!frame || isSilent) return;
    const now = seat.contacts();
    for (const contact of now) {
      const before = known.find(({ contactId }) => contactId === contact.contactId);
      const topic = TOPICS[contact.state];
      if (before?.state !== contact.state) publish(topic, contact);
    }
    for (const contact of known)
      if (!now.some(({ contactId }) => contactId === contact.contactId)) publish('cleared', contact);
    known = now;
  }, LOOK_MS);

  function publish(what: string, contact: AgentContact): void {
    const key = `contact/${what}`;
    const handlerId = subscribed.get(key);
    if (handlerId)
      void send({ type: 'publish', topic: { namespace: NAMESPACE, key }, handlerId, data: seen(contact) });
  }
  return host;
}

type Params = { contactId?: string; attributes?: string[] | '*'; participantId?: string };
type Message =
  | { type: 'connect-app-host-init' }
  | { type: 'healthCheck' }
  | { type: 'subscribe'; topic: { namespace: string; key: string }; handlerId: string }
  | { type: 'appLifecycleHandlerCompleted'; stage: string }
  | { type: 'request'; requestId: string; command: string; data?: Params };

const TOPICS = { connecting: 'connecting', connected: 'connected', ended: 'acw', missed: 'missed' };

const seen = ({ contactId, initialContactId, type }: AgentContact) => ({
  contactId,
  initialContactId,
  type,
  subtype: `connect:${type}`,
});

const CONFIG = { id: 'app', arn: 'arn', name: 'cases', namespace: 'demo-agent-workspace', description: '' };

const lifecycle = (stage: string, contactId: string | undefined) => ({
  type: 'appLifecycle',
  stage,
  instanceId: 'i-1',
  appInstanceId: 'i-1',
  config: CONFIG,
  appConfig: CONFIG,
  region: 'eu-central-1',
  launchedBy: { type: 'user' },
  scope: contactId ? { type: 'contact', contactId } : { type: 'idle' },
  ...(contactId && { contactScope: { type: 'contact', contactId } }),
});
