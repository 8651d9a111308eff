import { AwsError, type Cloud, type Principal } from '../core/contract.ts';
import { StateError } from './stateError.ts';

/** What a Task's `Resource` does. */
export interface Integration {
  /** As the history names it: `lambda` / `invoke.waitForTaskToken`. */
  resourceType: string;
  resource: string;
  token: boolean;
  /** @throws StateError named as Step Functions names the service's failure. */
  call(args: any, task: TaskContext): Promise<unknown>;
}
export interface TaskContext {
  cloud: Cloud;
  principal: Principal;
  executionArn: string;
  stateMachineArn: string;
}

/** `aws-sdk:<id>` services: the local service, the prefix of its errors, and whether its wire members are lowerCamel. */
const SDK_SERVICES: Record<string, { service: string; prefix: string; camel?: boolean }> = {
  bedrockruntime: { service: 'bedrock', prefix: 'BedrockRuntime', camel: true },
  connect: { service: 'connect', prefix: 'Connect' },
  dynamodb: { service: 'dynamodb', prefix: 'DynamoDb' },
  eventbridge: { service: 'events', prefix: 'EventBridge' },
  secretsmanager: { service: 'secretsmanager', prefix: 'SecretsManager' },
  sesv2: { service: 'ses', prefix: 'SesV2' },
  sfn: { service: 'states', prefix: 'Sfn', camel: true },
  sns: { service: 'sns', prefix: 'Sns' },
  sqs: { service: 'sqs', prefix: 'Sqs' },
  ssm: { service: 'ssm', prefix: 'Ssm' },
};

const OPTIMISED: Record<string, (args: any, task: TaskContext) => Promise<unknown>> = {
  'lambda:invoke': (args, task) => invokeLambda(args, task),
  'states:startExecution': async (args, task) => {
    const { StateMachineArn, Input, Name } = args;
    const input = { stateMachineArn: StateMachineArn, name: Name, input: asText(Input ?? {}) };
    return pascal(await callService(task, 'states', 'StartExecution', input, 'StepFunctions'));
  },
  'sns:publish': (args, task) =>
    callService(task, 'sns', 'Publish', { ...args, Message: asText(args.Message) }, 'SNS'),
  'sqs:sendMessage': (args, task) =>
    callService(task, 'sqs', 'SendMessage', { ...args, MessageBody: asText(args.MessageBody) }, 'SQS'),
  'events:putEvents': async (args, task) => {
    const Entries = args.Entries.map((entry: any) => ({
      ...entry,
      Detail: asText(entry.Detail),
      Resources: [...(entry.Resources ?? []), task.executionArn, task.stateMachineArn],
    }));
    const result = await callService(task, 'events', 'PutEvents', { Entries }, 'EventBridge');
    if (result.FailedEntryCount > 0) throw new StateError('EventBridge.FailedEntry', JSON.stringify(result));
    return result;
  },
  ...Object.fromEntries(
    ['getItem', 'putItem', 'updateItem', 'deleteItem'].map(name => [
      `dynamodb:${name}`,
      (args: any, task: TaskContext) => callService(task, 'dynamodb', upperFirst(name), args, 'DynamoDB'),
    ]),
  ),
};

/** The integration behind a resource ARN, or why there is none. */
export function findIntegration(resource: string, cloud: Cloud): Integration | string {
  if (/^arn:aws:lambda:/.test(resource)) {
    return {
      resourceType: 'lambda',
      resource,
      token: false,
      call: async (args, task) =>
        ((await invokeLambda({ FunctionName: resource, Payload: args }, task)) as any).Payload,
    };
  }
  const arn = /^arn:aws:states:::((?:aws-sdk:)?[a-zA-Z0-9]+):([a-zA-Z]+)(\.[a-zA-Z:0-9]+)?$/.exec(resource);
  if (!arn) return `Resource «${resource}» is not known to the local cloud`;
  const [, resourceType = '', operation = '', suffix] = arn;
  if (suffix && suffix !== '.waitForTaskToken')
    return `Resource «${resource}»: only .waitForTaskToken is supported`;
  const common = { resourceType, resource: `${operation}${suffix ?? ''}`, token: suffix !== undefined };
  const optimised = OPTIMISED[`${resourceType}:${operation}`];
  if (optimised) return { ...common, call: optimised };
  if (!resourceType.startsWith('aws-sdk:')) return `Resource «${resource}» is not known to the local cloud`;
  return sdkIntegration(
    resource,
    resourceType.slice('aws-sdk:'.length),
    upperFirst(operation),
    common,
    cloud,
  );
}

