import type { LocalCloud } from '../../../local/boot.ts';
import type { ConnectService } from '../../../local/connect/index.ts';

/** A contact at an agent, in the words that both of Connect's libraries share. */
export interface AgentContact {
  contactId: string;
  initialContactId: string;
  type: string;
  state: 'connecting' | 'connected' | 'ended';
  attributes: Record<string, string>;
}

/** An agent of the local Connect, as a panel of Connect's own works for them. */
export interface AgentSeat {
  available(): boolean;
  setAvailable(available: boolean): void;
  contacts(): AgentContact[];
  accept(contactId: string): void;
  /** The agent's part ends, the work after it begins. */
  disconnect(contactId: string): void;
  /** Throws while the contact lasts, as Connect refuses. */
  clear(contactId: string): void;
}

/** How often a host looks for what is new: Connect's own panels ask in the same way. */
export const LOOK_MS = 100;

export function seatOf({ cloud, desk }: LocalCloud, agent: string): AgentSeat {
  const connect = cloud.service<ConnectService>('connect');
  const contacts = (): AgentContact[] =>
    desk.panel.contacts(agent).map(({ contactId, state }) => {
      const { initialContactId, channel, attributes, endedAt } = connect.contact(contactId)!;
      return {
        contactId,
        initialContactId,
        type: channel.toLowerCase(),
        state: endedAt !== undefined ? 'ended' : state === 'offered' ? 'connecting' : 'connected',
        attributes: { ...attributes },
      };
    });
  return {
    available: () => desk.panel.isAvailable(agent),
    setAvailable: available => void desk.panel.setAvailable(agent, available),
    contacts,
    accept: contactId => connect.agents.accept(contactId),
    disconnect: contactId => connect.agents.leave(contactId),
    clear(contactId) {
      const state = contacts().find(contact => contact.contactId === contactId)?.state;
      if (state !== 'ended') throw new Error(`InvalidStateException: the contact is ${state ?? 'gone'}`);
      connect.agents.complete(contactId);
    },
  };
}
