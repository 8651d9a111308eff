import { succeed } from '../../contacts/begin.ts';
import { part } from '../../contacts/finish.ts';
import { isOpen } from '../../queues/hours.ts';
import { QUEUE_METRICS } from '../../queues/metrics.ts';
import { enqueue } from '../../queues/queueing.ts';
import { FAILED, NEXT } from '../action.ts';
import type { ActionKind, Outcome } from '../action.ts';
import { isPath } from '../references.ts';

const IN_FLOWS = ['CONTACT_FLOW', 'AGENT_TRANSFER', 'QUEUE_TRANSFER'];

export const UpdateContactTargetQueue: ActionKind = {
  parameters: { QueueId: 'reference', AgentId: 'reference' },
  check: ({ QueueId, AgentId }, { center }) => {
    if ((QueueId === undefined) === (AgentId === undefined))
      return ['needs QueueId or AgentId, and not both'];
    return QueueId && !isPath(QueueId) && !center.queues.has(QueueId) ? [`there is no queue ${QueueId}`] : [];
  },
  requiredErrors: ['NoMatchingError'],
  run({ center, contact, parameters: { QueueId, AgentId } }) {
    if (AgentId === undefined && !center.queues.has(QueueId)) return FAILED;
    if (AgentId !== undefined && !center.agents.list().some(({ document }) => document.arn === AgentId))
      return FAILED;
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

/** From one queue to another: a new contact of the chain goes there. */
export const DequeueContactAndTransferToQueue: ActionKind = {
  parameters: { QueueId: 'reference' },
  check: ({ QueueId }, { center }) =>
    isPath(QueueId) || center.queues.has(QueueId) ? [] : [`there is no queue ${QueueId}`],
  requiredErrors: ['QueueAtCapacity', 'NoMatchingError'],
  flowTypes: ['CUSTOMER_QUEUE'],
  run({ center, contact, parameters: { QueueId } }): Outcome {
    // Ringing at an agent already: the agent's answer decides, not the flow.
    if (contact.offer || contact.acceptedBy || !center.queues.has(QueueId)) return FAILED;
    const next = succeed(center, contact, 'QUEUE_TRANSFER', { targetQueueArn: QueueId });
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
