/// <reference types="amazon-connect-streams" />
import type { ContactPanel, PanelContact } from './contactPanel.ts';
import { Watched } from './panelState.ts';

/** As much of Streams as the workspace uses. */
export type Streams = {
  core: Pick<typeof connect.core, 'initCCP' | 'terminate'>;
  contact(callback: (contact: StreamsContact) => void): unknown;
  agent(callback: (agent: StreamsAgent) => void): unknown;
};
type StreamsContact = Pick<
  connect.Contact,
  | 'getContactId'
  | 'getInitialContactId'
  | 'getType'
  | 'getAttributes'
  | 'getAgentConnection'
  | 'clear'
  | 'onConnecting'
  | 'onConnected'
  | 'onACW'
  | 'onDestroy'
  | 'onRefresh'
>;
type StreamsAgent = Pick<connect.Agent, 'onRefresh' | 'getState'>;

/** Connect's contact control panel (`amazon-connect-streams`) with softphone, chat, tasks and e-mail; it accepts contacts itself. */
export function openCcpPanel(
  streams: Streams,
  { ccpUrl, region }: { ccpUrl: string; region: string },
): ContactPanel {
  const watched = new Watched();
  const contacts = new Map<string, StreamsContact>();

  streams.contact(contact => {
    const id = contact.getContactId();
    const show = (state: PanelContact['state']) => {
      contacts.set(id, contact);
      watched.put(describe(contact, state));
    };
    contact.onConnecting(() => show('offered'));
    contact.onConnected(() => show('connected'));
    contact.onACW(() => show('after-work'));
    // Attributes may come after the contact: the flow sets the case while it rings.
    contact.onRefresh(() => {
      const known = watched.get().contacts.find(({ contactId }) => contactId === id);
      if (known) show(known.state);
    });
    contact.onDestroy(() => {
      contacts.delete(id);
      watched.drop(id);
    });
  });
  streams.agent(agent => {
    const look = () => watched.change({ available: agent.getState().type === 'routable' });
    agent.onRefresh(look);
    look();
  });

  return {
    state: watched.get,
    subscribe: watched.subscribe,
    mount(place) {
      streams.core.initCCP(place, {
        ccpUrl,
        region,
        loginPopup: true,
        loginPopupAutoClose: true,
        softphone: { allowFramedSoftphone: true },
      });
    },
    async leave(contactId) {
      const contact = contacts.get(contactId);
      if (!contact) return;
      const state = watched.get().contacts.find(known => known.contactId === contactId)?.state;
      if (state === 'connected') await settled(callbacks => contact.getAgentConnection().destroy(callbacks));
      await settled(callbacks => contact.clear(callbacks));
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
