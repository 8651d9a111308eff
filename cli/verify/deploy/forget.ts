import {
  BatchWriteItemCommand,
  DynamoDBClient,
  paginateScan,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  paginateListExecutions,
  SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Deployment } from './deployment.ts';

/** As many items as BatchWriteItem takes. */
const BATCH = 25;

/** Every golden begins with a client that has no cases and executions, as in a cloud of its own. */
export async function forgetCases({ options, table, workflows }: Deployment): Promise<void> {
  const states = new SFNClient(options);
  for (const stateMachineArn of workflows) {
    const all: string[] = [];
    for await (const { executions = [] } of paginateListExecutions({ client: states }, { stateMachineArn }))
      all.push(...executions.map(({ executionArn }) => executionArn!));
    for (const executionArn of all) await states.send(new StopExecutionCommand({ executionArn }));
  }
  const client = new DynamoDBClient(options);
  for (const keys of await batches(client, table))
    await client.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: keys.map(Key => ({ DeleteRequest: { Key } })) } }),
    );
}

/** Executions that failed, of those started since (epoch ms of the machine): why a golden may have come out differently. */
export async function failedSince(began: number, { options, workflows }: Deployment): Promise<string[]> {
  const states = new SFNClient(options);
  const failed: string[] = [];
  for (const stateMachineArn of workflows) {
    const { executions = [] } = await states.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }),
    );
    for (const { executionArn, name, startDate } of executions) {
      if (startDate!.getTime() < began) continue;
      const { error, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
      failed.push(`execution ${name} failed: ${error}: ${cause}`);
    }
  }
  return failed;
}

/** How many items the client has. */
export async function itemCount({ options, table }: Deployment): Promise<number> {
  return (await batches(new DynamoDBClient(options), table)).flat().length;
}

async function batches(client: DynamoDBClient, TableName: string) {
  const keys: { pk: AttributeValue; sk: AttributeValue }[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ProjectionExpression: 'pk, sk' }))
    keys.push(...Items.map(({ pk, sk }) => ({ pk: pk!, sk: sk! })));
  return Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, n) =>
    keys.slice(n * BATCH, (n + 1) * BATCH),
  );
}
