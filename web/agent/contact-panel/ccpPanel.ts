/// <reference types="amazon-connect-streams" />
import type { ContactPanel, PanelContact } from './contactPanel.ts';
import { Watched } from './panelState.ts';

/** As much of Streams as the workspace uses. */
export type Streams = {
  core: Pick<typeof connect.core, 'initCCP' | 'terminate' | 'getEventBus'> & {
    /** Opens the sign-in window and loads the panel again until somebody is signed in; left out of the package's types. */
    reauthenticateAfterLogout(): void;
  };
  contact(callback: (contact: StreamsContact) => void): unknown;
  agent(callback: (agent: StreamsAgent) => void): unknown;
};
type StreamsContact = Pick<
  connect.Contact,
  | 'getContactId'
  | 'getInitialContactId'
  | 'getType'
  | 'getState'
  | 'getAttributes'
  | 'getAgentConnection'
  | 'clear'
  | 'onRefresh'
  | 'onDestroy'
>;
type StreamsAgent = Pick<
  connect.Agent,
  | 'onRefresh'
  | 'getState'
  | 'getConfiguration'
  | 'getContacts'
  | 'onWebSocketConnectionLost'
  | 'onWebSocketConnectionGained'
>;

/** What a contact's state in Streams is to the workspace; one that was missed or failed is nobody's to work. */
const STATES: Partial<Record<string, PanelContact['state']>> = {
  incoming: 'offered',
  pending: 'offered',
  connecting: 'offered',
  connected: 'connected',
  paused: 'connected',
  ended: 'after-work',
};

/** What Streams says on its event bus of the panel as a whole. The enum of these names is there only once it has loaded. */
const TROUBLES = {
  ack_timeout:
    'Connect’s contact panel does not answer: no contact rings here. Are you signed in to Connect?',
  terminated: 'You are signed out of Connect: no contact rings here.',
  auth_fail: 'Connect has signed you out: no contact rings here.',
  access_denied: 'Connect lets your account take no contacts. Your supervisor can change that.',
  iframe_retries_exhausted:
    'Connect’s contact panel could not be opened. Sign in to Connect, then reload this page.',
};
type PanelTrouble = keyof typeof TROUBLES;
const NO_NETWORK = 'Connect’s contact panel has lost its connection: new contacts and messages come late.';
/** Longest that leaving waits until Connect says that the contact has ended. */
const ENDS_WITHIN_MS = 5_000;

/** Connect's contact control panel (`amazon-connect-streams`) with softphone, chat, tasks and e-mail; it accepts contacts itself. */
export function openCcpPanel(
  streams: Streams,
  { ccpUrl, region }: { ccpUrl: string; region: string },
): ContactPanel {
  const watched = new Watched();
  const contacts = new Map<string, StreamsContact>();
  const before = new Set<string>();
  const trouble: { panel?: PanelTrouble; network?: string } = {};
  const tell = (changes: typeof trouble) => {
    Object.assign(trouble, changes);
    const { panel, network } = trouble;
    watched.change({
      problem: panel ? TROUBLES[panel] : network,
      // A panel that still answers closes the sign-in window at once: nothing is wrong with who is signed in.
      needsSignIn: panel !== undefined && panel !== 'access_denied',
    });
  };
  const isOver = (panel: PanelTrouble) => {
    if (trouble.panel === panel) tell({ panel: undefined });
  };
  const stateOf = (contactId: string) =>
    watched.get().contacts.find(known => known.contactId === contactId)?.state;

  /** Streams has no events before it has a frame. */
  function follow(): void {
    const bus = streams.core.getEventBus();
    for (const event of Object.keys(TROUBLES) as PanelTrouble[])
      bus.subscribe(event, () => {
        // Silence follows on most of them, and says less.
        if (event !== 'ack_timeout' || !trouble.panel) tell({ panel: event });
        watched.change({ available: undefined });
      });
    // A panel answers each second, signed in or not; only when it has opened anew does it say as which port.
    bus.subscribe('acknowledge', (port?: { id?: string }) => {
      if (port?.id) tell({ panel: undefined });
      else isOver('ack_timeout');
    });
    bus.subscribe('authorize_success', () => isOver('auth_fail'));
    streams.agent(agent => {
      for (const contact of agent.getContacts())
        if (STATES[contact.getState().type] !== 'offered') before.add(contact.getContactId());
      const look = () =>
        watched.change({
          available: agent.getState().type === 'routable',
          agentArn: agent.getConfiguration().agentARN,
        });
      agent.onRefresh(() => {
        isOver('access_denied');
        look();
      });
      agent.onWebSocketConnectionLost(() => tell({ network: NO_NETWORK }));
      agent.onWebSocketConnectionGained(() => tell({ network: undefined }));
      look();
    });
    // Each change of the agent's contacts refreshes all of them; attributes too may come while a contact rings.
    streams.contact(contact => {
      const id = contact.getContactId();
      contact.onRefresh(() => {
        const state = STATES[contact.getState().type];
        if (!state) return forget(id);
        contacts.set(id, contact);
        watched.put({ ...describe(contact, state), ...(before.has(id) && { wasThere: true as const }) });
      });
      contact.onDestroy(() => forget(id));
    });
  }

  function forget(contactId: string): void {
    contacts.delete(contactId);
    watched.drop(contactId);
  }

  /** Only what has ended can be cleared, and Connect says so a little after it has let the agent go. */
  function ended(contactId: string): Promise<void> {
    return new Promise(resolve => {
      const look = () => {
        if (stateOf(contactId) !== 'connected') done();
      };
      const timer = setTimeout(done, ENDS_WITHIN_MS);
      const stop = watched.subscribe(look);
      function done() {
        clearTimeout(timer);
        stop();
        resolve();
      }
      look();
    });
  }

  return {
    state: watched.get,
    subscribe: watched.subscribe,
    mount(place) {
      streams.core.initCCP(place, {
        ccpUrl,
        region,
        loginPopup: true,
        loginOptions: {
          autoClose: true,
          // Left out of the package's types. Without it a panel that goes away later is never missed.
          ...{ enableAckTimeout: true },
        },
        softphone: { allowFramedSoftphone: true },
      });
      follow();
    },
    signIn: () => streams.core.reauthenticateAfterLogout(),
    async leave(contactId) {
      const contact = contacts.get(contactId);
      if (!contact) return;
      if (stateOf(contactId) === 'connected') {
        await settled(callbacks => contact.getAgentConnection().destroy(callbacks));
        await ended(contactId);
      }
      if (contacts.has(contactId)) await settled(callbacks => contact.clear(callbacks));
    },
    now: () => Date.now(),
    close: () => streams.core.terminate(),
  };
}

function describe(contact: StreamsContact, state: PanelContact['state']): PanelContact {
  const attributes = contact.getAttributes();
  const attribute = (name: string) => attributes[name]?.value || undefined;
  const caseId = attribute('caseId');
  const name = attribute('customerName');
  const contactId = contact.getContactId();
  return {
    contactId,
    initialContactId: contact.getInitialContactId() || contactId,
    state,
    channel: String(contact.getType()),
    ...(name ? { name } : {}),
    ...(caseId ? { caseId } : {}),
  };
}

function settled(ask: (callbacks: connect.SuccessFailOptions) => void): Promise<void> {
  return new Promise((resolve, reject) =>
    ask({
      success: () => resolve(),
      failure: why => reject(new Error(`The contact panel refused: ${String(why)}`)),
    }),
  );
}
