import type { Center } from '../center.ts';
import { enterFlow, newContact } from './begin.ts';
import type { Contact, InitiationMethod, Reference } from './contact.ts';

export interface NewTask {
  instanceArn: string;
  initiationMethod: InitiationMethod;
  flowArn: string;
  name: string;
  description?: string;
  attributes: Record<string, string>;
  references?: Record<string, Reference>;
  /** Epoch ms; absent: now. */
  scheduledAt?: number;
  previousContactId?: string;
  relatedContactId?: string;
}

/** Makes a task (inside a commit) and starts its flow, now or when it is due. */
export function startTask(center: Center, { flowArn, ...task }: NewTask): Contact {
  const later = task.scheduledAt !== undefined && task.scheduledAt > center.now;
  const contact = newContact(center, { ...task, channel: 'TASK', state: later ? 'scheduled' : 'flow' });
  if (later) {
    contact.scheduledFlowArn = flowArn;
    center.save(contact);
  } else {
    enterFlow(center, contact, flowArn);
  }
  return contact;
}
