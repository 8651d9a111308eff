import { newContact } from '../../contacts/begin.ts';
import { FAILED, NEXT } from '../action.ts';
import type { ActionKind } from '../action.ts';

const NUMBER = /^\+[1-9]\d{6,14}$/;
const LONGEST_DELAY = 259_200;

/** The number that a call back will dial. */
export const UpdateContactCallbackNumber: ActionKind = {
  parameters: { CallbackNumber: 'reference' },
  requiredErrors: ['InvalidCallbackNumber', 'CallbackNumberNotDialable'],
  run({ center, contact, parameters: { CallbackNumber } }) {
    if (!NUMBER.test(CallbackNumber)) return { to: 'error', type: 'InvalidCallbackNumber' };
    // Only an instance with a number of its own can dial.
    const dials = [...center.phoneNumbers.values()].some(
      ({ instanceArn }) => instanceArn === contact.instanceArn,
    );
    if (!dials) return { to: 'error', type: 'CallbackNumberNotDialable' };
    contact.callbackNumber = CallbackNumber;
    return NEXT;
  },
};

const whole = (text: unknown, most: number) =>
  /^\d+$/.test(String(text)) && Number(text) >= 1 && Number(text) <= most;

/**
 * Queues a call back: a contact of its own, of the same chain, that is routed like a call. The customer is dialled once an
 * agent has accepted it.
 */
export const CreateCallbackContact: ActionKind = {
  parameters: {
    QueueId: 'reference',
    AgentId: 'reference',
    ContactFlowId: 'reference',
    InitialCallDelaySeconds: 'static',
    MaximumConnectionAttempts: 'static',
    RetryDelaySeconds: 'static',
  },
  check: parameters => [
    ...(parameters.ContactFlowId || parameters.AgentId
      ? ['the local Connect queues call backs without a flow and an agent of their own']
      : []),
    ...['InitialCallDelaySeconds', 'RetryDelaySeconds']
      .filter(name => !whole(parameters[name], LONGEST_DELAY))
      .map(name => `${name} must be "1" to "${LONGEST_DELAY}"`),
    ...(whole(parameters.MaximumConnectionAttempts, 100)
      ? []
      : ['MaximumConnectionAttempts must be a whole number from 1']),
  ],
  requiredErrors: ['NoMatchingError'],
  run({ center, contact, parameters }) {
    const { QueueId, InitialCallDelaySeconds, MaximumConnectionAttempts, RetryDelaySeconds } = parameters;
    const queueArn = QueueId ?? contact.queue?.arn ?? contact.targetQueueArn;
    const number = contact.callbackNumber ?? contact.customerNumber;
    if (!center.queues.has(queueArn ?? '') || !NUMBER.test(number ?? '')) return FAILED;
    const callback = newContact(center, {
      instanceArn: contact.instanceArn,
      channel: 'VOICE',
      initiationMethod: 'CALLBACK',
      initialContactId: contact.initialContactId,
      previousContactId: contact.id,
      attributes: { ...contact.attributes },
      hooks: { ...contact.hooks },
      language: contact.language,
      priority: contact.priority,
      // The place in the queue is kept: it counts as old as the call it stands for.
      timeAdjustment: contact.timeAdjustment + ageInQueue(contact.queue?.enqueuedAt, center.now),
      targetQueueArn: queueArn,
      customerNumber: number!,
      ...(contact.systemNumber && { systemNumber: contact.systemNumber }),
      ...(contact.voice && { voice: contact.voice }),
      callback: {
        attempts: Number(MaximumConnectionAttempts),
        retryMs: Number(RetryDelaySeconds) * 1000,
      },
      state: 'scheduled',
      scheduledAt: center.now + Number(InitialCallDelaySeconds) * 1000,
    });
    callback.callId = callback.id;
    center.save(callback);
    return NEXT;
  },
};

const ageInQueue = (enqueuedAt: number | undefined, now: number) =>
  enqueuedAt === undefined ? 0 : Math.floor((now - enqueuedAt) / 1000);
