import type { ContactPanelConfig } from '../config.ts';
import { openCcpPanel, type Streams } from './ccpPanel.ts';
import type { ConnectApp } from './connectApp.ts';
import type { ContactPanel } from './contactPanel.ts';
import { openSimulatedPanel } from './simulatedPanel.ts';
import { openWorkspacePanel } from './workspacePanel.ts';

let joined: Promise<ConnectApp> | undefined;

/** The address says when the page is an app of the Connect agent workspace: `/agent/?in=connect`. */
export const isConnectApp = (search: string): boolean => new URLSearchParams(search).get('in') === 'connect';

/** Greets the workspace around the page, which gives up apps that don't: before anybody has signed in, and once. */
export const joinConnect = (): Promise<ConnectApp> =>
  (joined ??= import('./connectApp.ts').then(({ openConnectApp }) => openConnectApp()));

/** Opens the panel of the configuration; what only Connect's panels need is loaded only for them. */
export async function choosePanel(
  config: ContactPanelConfig,
  token: (refused?: string) => Promise<string>,
): Promise<ContactPanel> {
  if (isConnectApp(location.search)) return openWorkspacePanel(await joinConnect());
  if (config.kind === 'simulated') return openSimulatedPanel(config.url, token);
  // It has no exports: it puts `connect` into the page.
  await import('amazon-connect-streams/release/connect-streams-min.js');
  return openCcpPanel((globalThis as unknown as { connect: Streams }).connect, config);
}
