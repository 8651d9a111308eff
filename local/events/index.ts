import type { Cloud, Service } from '../core/contract.ts';
import { eventOperations } from './eventOperations.ts';
import { EventRoom } from './eventRoom.ts';

/** EventBridge: buses, rules, and the schedules of rules and of the Scheduler. */
export function createEvents(): Service {
  let room: EventRoom | undefined;
  const of = (cloud: Cloud) => (room ??= new EventRoom(cloud));
  return {
    name: 'events',
    protocol: 'json-1.1',
    operations: eventOperations(of),
    resourceTypes: {
      'AWS::Events::EventBus': { deploy: (resource, cloud) => of(cloud).deployBus(resource) },
      'AWS::Events::Rule': { deploy: (resource, cloud) => of(cloud).deployRule(resource) },
      'AWS::Scheduler::Schedule': { deploy: (resource, cloud) => of(cloud).deploySchedule(resource) },
    },
    resume: cloud => of(cloud).resume(),
    stop: () => room?.deliveries.stop(),
  };
}
