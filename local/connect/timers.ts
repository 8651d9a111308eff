import { notAnswered, queueCallback } from './calls/ringing.ts';
import type { Center } from './center.ts';
import { enterFlow } from './contacts/begin.ts';
import type { Contact } from './contacts/contact.ts';
import { isActive, isLive } from './contacts/contact.ts';
import { completeWork, disconnect } from './contacts/finish.ts';
import { missOffer } from './queues/assignment.ts';
import { delayEnds } from './queues/routing.ts';

/** Sets the contact's one timer to the first moment at which something is due; read from the stored contact alone. */
export function arm(center: Center, contactId: string): void {
  center.timers.get(contactId)?.cancel();
  center.timers.delete(contactId);
  const contact = center.contacts.get(contactId);
  if (!contact || !isLive(contact) || center.stopped) return;
  const due = Math.min(...dues(center, contact));
  if (due === Infinity) return;
  const timer = center.cloud.clock.at(due, () => tick(center, contactId));
  // A timer already due may have fired and been followed by a later one.
  if (center.timers.has(contactId)) timer.cancel();
  else center.timers.set(contactId, timer);
}

function dues(center: Center, contact: Contact): number[] {
  const { id, state, scheduledAt, connectBy, endsAt, offer, run, agent, ringsUntil } = contact;
  if (state === 'after-contact-work') return agent?.workUntil === undefined ? [] : [agent.workUntil];
  if (state === 'scheduled') return [scheduledAt, ringsUntil].filter(due => due !== undefined);
  // A flow at work looks at its own time limit when the work is done.
  const wait = center.driven.has(id) ? undefined : run?.wait?.until;
  return [connectBy, endsAt, offer?.until, ringsUntil, wait, ...delayEnds(center, contact)].filter(
    due => due !== undefined,
  );
}

function tick(center: Center, contactId: string) {
  if (center.stopped) return;
  center.commit(() => {
    const contact = center.contacts.get(contactId);
    if (!contact || !isLive(contact)) return;
    const reached = (due: number | undefined) => due !== undefined && due <= center.now;
    if (contact.state === 'after-contact-work') {
      if (reached(contact.agent?.workUntil)) completeWork(center, contact);
      return;
    }
    if (contact.state === 'scheduled') {
      if (reached(contact.ringsUntil)) return notAnswered(center, contact);
      if (!reached(contact.scheduledAt)) return;
      if (contact.callback) queueCallback(center, contact);
      else enterFlow(center, contact, contact.scheduledFlowArn!);
      return;
    }
    if (reached(contact.ringsUntil)) return notAnswered(center, contact);
    if (reached(contact.connectBy)) disconnect(center, contact, 'OTHER');
    if (reached(contact.endsAt)) disconnect(center, contact, 'EXPIRED');
    if (isActive(contact) && reached(contact.offer?.until)) missOffer(center, contact);
    // What else is due (a flow's wait, a routing delay) is looked at once the contact is written.
    if (isActive(contact)) center.save(contact);
  });
}
