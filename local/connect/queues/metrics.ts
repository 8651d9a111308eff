import type { Center } from '../center.ts';
import { inQueue } from './queueing.ts';

/** Agents whose routing profile serves the queue. */
function agentsOf(center: Center, queueArn: string) {
  return center.agents
    .list()
    .map(({ document }) => document)
    .filter(agent =>
      center.profiles.get(agent.routingProfileArn)?.queues.some(entry => entry.queueArn === queueArn),
    );
}

/** Real-time metrics of one queue, under the names of flow blocks; `GetCurrentMetricData` maps to the same numbers. */
export const QUEUE_METRICS: Record<string, (center: Center, queueArn: string) => number> = {
  NumberOfAgentsAvailable: (center, queueArn) =>
    agentsOf(center, queueArn).filter(agent => {
      const limits = center.profiles.get(agent.routingProfileArn)!.concurrency;
      const busy = Object.values(agent.contacts);
      const hasRoom = Object.entries(limits).some(
        ([channel, limit]) => busy.filter(other => other === channel).length < limit,
      );
      return agent.state === 'Available' && hasRoom;
    }).length,
  NumberOfAgentsStaffed: (center, queueArn) =>
    agentsOf(center, queueArn).filter(agent => agent.state !== 'Offline').length,
  NumberOfAgentsOnline: (center, queueArn) =>
    agentsOf(center, queueArn).filter(agent => agent.state !== 'Offline').length,
  OldestContactInQueueAgeSeconds: (center, queueArn) =>
    Math.max(
      0,
      ...inQueue(center, queueArn).map(({ queue }) => Math.floor((center.now - queue!.enqueuedAt) / 1000)),
    ),
  NumberOfContactsInQueue: (center, queueArn) => inQueue(center, queueArn).length,
};
