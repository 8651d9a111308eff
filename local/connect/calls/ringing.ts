import type { Center } from '../center.ts';
import { enterFlow, newContact } from '../contacts/begin.ts';
import type { Contact } from '../contacts/contact.ts';
import { part } from '../contacts/finish.ts';
import { freeAgent } from '../queues/assignment.ts';
import { connectAgent } from '../queues/connecting.ts';
import { enqueue } from '../queues/queueing.ts';
import { addItem, callOf, type Call } from './call.ts';

/** A phone rings for a minute at most. */
const RINGS_MS = 60_000;

/** Makes the call a contact is about (inside a commit). */
export function newCall(
  center: Center,
  contact: Contact,
  state: Call['state'],
  { paced = false }: { paced?: boolean } = {},
): Call {
  const call: Call = {
    id: contact.callId ?? contact.id,
    instanceArn: contact.instanceArn,
    current: contact.id,
    customer: contact.customerNumber ?? 'anonymous',
    system: contact.systemNumber ?? '',
    state,
    items: 0,
    keys: '',
    paced,
  };
  center.calls.put(call.id, call);
  return call;
}

/** Dials the customer (inside a commit; the caller saves the contact). */
export function ring(center: Center, contact: Contact): void {
  contact.ringsUntil = center.now + RINGS_MS;
  const call = newCall(center, contact, 'ringing');
  addItem(center, call, { who: 'event', text: 'the phone rings' });
}

/** The customer takes the call: the agent is there already, or a flow begins. */
export function pickUp(center: Center, contact: Contact, paced: boolean): void {
  const call = callOf(center, contact)!;
  center.calls.put(call.id, { ...call, state: 'up', paced });
  delete contact.ringsUntil;
  if (contact.acceptedBy) connectAgent(center, contact);
  else enterFlow(center, contact, contact.scheduledFlowArn!);
  center.save(contact);
}

/** Nobody answered, or the call was refused: a call back is tried again later, as often as its flow said. */
export function notAnswered(center: Center, contact: Contact): void {
  const call = callOf(center, contact)!;
  addItem(center, call, { who: 'event', text: 'nobody answers' });
  center.calls.put(call.id, { ...center.calls.get(call.id)!, state: 'ended' });
  delete contact.ringsUntil;
  const left = contact.callback && contact.callback.attempts - 1;
  if (contact.callback && left! > 0) {
    contact.callback = { ...contact.callback, attempts: left! };
    freeAgent(center, contact.acceptedBy!, contact.id);
    delete contact.acceptedBy;
    contact.state = 'scheduled';
    contact.scheduledAt = center.now + contact.callback.retryMs;
    center.save(contact);
    return;
  }
  part(center, contact, 'OUTBOUND_ATTEMPT_FAILED');
}

/** A call back is due: it waits in its queue like any call. */
export function queueCallback(center: Center, contact: Contact): void {
  delete contact.scheduledAt;
  if (enqueue(center, contact) !== 'queued') return part(center, contact, 'OTHER');
  center.save(contact);
}

/** A call that nobody at a desk began: `StartOutboundVoiceContact`. The flow begins when it is answered. */
export function callOut(
  center: Center,
  given: Pick<Contact, 'instanceArn' | 'attributes' | 'customerNumber' | 'systemNumber'> & {
    flowArn: string;
  },
): Contact {
  const { flowArn, ...rest } = given;
  const contact = newContact(center, {
    ...rest,
    channel: 'VOICE',
    initiationMethod: 'API',
    state: 'scheduled',
  });
  contact.scheduledFlowArn = flowArn;
  ring(center, contact);
  center.save(contact);
  return contact;
}
