import { callOf, endCall } from '../calls/call.ts';
import type { Center } from '../center.ts';
import { startRun } from '../flows/run.ts';
import { dropTokens } from '../participants/tokens.ts';
import { EVENT_TYPE, say } from '../participants/transcript.ts';
import { freeAgent, withdrawOffer } from '../queues/assignment.ts';
import { succeed } from './begin.ts';
import { isActive } from './contact.ts';
import type { Contact, DisconnectReason } from './contact.ts';
import { announce } from './events.ts';

/**
 * Ends the contact for everybody (inside a commit). With an agent it goes into after-contact work, else it is over.
 * Repeating it does nothing.
 */
export function disconnect(center: Center, contact: Contact, reason: DisconnectReason): void {
  if (!isActive(contact)) return;
  part(center, contact, reason);
  if (contact.channel === 'CHAT') endChat(center, contact);
  if (contact.channel === 'VOICE') endCall(center, contact, reason);
}

/**
 * The agent ends their part: the customer, if still there and a flow is set for that, goes on in a new contact with the
 * `CustomerRemaining` flow; else the chat is over.
 */
export function agentLeaves(center: Center, contact: Contact): void {
  const chat = contact.channel === 'CHAT' ? center.chats.get(contact.initialContactId) : undefined;
  const flowArn = contact.hooks.CustomerRemaining;
  const holds = contact.channel === 'VOICE' && callOf(center, contact)?.state === 'up';
  if (!(chat || holds) || !flowArn || !center.flows.has(flowArn)) {
    if (chat) agentGone(center, contact);
    return disconnect(center, contact, 'AGENT_DISCONNECT');
  }
  agentGone(center, contact);
  part(center, contact, 'AGENT_DISCONNECT');
  // The hook stays: the next agent's leaving runs the flow again.
  const next = succeed(center, contact, 'DISCONNECT');
  startRun(center, next, flowArn, 'customer-remaining');
  center.save(next);
}

/** Takes the agent out of the chat's participants and says so. */
export function agentGone(center: Center, contact: Contact): void {
  const participant = contact.agent?.participantId && center.participants.get(contact.agent.participantId);
  if (!participant || participant.left) return;
  center.participants.put(participant.id, { ...participant, left: true });
  say(center, contact.initialContactId, {
    type: 'EVENT',
    contentType: `${EVENT_TYPE}participant.left`,
    from: participant,
    contactId: contact.id,
  });
}

/** Ends this contact only; the customer's chat goes on elsewhere, or is ended by the caller. */
export function part(center: Center, contact: Contact, reason: DisconnectReason): void {
  withdrawOffer(center, contact);
  const hadAgent = contact.state === 'agent' && contact.agent;
  delete contact.run;
  contact.inbox = [];
  contact.endedAt = center.now;
  contact.disconnectReason = reason;
  if (contact.queue && contact.queue.dequeuedAt === undefined) contact.queue.dequeuedAt = center.now;
  if (contact.acceptedBy) {
    freeAgent(center, contact.acceptedBy, contact.id);
    delete contact.acceptedBy;
  }
  contact.state = hadAgent ? 'after-contact-work' : 'ended';
  if (hadAgent) {
    contact.agent!.workStartedAt = center.now;
    const limit = center.agents.get(contact.agent!.username)?.workLimit ?? 0;
    if (limit > 0) contact.agent!.workUntil = center.now + limit * 1000;
  } else {
    contact.completedAt = center.now;
  }
  announce(center, contact, 'DISCONNECTED');
  if (!hadAgent) announce(center, contact, 'COMPLETED');
  center.save(contact);
}

/** After-contact work is done: the agent's slot is free, nothing more happens. */
export function completeWork(center: Center, contact: Contact): void {
  if (contact.state !== 'after-contact-work') return;
  contact.state = 'ended';
  contact.agent!.workEndedAt = center.now;
  contact.completedAt = center.now;
  freeAgent(center, contact.agent!.username, contact.id);
  announce(center, contact, 'COMPLETED');
  center.save(contact);
}

function endChat(center: Center, contact: Contact) {
  const chat = center.chats.get(contact.initialContactId)!;
  if (chat.ended) return;
  say(center, chat.id, { type: 'EVENT', contentType: `${EVENT_TYPE}chat.ended`, contactId: contact.id });
  center.chats.put(chat.id, { ...center.chats.get(chat.id)!, ended: true });
  dropTokens(center, chat.customerId);
  if (chat.customBotId) dropTokens(center, chat.customBotId);
}
