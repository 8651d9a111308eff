import { pollEvery } from '../live/pollEvery.ts';
import type { ContactPanel, PanelContact } from './contactPanel.ts';
import { Watched } from './panelState.ts';

const EVERY_MS = 2_000;

interface Reply {
  /** Virtual time. */
  now: string;
  available: boolean;
  agentArn?: string;
  contacts: PanelContact[];
}

/** The panel of the local cloud, where contacts ring as they do in Connect. */
export function openSimulatedPanel(url: string, token: (refused?: string) => Promise<string>): ContactPanel {
  const watched = new Watched();
  let ahead = 0;
  /** Connected before the first look. */
  let before: Set<string> | undefined;

  async function call(path: string, body?: object): Promise<void> {
    const send = (bearer: string) =>
      fetch(url + path, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${bearer}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    const sent = await token();
    let response = await send(sent);
    if (response.status === 401) response = await send(await token(sent));
    const reply = (await response.json()) as Reply & { message?: string };
    if (!response.ok) throw new Error(reply.message ?? `The contact panel answered ${response.status}.`);
    ahead = Date.parse(reply.now) - Date.now();
    before ??= new Set(
      reply.contacts.filter(({ state }) => state !== 'offered').map(({ contactId }) => contactId),
    );
    const contacts = reply.contacts.map(contact =>
      before!.has(contact.contactId) ? { ...contact, wasThere: true as const } : contact,
    );
    const { available, agentArn } = reply;
    watched.change({ available, agentArn, contacts, problem: undefined });
  }

  const polling = pollEvery({
    everyMs: EVERY_MS,
    load: () => call('/state'),
    onValue: () => {},
    onError: error => watched.change({ problem: error.message }),
  });
  return {
    state: watched.get,
    subscribe: watched.subscribe,
    setAvailable: available => call('/state', { available }),
    accept: contactId => call(`/contacts/${encodeURIComponent(contactId)}/accept`, {}),
    say: (contactId, text) => call(`/contacts/${encodeURIComponent(contactId)}/say`, { text }),
    leave: contactId => call(`/contacts/${encodeURIComponent(contactId)}/leave`, {}),
    now: () => Date.now() + ahead,
    close: polling.stop,
  };
}
