import type { ContactClient } from '@amazon-connect/contact';
import type { ContactPanel, PanelContact } from './contactPanel.ts';
import { Watched } from './panelState.ts';

export type WorkspaceContacts = Pick<
  ContactClient,
  | 'listContacts'
  | 'getAttributes'
  | 'onConnecting'
  | 'onConnected'
  | 'onStartingAcw'
  | 'onCleared'
  | 'disconnectSelf'
  | 'clear'
>;

/**
 * Inside the Connect agent workspace, as one of its third-party apps: contacts are accepted there. The app follows them, and
 * needs the permissions `Contact.Details.View` and `Contact.Attributes.View` of its Application resource.
 */
export function openWorkspacePanel(client: WorkspaceContacts): ContactPanel {
  const watched = new Watched();
  type Seen = { contactId: string; initialContactId?: string; type: string };

  const show = async ({ contactId, initialContactId, type }: Seen, state: PanelContact['state']) => {
    const attributes = await client.getAttributes(contactId, ['caseId', 'customerName']);
    watched.put({
      contactId,
      initialContactId: initialContactId ?? contactId,
      state,
      channel: type,
      ...(attributes['customerName'] ? { name: attributes['customerName'] } : {}),
      ...(attributes['caseId'] ? { caseId: attributes['caseId'] } : {}),
    });
  };
  const follow = (seen: Seen, state: PanelContact['state']) =>
    show(seen, state).then(
      () => watched.change({ problem: undefined }),
      (error: unknown) =>
        watched.change({ problem: `Connect says nothing of the contact: ${String(error)}` }),
    );

  client.onConnecting(seen => follow(seen, 'offered'));
  client.onConnected(seen => follow(seen, 'connected'));
  client.onStartingAcw(seen => follow(seen, 'after-work'));
  client.onCleared(async ({ contactId }) => watched.drop(contactId));
  // What was accepted before the app opened.
  client.listContacts().then(
    contacts => contacts.forEach(contact => void follow(contact, 'connected')),
    (error: unknown) => watched.change({ problem: `Connect doesn't list contacts: ${String(error)}` }),
  );

  return {
    state: watched.get,
    subscribe: watched.subscribe,
    async leave(contactId) {
      const known = watched.get().contacts.find(contact => contact.contactId === contactId);
      if (known?.state === 'connected') await client.disconnectSelf(contactId);
      await client.clear(contactId);
    },
    now: () => Date.now(),
    close: () => {},
  };
}
