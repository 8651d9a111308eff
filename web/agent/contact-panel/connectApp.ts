import { AmazonConnectApp } from '@amazon-connect/app';
import { AgentClient, ContactClient } from '@amazon-connect/contact';
import type { PanelState } from './contactPanel.ts';

type ClientProvider = ConstructorParameters<typeof ContactClient>[0];

/** What the Connect agent workspace around the page gives it. */
export interface ConnectApp {
  contacts: ContactClient;
  agent: Pick<AgentClient, 'getARN'>;
  /** Tells beside which contact the app is shown, if any, and whether it is shown at all: as known, and at each change. */
  onView(listener: (view: View) => void): void;
  /** Tells why nothing comes from Connect, as known and at each change; undefined when it comes. */
  onTrouble(listener: (problem: string | undefined) => void): void;
}

export type View = Pick<PanelState, 'inView' | 'isHidden'>;

/** Shakes hands with the workspace around the page. Only once in a page: the SDK throws the second time. */
export function openConnectApp(): ConnectApp {
  const view = kept<View>({});
  const trouble = kept<string | undefined>(undefined);
  const show = ({ scope, contactScope }: Scoped) => {
    const at = scope ?? contactScope;
    view.set({ inView: at?.type === 'contact' ? at.contactId : undefined, isHidden: false });
  };
  let isOver = false;
  /** @param isLast nothing comes any more: what is told later only follows on it */
  const tell = (problem: string | undefined, isLast = false) => {
    if (isOver) return;
    isOver = isLast;
    trouble.set(problem);
  };
  const { provider } = AmazonConnectApp.init({
    onCreate: async ({ context }) => show(context),
    // Connect takes the frame away. Until then, and if it doesn't, the page must not look as if contacts opened in it.
    onDestroy: async () => {
      view.set({ ...view.get(), isHidden: true });
      tell('Connect has closed this app: contacts don’t open here. Open it there anew.', true);
    },
  });
  provider.onStart(async ({ context }) => show(context));
  provider.onStop(async () => view.set({ ...view.get(), isHidden: true }));
  provider.onError(({ message, isFatal }) => {
    if (isFatal) tell(`Connect’s workspace does not answer (${message}). Open this app there anew.`, true);
  });
  provider.getProxy().onHealthCheckStatusChanged(async ({ status }) => {
    const isGone = status === 'unhealthy';
    tell(isGone ? 'The connection to Connect’s workspace is lost: contacts don’t open here.' : undefined);
  });
  // Their packages each bring a copy of the SDK's core, whose types don't know each other.
  const client = provider as unknown as ClientProvider;
  const [contacts, agent] = [new ContactClient(client), new AgentClient(client)];
  return { contacts, agent, onView: view.listen, onTrouble: trouble.listen };
}

interface Scoped {
  scope?: { type: 'contact'; contactId: string } | { type: 'idle' };
  contactScope?: { type: 'contact'; contactId: string };
}

/** A value that who listens later learns too. */
function kept<T>(value: T) {
  const listeners: ((value: T) => void)[] = [];
  return {
    get: () => value,
    set(next: T) {
      value = next;
      for (const listener of listeners) listener(next);
    },
    listen(listener: (value: T) => void) {
      listeners.push(listener);
      listener(value);
    },
  };
}
