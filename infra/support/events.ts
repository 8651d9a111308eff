import { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { ServiceFunction } from './serviceFunction.ts';

/** The client's own bus: what happened to cases, as ids and never as words of customers. */
export class Events extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bus = new EventBus(this, 'bus', { description: 'What happened to cases' });
  }

  put(fn: ServiceFunction<any>): void {
    fn.allow(['events:PutEvents'], [this.bus.eventBusArn]);
  }
}
