import type { ConnectService } from '../connect/index.ts';
import type { Cloud } from '../core/contract.ts';
import type { ContactPanel } from './desk.ts';

/** The panel of the local Connect. Agents sign in to it the first time they become available. */
export function openContactPanel(cloud: Cloud): ContactPanel {
  const { agents, center, contact } = cloud.service<ConnectService>('connect');
  const find = (agentId: string) => agents.list().find(agent => agent.username === agentId);
  return {
    contacts(agentId) {
      return Object.keys(find(agentId)?.contacts ?? {}).map(contactId => {
        const { offer, initialContactId } = center.contact(contactId);
        const rings = offer?.username === agentId;
        return {
          contactId,
          chain: initialContactId,
          state: rings ? ('offered' as const) : ('connected' as const),
        };
      });
    },
    agentArn: agentId => find(agentId)?.arn,
    isAvailable: agentId => find(agentId)?.state === 'Available',
    setAvailable(agentId, available) {
      if (!find(agentId) && available) agents.signIn(agentId, [...center.profiles.keys()][0]);
      else if (find(agentId)) agents.setState(agentId, available ? 'Available' : 'Offline');
    },
    accept: (_agentId, contactId) => agents.accept(contactId),
    say: (_agentId, contactId, text) => agents.speak(contactId, text),
    leave(_agentId, contactId) {
      if (contact(contactId)) agents.complete(contactId);
    },
  };
}
