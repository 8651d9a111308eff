import { randomUUID } from 'node:crypto';
import type { Center } from '../center.ts';
import type { Contact } from '../contacts/contact.ts';
import { addItem, callOf } from '../calls/call.ts';
import { ring } from '../calls/ringing.ts';
import { announce } from '../contacts/events.ts';
import type { Participant } from '../participants/participant.ts';
import { EVENT_TYPE, say } from '../participants/transcript.ts';

/** Connects customer and accepting agent (inside a commit; the caller saves the contact). */
export function connectAgent(center: Center, contact: Contact): void {
  // A call back: the agent is ready, now the customer is dialled; the answer comes back here.
  if (contact.callback && callOf(center, contact)?.state !== 'up') {
    delete contact.run;
    return ring(center, contact);
  }
  const agent = center.agents.get(contact.acceptedBy!)!;
  delete contact.acceptedBy;
  delete contact.run;
  contact.state = 'agent';
  contact.queue!.dequeuedAt = center.now;
  contact.agent = { username: agent.username, arn: agent.arn, connectedAt: center.now };
  if (contact.channel === 'CHAT') {
    const participant: Participant = {
      id: randomUUID(),
      chatId: contact.initialContactId,
      role: 'AGENT',
      displayName: agent.displayName,
      joined: true,
      left: false,
    };
    center.participants.put(participant.id, participant);
    contact.agent.participantId = participant.id;
    say(center, contact.initialContactId, {
      type: 'EVENT',
      contentType: `${EVENT_TYPE}participant.joined`,
      from: participant,
    });
  }
  const call = contact.channel === 'VOICE' ? callOf(center, contact) : undefined;
  if (call) {
    delete call.speaking;
    addItem(center, call, { who: 'event', text: `${agent.displayName} is on the line` });
  }
  announce(center, contact, 'CONNECTED_TO_AGENT');
}
