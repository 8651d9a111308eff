import type { Cloud, Principal } from '../core/contract.ts';

/** A target of a rule or a schedule, in the terms of `AWS::Events::Rule`. */
export interface Target {
  Id: string;
  Arn: string;
  RoleArn?: string;
  Input?: string;
  InputPath?: string;
  InputTransformer?: { InputPathsMap?: Record<string, string>; InputTemplate: string };
  RetryPolicy?: { MaximumRetryAttempts?: number; MaximumEventAgeInSeconds?: number };
  DeadLetterConfig?: { Arn?: string };
  SqsParameters?: { MessageGroupId: string };
}

const SENDERS: [RegExp, (call: Send) => Promise<unknown>][] = [
  [
    /^arn:aws:lambda:/,
    ({ cloud, principal, target, payload, sourceArn }) =>
      cloud.invoke({ principal, functionArn: target.Arn, payload, type: 'event', sourceArn }),
  ],
  [
    /^arn:aws:states:.*:stateMachine:/,
    ({ cloud, principal, target, payload, name }) =>
      startOnce(
        cloud.call(principal, 'states', 'StartExecution', {
          stateMachineArn: target.Arn,
          input: JSON.stringify(payload),
          name,
        }),
      ),
  ],
  [
    /^arn:aws:sns:/,
    ({ cloud, principal, target, payload }) =>
      cloud.call(principal, 'sns', 'Publish', { TopicArn: target.Arn, Message: text(payload) }),
  ],
  [
    /^arn:aws:sqs:/,
    ({ cloud, principal, target, payload }) =>
      cloud.call(principal, 'sqs', 'SendMessage', {
        QueueUrl: target.Arn,
        MessageBody: text(payload),
        MessageGroupId: target.SqsParameters?.MessageGroupId,
      }),
  ],
  [
    /^arn:aws:events:.*:event-bus\//,
    ({ cloud, principal, target, payload }) =>
      cloud.call(principal, 'events', 'ForwardEvent', { EventBusName: target.Arn, Event: payload }),
  ],
];

/** An event delivered twice has started its workflow already. */
async function startOnce(started: Promise<unknown>) {
  try {
    await started;
  } catch (error) {
    if ((error as Error).name !== 'ExecutionAlreadyExists') throw error;
  }
}

interface Send {
  cloud: Cloud;
  principal: Principal;
  target: Target;
  payload: unknown;
  sourceArn: string;
  /** Of the execution: the same event must not start it twice. */
  name: string;
}

/** @throws Error at deploy for a kind of target the local cloud cannot reach. */
export function checkTarget({ Arn }: Target, owner: string) {
  if (!SENDERS.some(([kind]) => kind.test(String(Arn)))) {
    throw new Error(
      `${owner}: the local cloud cannot send events to «${Arn}» (Lambda, Step Functions, SNS, SQS, event bus)`,
    );
  }
}

export async function send(call: Send): Promise<void> {
  const sender = SENDERS.find(([kind]) => kind.test(call.target.Arn))!;
  await sender[1](call);
}

/** What the target gets of an event: all, a constant, a part, or a template filled from it. */
export function targetInput(target: Target, event: any, rule: { arn: string; name: string }): unknown {
  if (target.Input !== undefined) return parsed(target.Input);
  if (target.InputPath !== undefined) return at(event, target.InputPath) ?? {};
  if (!target.InputTransformer) return event;
  const { InputPathsMap = {}, InputTemplate } = target.InputTransformer;
  const values: Record<string, unknown> = {
    'aws.events.event': event,
    'aws.events.event.json': event,
    'aws.events.rule-arn': rule.arn,
    'aws.events.rule-name': rule.name,
    'aws.events.event.ingestion-time': event.time,
  };
  for (const [name, path] of Object.entries(InputPathsMap)) values[name] = at(event, path);
  return parsed(filled(InputTemplate, values));
}

/** Fills `<name>`: as JSON between the template's own JSON, as bare text inside a quoted string. */
function filled(template: string, values: Record<string, unknown>): string {
  let quoted = false;
  return template.replace(/\\.|"|<([A-Za-z0-9_.-]+)>/gs, (whole, name: string | undefined) => {
    if (whole === '"') quoted = !quoted;
    if (name === undefined) return whole;
    const value = values[name] ?? '';
    if (!quoted) return JSON.stringify(value);
    return JSON.stringify(text(value)).slice(1, -1);
  });
}

/** JSONPath as targets use it: `$.detail.items[0].id`. */
function at(event: unknown, path: string): unknown {
  const names = path.replace(/^\$\.?/, '').match(/[^.[\]'"]+/g) ?? [];
  return names.reduce<any>((value, name) => value?.[name], event);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