function sdkIntegration(
  resource: string,
  id: string,
  operation: string,
  common: Omit<Integration, 'call'>,
  cloud: Cloud,
): Integration | string {
  const sdk = SDK_SERVICES[id];
  if (!sdk) return `Resource «${resource}»: the local cloud has no service ${id}`;
  if (!hasOperation(cloud, sdk.service, operation))
    return `Resource «${resource}»: ${id} has no operation ${operation} here`;
  return {
    ...common,
    call: async (args, task) => {
      const input = sdk.camel ? recase(args, lowerFirst) : args;
      const output = await callService(task, sdk.service, operation, input, sdk.prefix, true);
      return sdk.camel ? recase(output, upperFirst) : output;
    },
  };
}

function hasOperation(cloud: Cloud, service: string, operation: string): boolean {
  try {
    return Object.hasOwn(cloud.service(service).operations, operation);
  } catch {
    return false;
  }
}

async function invokeLambda(args: any, { cloud, principal }: TaskContext): Promise<unknown> {
  if (typeof args?.FunctionName !== 'string') {
    throw new StateError('States.Runtime', 'lambda:invoke needs Arguments.FunctionName');
  }
  const functionArn = args.FunctionName.startsWith('arn:')
    ? args.FunctionName
    : `arn:aws:lambda:${cloud.region}:${cloud.account}:function:${args.FunctionName}`;
  const type = args.InvocationType === 'Event' ? 'event' : 'request';
  let outcome;
  try {
    outcome = await cloud.invoke({ principal, functionArn, payload: args.Payload ?? {}, type });
  } catch (error) {
    throw new StateError(`Lambda.${lambdaError(error as Error)}`, (error as Error).message);
  }
  if (type === 'event') return { StatusCode: 202, Payload: {} };
  if (outcome.status === 'error') {
    throw new StateError(outcome.payload.errorType || 'Lambda.Unknown', JSON.stringify(outcome.payload));
  }
  return { ExecutedVersion: '$LATEST', Payload: outcome.payload ?? null, StatusCode: 200 };
}

/** Lambda's own refusals reach a workflow under these names; a missing permission hides behind AWSLambdaException. */
function lambdaError(error: Error): string {
  if (!(error instanceof AwsError)) return 'Unknown';
  return error.name.startsWith('AccessDenied') ? 'AWSLambdaException' : error.name;
}

async function callService(
  { cloud, principal }: TaskContext,
  service: string,
  operation: string,
  input: any,
  prefix: string,
  sdkNames = false,
): Promise<any> {
  try {
    return await cloud.call(principal, service, operation, input);
  } catch (error) {
    if (!(error instanceof AwsError))
      throw new StateError(`${prefix}.SdkClientException`, (error as Error).message);
    // The Java SDK behind aws-sdk integrations calls every failure …Exception.
    const name = sdkNames && !error.name.endsWith('Exception') ? `${error.name}Exception` : error.name;
    throw new StateError(`${prefix}.${name}`, error.message);
  }
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
const upperFirst = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const pascal = (value: unknown) => recase(value, upperFirst);

function recase(value: unknown, change: (name: string) => string): any {
  if (Array.isArray(value)) return value.map(item => recase(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [change(key), recase(member, change)]),
  );
}
