import type { Center } from '../center.ts';
import type { Contact } from '../contacts/contact.ts';
import { announce } from '../contacts/events.ts';
import { startRun } from '../flows/run.ts';

export type Enqueued = 'queued' | 'at-capacity' | 'no-queue';

/** Puts the contact into the queue (or the agent) that was set as its target, and starts its customer queue flow. */
export function enqueue(center: Center, contact: Contact): Enqueued {
  const { targetQueueArn, targetAgentArn } = contact;
  if (!targetQueueArn && !targetAgentArn) return 'no-queue';
  if (targetQueueArn) {
    const queue = center.queues.get(targetQueueArn);
    if (!queue?.enabled) return 'no-queue';
    if (queue.maxContacts !== undefined && inQueue(center, queue.arn).length >= queue.maxContacts)
      return 'at-capacity';
  }
  contact.state = 'queued';
  contact.queue = {
    ...(targetQueueArn ? { arn: targetQueueArn } : { agentArn: targetAgentArn }),
    enqueuedAt: center.now,
  };
  delete contact.run;
  announce(center, contact, 'QUEUED');
  // A call back waits without its customer: nobody is there to be told anything.
  const flowArn = contact.callback ? undefined : contact.hooks.CustomerQueue;
  if (flowArn && center.flows.has(flowArn)) startRun(center, contact, flowArn, 'customer-queue');
  return 'queued';
}

/** Contacts waiting in a queue, those that ring at an agent included. */
export function inQueue(center: Center, queueArn: string): Contact[] {
  return queuedContacts(center).filter(contact => contact.queue?.arn === queueArn);
}

export function queuedContacts(center: Center): Contact[] {
  return center.queued.list().map(({ id }) => center.contact(id));
}
