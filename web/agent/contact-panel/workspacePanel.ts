import type { ContactClient } from '@amazon-connect/contact';
import type { ConnectApp } from './connectApp.ts';
import type { ContactPanel, PanelContact } from './contactPanel.ts';
import { Watched } from './panelState.ts';

export type WorkspaceContacts = Pick<
  ContactClient,
  | 'listContacts'
  | 'listParticipants'
  | 'getParticipantState'
  | 'getAttributes'
  | 'onConnecting'
  | 'onConnected'
  | 'onMissed'
  | 'onStartingAcw'
  | 'onCleared'
  | 'disconnectSelf'
  | 'clear'
>;

/**
 * Inside the Connect agent workspace, as one of its third-party apps: contacts are accepted there. The app follows them, the
 * one in view first, and leaves them when their case is done.
 */
export function openWorkspacePanel({
  contacts: client,
  agent,
  onView,
  onTrouble,
}: Pick<ConnectApp, 'agent' | 'onView' | 'onTrouble'> & { contacts: WorkspaceContacts }): ContactPanel {
  const watched = new Watched();
  const trouble: { connection?: string; contacts?: string } = {};
  type Seen = { contactId: string; initialContactId?: string; type: string };
  const tell = (changes: typeof trouble) => {
    Object.assign(trouble, changes);
    watched.change({ problem: trouble.connection ?? trouble.contacts });
  };
  /** What was last heard of each contact: its attributes may take longer than its next state. */
  const states = new Map<string, PanelContact['state']>();

  async function follow(seen: Seen, state: PanelContact['state'], wasThere?: true): Promise<void> {
    const { contactId, initialContactId, type } = seen;
    states.set(contactId, state);
    const known = watched.get().contacts.find(contact => contact.contactId === contactId);
    // A contact's case stays the same, and one that ends may soon be gone.
    if (known?.caseId) return watched.put({ ...known, state });
    try {
      const attributes = await client.getAttributes(contactId, ['caseId', 'customerName']);
      if (states.get(contactId) !== state) return;
      watched.put({
        contactId,
        initialContactId: initialContactId ?? contactId,
        state,
        channel: type,
        ...(attributes['customerName'] ? { name: attributes['customerName'] } : {}),
        ...(attributes['caseId'] ? { caseId: attributes['caseId'] } : {}),
        ...(wasThere ? { wasThere } : {}),
      });
      tell({ contacts: undefined });
    } catch (error) {
      if (states.get(contactId) !== state) return;
      tell({ contacts: `Connect says nothing of the contact: ${reasonOf(error)}` });
    }
  }
  function forget(contactId: string): void {
    states.delete(contactId);
    watched.drop(contactId);
  }

  client.onConnecting(seen => follow(seen, 'offered'));
  client.onConnected(seen => follow(seen, 'connected'));
  client.onStartingAcw(seen => follow(seen, 'after-work'));
  client.onMissed(async ({ contactId }) => forget(contactId));
  client.onCleared(async ({ contactId }) => forget(contactId));
  onView(view => watched.change(view));
  onTrouble(connection => tell({ connection }));
  // Without it contacts of cases that the agent takes from the list ring where they did.
  agent.getARN().then(
    agentArn => watched.change({ agentArn }),
    () => undefined,
  );
  takeUp().catch((error: unknown) => tell({ contacts: `Connect doesn’t list contacts: ${reasonOf(error)}` }));

  /** What the agent had before the app opened. */
  async function takeUp(): Promise<void> {
    for (const contact of await client.listContacts()) {
      const state = await stateNow(contact.contactId);
      if (state && !states.has(contact.contactId)) await follow(contact, state, true);
    }
  }

  /** The agent's own part says it: a list of contacts doesn't. */
  async function stateNow(contactId: string): Promise<PanelContact['state'] | undefined> {
    const self = (await client.listParticipants(contactId)).find(({ isSelf }) => isSelf);
    const { value } = self ? await client.getParticipantState(self.participantId) : { value: undefined };
    if (value === 'connecting') return 'offered';
    if (value === 'disconnected') return 'after-work';
    return value === 'rejected' ? undefined : 'connected';
  }

  return {
    state: watched.get,
    subscribe: watched.subscribe,
    async leave(contactId) {
      const known = watched.get().contacts.find(contact => contact.contactId === contactId);
      try {
        if (known?.state === 'connected') await client.disconnectSelf(contactId);
        await client.clear(contactId);
      } catch (error) {
        throw new Error(`Connect keeps the contact, end it there: ${reasonOf(error)}`, { cause: error });
      }
    },
    now: () => Date.now(),
    close: () => {},
  };
}

/** What the SDK rejects with is an Error with a reason, or a plain object with one. */
function reasonOf(error: unknown): string {
  const { reason, message } = (error ?? {}) as { reason?: unknown; message?: unknown };
  return String(reason ?? message ?? error);
}
