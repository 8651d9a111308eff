import type { BrowserContext, Frame, Route } from 'playwright-core';
import { LOOK_MS, type AgentContact, type AgentSeat } from './agentContacts.ts';
import { INSTANCE } from './asDeployed.ts';

/**
 * Connect's contact control panel as Streams meets it: a page of the instance in a frame, which speaks Streams' own messages
 * (`{event, data}` by postMessage: acknowledge, agent::update, api_request and api_response) for an agent of the local Connect.
 * Signed out it is the sign-in page, which refuses to be framed.
 */
export interface CcpHost {
  signedIn: boolean;
  /** Whether the account may take contacts: without it the panel answers, and gets nothing of the agent. */
  allowed: boolean;
  /** What Streams told the panel to be. */
  configured: Record<string, unknown>[];
  /** What Streams asked for, oldest first: `method` or `method: why it was refused`. */
  asked: string[];
  /** What the worker behind the panel says of itself, with what belongs to it. */
  says(
    event: 'terminated' | 'auth_fail' | 'authorize_success' | 'access_denied',
    data?: object,
  ): Promise<void>;
  /** The session at Connect ends: the frame shows the sign-in page. */
  expire(): Promise<void>;
  close(): void;
}

const PANEL = `<!doctype html><html lang="en"><title>Contact control panel</title><main>
<h1>Contacts</h1><ul></ul></main><script>
  addEventListener('message', ({ source, data }) => {
    if (source === parent && data && data.event) void toConnect(data);
  });
  function show(contacts) {
    document.querySelector('ul').replaceChildren(...contacts.map(({ contactId, type, state }) => {
      const item = document.createElement('li');
      item.append(type + ' ' + state);
      if (state === 'connecting') {
        const accept = document.createElement('button');
        accept.append('Accept ' + type);
        accept.onclick = () => void toConnect({ event: 'accept', data: { contactId } });
        item.append(accept);
      }
      return item;
    }));
  }
  if (parent !== window) {
    // Beside its own messages Streams asks some things by the SDK, over a channel that the panel offers.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data: { type, requestId, namespace, command } }) => {
      if (type === 'cross-domain-site-ready')
        port1.postMessage({ type: 'acknowledge', connectionId: 'c-1', status: {}, healthCheckInterval: 0 });
      if (type === 'request' && command === 'contact/getInstanceDetails')
        port1.postMessage({ type: 'response', requestId, namespace, data: { region: 'eu-central-1' } });
    };
    parent.postMessage({ type: 'cross-domain-adapter-init' }, '*', [port2]);
    void toConnect({ event: 'opened' });
  }
</script></html>`;
const SIGN_IN = `<!doctype html><html lang="en"><title>Connect</title>
<form action="/login"><button>Sign in to the instance</button></form></html>`;

