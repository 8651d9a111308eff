import type { Center } from '../center.ts';
import type { Contact } from '../contacts/contact.ts';
import type { Agent } from './agent.ts';

/** A contact rings at an agent for 20 seconds. */
export const RING = 20_000;

export function offer(center: Center, contact: Contact, agent: Agent): void {
  contact.offer = { username: agent.username, until: center.now + RING };
  agent.contacts[contact.id] = contact.channel;
  center.agents.put(agent.username, agent);
  center.save(contact);
}

/** Stops the ringing; the agent's state stays as it is. */
export function withdrawOffer(center: Center, contact: Contact): void {
  if (!contact.offer) return;
  freeAgent(center, contact.offer.username, contact.id);
  delete contact.offer;
}

/** The offer was refused or ran out: the agent gets no more until they are Available again; the contact keeps its place. */
export function missOffer(center: Center, contact: Contact): void {
  const agent = contact.offer && center.agents.get(contact.offer.username);
  withdrawOffer(center, contact);
  if (agent) {
    const now = center.now;
    center.saveAgent({ ...center.agents.get(agent.username)!, state: 'Missed', stateSince: now });
  }
  center.save(contact);
}

export function freeAgent(center: Center, username: string, contactId: string): void {
  const agent = center.agents.get(username);
  if (!agent) return;
  const { [contactId]: _, ...contacts } = agent.contacts;
  center.saveAgent({ ...agent, contacts, idleSince: center.now });
}
