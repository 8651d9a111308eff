import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import type { LocalCloud } from '../../../local/boot.ts';

/** A client's support stack in the emulator, which makes names of its own. */
export interface Deployment {
  client: string;
  options: ReturnType<typeof clientOptions>;
  table: string;
  topics: string[];
  workflows: string[];
  functions: FunctionThere[];
}
export interface FunctionThere {
  name: string;
  /** The name its folder has. */
  service: string;
  environment: Record<string, string>;
}

export const clientOptions = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** What `cdk deploy` made of the stack. */
export async function readDeployment(endpoint: string, client: string): Promise<Deployment> {
  const options = clientOptions(endpoint);
  const ours = (name = '') => name.startsWith(`${client}-support`);
  const functions: FunctionThere[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client: new LambdaClient(options) }, {}))
    for (const { FunctionName: name = '', Environment } of Functions) {
      const environment = Environment?.Variables ?? {};
      if (ours(name)) functions.push({ name, service: serviceOf(environment), environment });
    }
  const { TableNames = [] } = await new DynamoDBClient(options).send(new ListTablesCommand({}));
  const { stateMachines = [] } = await new SFNClient(options).send(new ListStateMachinesCommand({}));
  const { Topics = [] } = await new SNSClient(options).send(new ListTopicsCommand({}));
  return {
    client,
    options,
    table: TableNames.find(ours)!,
    topics: Topics.map(({ TopicArn }) => TopicArn!).filter(arn => ours(arn.split(':').at(-1))),
    workflows: stateMachines.filter(({ name }) => ours(name)).map(({ stateMachineArn }) => stateMachineArn!),
    functions,
  };
}

export const serviceOf = (environment: Record<string, string>): string =>
  environment['POWERTOOLS_SERVICE_NAME'] ?? '';

/**
 * What the local cloud calls the same things: name or ARN here → there, as the environments of the functions have them.
 * @throws Error when a function is only in one of the two
 */
export function namesThere(local: LocalCloud, { client, functions }: Deployment): Map<string, string> {
  const names = new Map<string, string>();
  for (const spec of local.lambda.functions().filter(({ stack }) => stack === `${client}-support`)) {
    const service = serviceOf(spec.environment);
    const there = functions.find(each => each.service === service);
    if (!there) throw new Error(`${client}-support has no function ${service} in the emulator`);
    names.set(spec.name, there.name).set(spec.arn, there.name);
    for (const [variable, here] of Object.entries(spec.environment))
      pairUp(here, there.environment[variable] ?? '').forEach(([mine, its]) => names.set(mine, its));
  }
  return names;
}

const ARN = /arn:aws:[\w:/.*-]+/g;

/** A variable holds one name, or ARNs among other things. */
function pairUp(here: string, there: string): [string, string][] {
  if (here === there) return [];
  const [mine, its] = [here.match(ARN) ?? [here], there.match(ARN) ?? [there]];
  return mine.map((name, n) => [name, its[n] ?? '']);
}
