import type { ContactPanelConfig } from '../config.ts';
import { openCcpPanel, type Streams } from './ccpPanel.ts';
import type { ContactPanel } from './contactPanel.ts';
import { openSimulatedPanel } from './simulatedPanel.ts';
import { openWorkspacePanel } from './workspacePanel.ts';

type ClientProvider = ConstructorParameters<typeof import('@amazon-connect/contact').ContactClient>[0];

/** The address says when the page is an app of the Connect agent workspace: `/agent/?in=connect`. */
export const isConnectApp = (search: string): boolean => new URLSearchParams(search).get('in') === 'connect';

/** Opens the panel of the configuration; what only Connect's panels need is loaded only for them. */
export async function choosePanel(
  config: ContactPanelConfig,
  token: (refused?: string) => Promise<string>,
): Promise<ContactPanel> {
  if (isConnectApp(location.search)) {
    const [{ AmazonConnectApp }, { ContactClient }] = await Promise.all([
      import('@amazon-connect/app'),
      import('@amazon-connect/contact'),
    ]);
    const { provider } = AmazonConnectApp.init({ onCreate: async () => {} });
    // Their packages each bring a copy of the SDK's core, whose types don't know each other.
    return openWorkspacePanel(new ContactClient(provider as unknown as ClientProvider));
  }
  if (config.kind === 'simulated') return openSimulatedPanel(config.url, token);
  // It has no exports: it puts `connect` into the page.
  await import('amazon-connect-streams/release/connect-streams-min.js');
  return openCcpPanel((globalThis as unknown as { connect: Streams }).connect, config);
}