export async function hostCcp(context: BrowserContext, seat: AgentSeat): Promise<CcpHost> {
  const configured: Record<string, unknown>[] = [];
  const asked: string[] = [];
  let frame: Frame | undefined;
  let shown = '';
  const host: CcpHost = {
    signedIn: true,
    allowed: true,
    configured,
    asked,
    says: (event, data) => send(event, data),
    async expire() {
      host.signedIn = false;
      await frame?.goto(`${INSTANCE}/ccp-v2/`).catch(() => {});
    },
    close: () => clearInterval(looking),
  };

  await context.exposeBinding('toConnect', async (source, message: Message) => {
    if (message.event === 'opened') {
      frame = source.frame;
      shown = '';
      await send('acknowledge', { id: 'port-1' });
    } else if (source.frame === frame) await take(message);
  });
  await context.route(`${INSTANCE}/**`, (route: Route) => {
    const url = new URL(route.request().url());
    if (url.pathname === '/login') {
      host.signedIn = true;
      return route.fulfill({ status: 302, headers: { location: '/ccp-v2/' } });
    }
    return host.signedIn
      ? route.fulfill({ contentType: 'text/html', body: PANEL })
      : route.fulfill({ contentType: 'text/html', headers: { 'x-frame-options': 'DENY' }, body: SIGN_IN });
  });

  async function take({ event, data }: Message): Promise<void> {
    switch (event) {
      case 'synchronize':
        // As which port it says only when it has opened.
        return send('acknowledge');
      case 'configure':
        configured.push(data);
        return;
      case 'accept':
        return seat.accept(data['contactId'] as string);
      case 'api_request': {
        const { method, params, requestId } = data as { method: string; params: Params; requestId: string };
        const refusal = refused(() => act(method, params));
        asked.push(refusal === undefined ? method : `${method}: ${refusal}`);
        return send('api_response', {
          event: 'api_response',
          requestId,
          data: {},
          err: refusal === undefined ? null : JSON.stringify({ message: refusal }),
        });
      }
    }
  }

  function act(method: string, { contactId }: Params): void {
    if (method === 'destroyConnection') seat.disconnect(contactId);
    else if (method === 'clearContact') seat.clear(contactId);
    else throw new Error(`no part of this panel: ${method}`);
  }

  const send = (event: string, data?: unknown): Promise<void> =>
    frame!.evaluate(message => parent.postMessage(message, '*'), { event, data }).catch(() => {});

  /** Connect's panel polls for the agent's snapshot too, and hands on what has changed. */
  const looking = setInterval(() => {
    if (!frame || frame.isDetached() || !host.signedIn || !host.allowed) return;
    const contacts = seat.contacts();
    const snapshot = snapshotOf(seat.available(), contacts);
    const now = JSON.stringify(snapshot);
    if (now === shown) return;
    shown = now;
    void send('agent::update', snapshot);
    frame.evaluate(known => (globalThis as any).show(known), contacts).catch(() => (shown = ''));
  }, LOOK_MS);
  return host;
}

type Message = { event: string; data: Record<string, unknown> };
type Params = { contactId: string };

function refused(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const ARN = 'arn:aws:connect:eu-central-1:111122223333:instance/5a1b3c4d-0000-4000-8000-000000000000';
const QUEUE = { name: 'General', queueARN: `${ARN}/queue/q-1`, queueId: `${ARN}/queue/q-1` };

/** An agent's snapshot with configuration, by the package's types. */
function snapshotOf(available: boolean, contacts: AgentContact[]) {
  const state = available
    ? { name: 'Available', type: 'routable', agentStateARN: `${ARN}/agent-state/s-1` }
    : contacts.some(contact => contact.state === 'missed')
      ? { name: 'MissedCallAgent', type: 'error', agentStateARN: `${ARN}/agent-state/s-3` }
      : { name: 'Offline', type: 'offline', agentStateARN: `${ARN}/agent-state/s-2` };
  return {
    configuration: {
      name: 'Ada',
      username: 'Ada',
      agentARN: `${ARN}/agent/a-1`,
      softphoneEnabled: true,
      softphoneAutoAccept: false,
      extension: null,
      permissions: [],
      agentStates: [state],
      dialableCountries: [],
      routingProfile: {
        name: 'All',
        routingProfileARN: `${ARN}/routing-profile/r-1`,
        routingProfileId: `${ARN}/routing-profile/r-1`,
        channelConcurrencyMap: { VOICE: 1, CHAT: 5, TASK: 5, EMAIL: 5 },
        defaultOutboundQueue: QUEUE,
        queues: [
          QUEUE,
          { ...QUEUE, name: null, queueARN: `${ARN}/queue/agent/a-1`, queueId: `${ARN}/queue/agent/a-1` },
        ],
      },
    },
    snapshot: {
      state,
      nextState: null,
      agentAvailabilityState: { state: 'Available', timeStamp: null },
      contacts: contacts.map(({ contactId, initialContactId, type, state: at, attributes }) => ({
        contactId,
        initialContactId,
        type,
        state: { type: at },
        queue: QUEUE,
        contactFeatures: {},
        references: {},
        attributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [name, { name, value }]),
        ),
        connections: [
          connection(`${contactId}-agent`, 'agent', type, at),
          connection(`${contactId}-customer`, 'inbound', type, at),
        ],
      })),
    },
  };
}

const connection = (connectionId: string, type: string, channel: string, at: string) => ({
  connectionId,
  type,
  initial: type === 'inbound',
  state: { type: at },
  ...(channel === 'chat' && { chatMediaInfo: { agentName: 'Ada', customerName: 'A customer' } }),
});
