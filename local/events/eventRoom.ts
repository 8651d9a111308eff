import { randomUUID } from 'node:crypto';
import type { Cloud, Resource } from '../core/contract.ts';
import { Deliveries } from './deliveries.ts';
import { compilePattern, type Matches } from './pattern.ts';
import { parseSchedule } from './schedule.ts';
import { checkTarget, send, targetInput, type Target } from './targets.ts';
import { Ticks } from './ticks.ts';

export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO 8601, whole seconds. */
  time: string;
  region: string;
  resources: string[];
  detail: unknown;
}
interface Rule {
  arn: string;
  name: string;
  bus: string;
  matches?: Matches;
  targets: Target[];
  /** Who calls a target that has no role of its own. */
  service: string;
}
interface Delivery {
  rule: string;
  target: string;
  event: BusEvent;
}

/** Buses, rules and schedules as deployed, and the deliveries under way. */
export class EventRoom {
  readonly cloud: Cloud;
  readonly buses = new Set(['default']);
  readonly rules = new Map<string, Rule>();
  readonly deliveries: Deliveries<Delivery>;
  private readonly ticks: Ticks;
  /** Schedules wait until every stack is deployed: a tick that is overdue fires at once. */
  private waiting: (() => void)[] | undefined = [];

  constructor(cloud: Cloud) {
    this.cloud = cloud;
    this.ticks = new Ticks(cloud);
    this.deliveries = new Deliveries<Delivery>(cloud, 'events-deliveries', {
      deliver: delivery => this.deliver(delivery),
      policy: delivery => retryPolicy(this.target(delivery)),
      giveUp: (delivery, error) => this.giveUp(delivery, error),
    });
  }

  resume() {
    this.deliveries.resume();
    for (const arm of this.waiting ?? []) arm();
    this.waiting = undefined;
  }

  deployBus({ properties }: Resource) {
    this.buses.add(properties.Name);
    const arn = this.arn(`event-bus/${properties.Name}`);
    return { ref: properties.Name, attributes: { Arn: arn, Name: properties.Name } };
  }

  deployRule({ stack, logicalId, properties, physicalName }: Resource) {
    const name = properties.Name ?? physicalName;
    const bus = busName(properties.EventBusName);
    const arn = this.arn(bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`);
    const owner = `${stack}/${logicalId}`;
    const rule: Rule = {
      arn,
      name,
      bus,
      matches: properties.EventPattern && compilePattern(properties.EventPattern),
      targets: properties.Targets ?? [],
      service: 'service:events.amazonaws.com',
    };
    for (const target of rule.targets) checkTarget(target, owner);
    const enabled = properties.State !== 'DISABLED';
    if (enabled) this.rules.set(arn, rule);
    if (enabled && properties.ScheduleExpression) this.schedule(rule, properties.ScheduleExpression);
    return { ref: bus === 'default' ? name : `${bus}|${name}`, attributes: { Arn: arn } };
  }

  deploySchedule({ stack, logicalId, properties, physicalName }: Resource) {
    const name = properties.Name ?? physicalName;
    const group = properties.GroupName ?? 'default';
    const arn = `arn:aws:scheduler:${this.cloud.region}:${this.cloud.account}:schedule/${group}/${name}`;
    const target = { Id: 'target', Input: '{}', ...properties.Target };
    checkTarget(target, `${stack}/${logicalId}`);
    const rule: Rule = { arn, name, bus: '', targets: [target], service: 'service:scheduler.amazonaws.com' };
    if (properties.State !== 'DISABLED') {
      this.rules.set(arn, rule);
      this.schedule(rule, properties.ScheduleExpression, properties.ScheduleExpressionTimezone);
    }
    return { ref: name, attributes: { Arn: arn } };
  }

  /** Events are on disk, one delivery per matching target, when this returns. */
  put(bus: string, events: BusEvent[]) {
    const rules = [...this.rules.values()].filter(rule => rule.bus === bus && rule.matches);
    const deliveries = events.flatMap(event =>
      rules.filter(rule => rule.matches!(event)).flatMap(rule => deliveriesOf(rule, event)),
    );
    if (deliveries.length) this.deliveries.accept(deliveries);
  }

  event(
    fields: Pick<BusEvent, 'source' | 'detail-type' | 'detail' | 'resources'>,
    time = this.cloud.clock.now(),
  ): BusEvent {
    const { account, region } = this.cloud;
    const seconds = `${new Date(time).toISOString().slice(0, 19)}Z`;
    return { version: '0', id: randomUUID(), account, region, time: seconds, ...fields };
  }

  arn(resource: string): string {
    return `arn:aws:events:${this.cloud.region}:${this.cloud.account}:${resource}`;
  }

  private schedule(rule: Rule, expression: string, timeZone?: string) {
    const fire = (due: number) => {
      const fields = {
        source: 'aws.events',
        'detail-type': 'Scheduled Event',
        detail: {},
        resources: [rule.arn],
      };
      this.deliveries.accept(deliveriesOf(rule, this.event(fields, due)));
    };
    const schedule = parseSchedule(expression, timeZone);
    const arm = () => this.ticks.arm(rule.arn, `${expression} ${timeZone ?? ''}`, schedule, fire);
    if (this.waiting) this.waiting.push(arm);
    else arm();
  }

  private target({ rule, target }: Delivery): Target | undefined {
    return this.rules.get(rule)?.targets.find(({ Id }) => Id === target);
  }

  private async deliver(delivery: Delivery) {
    const rule = this.rules.get(delivery.rule);
    const target = this.target(delivery);
    if (!rule || !target) {
      this.cloud.log(`events: ${delivery.rule} is no longer deployed; event ${delivery.event.id} is dropped`);
      return;
    }
    await send({
      cloud: this.cloud,
      principal: { id: target.RoleArn ?? rule.service },
      target,
      payload: targetInput(target, delivery.event, rule),
      sourceArn: rule.arn,
      name: `${delivery.event.id}_${target.Id}`.slice(0, 80),
    });
  }

  private async giveUp(delivery: Delivery, error: Error) {
    const queue = this.target(delivery)?.DeadLetterConfig?.Arn;
    if (!queue) {
      this.cloud.log(
        `events: ${delivery.rule} could not reach target ${delivery.target}, event lost: ${error.name}`,
      );
      return;
    }
    const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
    await this.cloud.call({ id: this.rules.get(delivery.rule)!.service }, 'sqs', 'SendMessage', {
      QueueUrl: queue,
      MessageBody: JSON.stringify(delivery.event),
      MessageAttributes: {
        RULE_ARN: attribute(delivery.rule),
        TARGET_ARN: attribute(this.target(delivery)!.Arn),
        ERROR_CODE: attribute(error.name),
        ERROR_MESSAGE: attribute(error.message),
      },
    });
  }
}

function deliveriesOf(rule: Rule, event: BusEvent): Delivery[] {
  return rule.targets.map(target => ({ rule: rule.arn, target: target.Id, event }));
}

/** Defaults of EventBridge: 185 retries within 24 hours. */
function retryPolicy(target: Target | undefined) {
  const { MaximumRetryAttempts = 185, MaximumEventAgeInSeconds = 86_400 } = target?.RetryPolicy ?? {};
  return {
    maximumRetryAttempts: Number(MaximumRetryAttempts),
    maximumAgeSeconds: Number(MaximumEventAgeInSeconds),
  };
}

export function busName(nameOrArn = 'default'): string {
  return nameOrArn.split('event-bus/').at(-1)!;
}
