import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Me } from '../../../layers/core/api/me.ts';
import type { Api } from '../api/api.ts';
import type { ContactPanel, PanelState } from '../contact-panel/contactPanel.ts';

/** What every part of the workspace stands on. */
export interface Workspace {
  api: Api;
  me: Me;
  panel: ContactPanel;
  signOut(): void;
}

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('there is no workspace around this component');
  return workspace;
}

export function usePanel(): PanelState {
  const { panel } = useWorkspace();
  return useSyncExternalStore(panel.subscribe, panel.state);
}

/** Title of a topic's id as people read it. */
export const topicTitle = ({ topics }: Me, id: string | null | undefined): string =>
  id ? (topics.find(topic => topic.id === id)?.title ?? id) : 'No topic of ours';
export const queueName = ({ queues }: Me, id: string | undefined): string =>
  queues.find(queue => queue.id === id)?.name ?? id ?? '–';
