import { randomUUID } from 'node:crypto';
import type { Center } from '../center.ts';
import type { Contact, Purpose } from '../contacts/contact.ts';
import { disconnect } from '../contacts/finish.ts';
import { connectAgent } from '../queues/connecting.ts';

/** Puts the contact before the first action of a flow (inside a commit; the caller saves the contact). */
export function startRun(center: Center, contact: Contact, flowArn: string, purpose: Purpose): void {
  contact.run = {
    id: randomUUID(),
    flowArn,
    purpose,
    position: center.flows.get(flowArn)!.content.StartAction,
    steps: 0,
    stepsSinceWait: 0,
    loops: {},
    flowAttributes: {},
  };
  contact.inbox = [];
}

/** The flow came to its end without sending the contact anywhere. What that means depends on what the flow was for. */
export function finishRun(center: Center, contact: Contact): void {
  const purpose = contact.run!.purpose;
  delete contact.run;
  contact.inbox = [];
  if (purpose === 'customer-queue') return;
  if (purpose === 'agent-whisper') return whisperToCustomer(center, contact);
  if (purpose === 'customer-whisper') return connectAgent(center, contact);
  disconnect(center, contact, 'CONTACT_FLOW_DISCONNECT');
}

/** An agent has accepted: whisper flows first, agent's then customer's, then the two are connected. */
export function whisperToAgent(center: Center, contact: Contact): void {
  const flowArn = contact.hooks.AgentWhisper;
  if (flowArn && center.flows.has(flowArn)) startRun(center, contact, flowArn, 'agent-whisper');
  else whisperToCustomer(center, contact);
}

function whisperToCustomer(center: Center, contact: Contact) {
  const flowArn = contact.hooks.CustomerWhisper;
  if (flowArn && center.flows.has(flowArn)) startRun(center, contact, flowArn, 'customer-whisper');
  else connectAgent(center, contact);
}
