import type { LocalCloud } from '../../../local/boot.ts';
import type { ConnectService } from '../../../local/connect/index.ts';

/** A contact at an agent, in the words that both of Connect's libraries share. */
export interface AgentContact {
  contactId: string;
  initialContactId: string;
  type: string;
  state: 'connecting' | 'connected' | 'ended' | 'missed';
  attributes: Record<string, string>;
}

/** An agent of the local Connect, as a panel of Connect's own works for them. */
export interface AgentSeat {
  available(): boolean;
  /** Of their account in Connect. */
  arn(): string | undefined;
  /** Whoever becomes available again has closed what they missed. */
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
  /** Connect shows a contact that was missed until the agent closes it; the local one has it ring elsewhere at once. */
  const missed = new Map<string, AgentContact>();
  let ringing: AgentContact[] = [];
  const contacts = (): AgentContact[] => {
    const now = current();
    const gone = ringing.filter(({ contactId }) => !now.some(contact => contact.contactId === contactId));
    ringing = now.filter(({ state }) => state === 'connecting');
    if (!desk.panel.isAvailable(agent))
      for (const contact of gone) missed.set(contact.contactId, { ...contact, state: 'missed' });
    return [...now, ...missed.values()];
  };
  const current = (): AgentContact[] =>
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
    arn: () => desk.panel.agentArn(agent),
    available: () => desk.panel.isAvailable(agent),
    setAvailable(available) {
      if (available) missed.clear();
      void desk.panel.setAvailable(agent, available);
    },
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
