import type { Center } from '../../center.ts';
import { succeed } from '../../contacts/begin.ts';
import type { Contact } from '../../contacts/contact.ts';
import { part } from '../../contacts/finish.ts';
import { isOpen } from '../../queues/hours.ts';
import { QUEUE_METRICS } from '../../queues/metrics.ts';
import { enqueue } from '../../queues/queueing.ts';
import { FAILED, NEXT } from '../action.ts';
import type { ActionKind, Outcome } from '../action.ts';
import { isPath } from '../references.ts';

const IN_FLOWS = ['CONTACT_FLOW', 'AGENT_TRANSFER', 'QUEUE_TRANSFER'];
/** A chain has twelve contacts at most. */
const MOST_TRANSFERS = 11;

const checkTarget: ActionKind['check'] = ({ QueueId, AgentId }, { center }) => {
  if ((QueueId === undefined) === (AgentId === undefined)) return ['needs QueueId or AgentId, and not both'];
  return QueueId && !isPath(QueueId) && !center.queues.has(QueueId) ? [`there is no queue ${QueueId}`] : [];
};

const isThere = (center: Center, queueArn: string | undefined, agentArn: string | undefined): boolean =>
  agentArn === undefined
    ? center.queues.has(queueArn!)
    : center.agents.list().some(({ document }) => document.arn === agentArn);

function transfersBefore(center: Center, contact: Contact): number {
  const before = contact.previousContactId ? center.contacts.get(contact.previousContactId) : undefined;
  return (
    Number(contact.initiationMethod === 'QUEUE_TRANSFER') + (before ? transfersBefore(center, before) : 0)
  );
}

export const UpdateContactTargetQueue: ActionKind = {
  parameters: { QueueId: 'reference', AgentId: 'reference' },
  check: checkTarget,
  requiredErrors: ['NoMatchingError'],
  run({ center, contact, parameters: { QueueId, AgentId } }) {
    if (!isThere(center, QueueId, AgentId)) return FAILED;
    contact.targetQueueArn = QueueId;
    contact.targetAgentArn = AgentId;
    return NEXT;
  },
};

export const TransferContactToQueue: ActionKind = {
  parameters: {},
  requiredErrors: ['QueueAtCapacity', 'NoMatchingError'],
  flowTypes: IN_FLOWS,
  run({ center, contact }): Outcome {
    const result = enqueue(center, contact);
    if (result === 'queued') return { to: 'elsewhere' };
    return result === 'at-capacity' ? { to: 'error', type: 'QueueAtCapacity' } : FAILED;
  },
};

/** From one queue to another, an agent's own among them: a new contact of the chain goes there. */
export const DequeueContactAndTransferToQueue: ActionKind = {
  parameters: { QueueId: 'reference', AgentId: 'reference' },
  check: checkTarget,
  requiredErrors: ['QueueAtCapacity', 'NoMatchingError'],
  flowTypes: ['CUSTOMER_QUEUE'],
  run({ center, contact, parameters: { QueueId, AgentId } }): Outcome {
    // Ringing at an agent already: the agent's answer decides, not the flow.
    if (contact.state !== 'queued' || contact.offer || contact.acceptedBy) return FAILED;
    if (!isThere(center, QueueId, AgentId) || transfersBefore(center, contact) >= MOST_TRANSFERS)
      return FAILED;
    const next = succeed(center, contact, 'QUEUE_TRANSFER', {
      targetQueueArn: QueueId,
      targetAgentArn: AgentId,
    });
    const result = enqueue(center, next);
    if (result !== 'queued') {
      next.state = 'ended';
      next.endedAt = next.completedAt = center.now;
      next.disconnectReason = 'OTHER';
      const chat = center.chats.get(contact.initialContactId);
      if (chat) center.chats.put(chat.id, { ...chat, current: contact.id });
      center.save(next);
      return result === 'at-capacity' ? { to: 'error', type: 'QueueAtCapacity' } : FAILED;
    }
    part(center, contact, 'CONTACT_FLOW_DISCONNECT');
    center.save(next);
    return { to: 'elsewhere' };
  },
};

/** The hours given, else those of the target queue. */
export const CheckHoursOfOperation: ActionKind = {
  parameters: { HoursOfOperationId: 'reference' },
  check: ({ HoursOfOperationId }, { center }) =>
    HoursOfOperationId === undefined || isPath(HoursOfOperationId) || center.hours.has(HoursOfOperationId)
      ? []
      : [`there are no hours of operation ${HoursOfOperationId}`],
  conditions: () => ['True', 'False'],
  requiredConditions: ['True', 'False'],
  requiredErrors: ['NoMatchingError'],
  run({ center, contact, parameters }) {
    const queue = center.queues.get(contact.targetQueueArn ?? contact.queue?.arn ?? '');
    const hours = center.hours.get(parameters.HoursOfOperationId ?? queue?.hoursArn ?? '');
    return hours ? { to: 'branch', value: isOpen(hours, center.now) ? 'True' : 'False' } : FAILED;
  },
};

export const CheckMetricData: ActionKind = {
  parameters: { MetricType: 'static', QueueId: 'reference' },
  check: ({ MetricType }) =>
    Object.hasOwn(QUEUE_METRICS, MetricType)
      ? []
      : [`MetricType "${MetricType}" is none of ${Object.keys(QUEUE_METRICS)}`],
  conditions: 'any',
  requiredErrors: ['NoMatchingCondition', 'NoMatchingError'],
  run({ center, contact, parameters }) {
    const queueArn = parameters.QueueId ?? contact.targetQueueArn ?? contact.queue?.arn;
    if (!center.queues.has(queueArn ?? '')) return FAILED;
    return { to: 'branch', value: String(QUEUE_METRICS[parameters.MetricType]!(center, queueArn)) };
  },
};

export const UpdateContactRoutingBehavior: ActionKind = {
  parameters: { QueuePriority: 'reference', QueueTimeAdjustmentSeconds: 'reference' },
  check: ({ QueuePriority, QueueTimeAdjustmentSeconds }) =>
    (QueuePriority === undefined) === (QueueTimeAdjustmentSeconds === undefined)
      ? ['needs QueuePriority or QueueTimeAdjustmentSeconds, and not both']
      : [],
  run({ contact, parameters: { QueuePriority, QueueTimeAdjustmentSeconds } }) {
    // An empty or wrong value changes nothing: the block has no error branch.
    if (Number(QueuePriority) >= 1) contact.priority = Number(QueuePriority);
    if (Number.isFinite(Number(QueueTimeAdjustmentSeconds ?? NaN))) {
      contact.timeAdjustment = Number(QueueTimeAdjustmentSeconds);
    }
    return NEXT;
  },
};
