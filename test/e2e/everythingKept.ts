import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { loggedIn } from '../../cli/golden/logged.ts';
import type { LocalCloud } from '../../local/boot.ts';

/** All that a client's stack keeps, as one text: every item, every version of every object, every event of every workflow, every line of logs. */
export async function everythingKept(local: LocalCloud, bucket: string): Promise<string> {
  const options = {
    endpoint: local.cloud.urls.aws,
    region: 'us-east-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  };
  const parts = await Promise.all([
    tables(new DynamoDBClient(options)),
    objects(new S3Client(options), bucket),
    histories(new SFNClient(options)),
  ]);
  return [...parts.flat(), ...loggedIn(local)].join('\n');
}

async function tables(client: DynamoDBClient): Promise<string[]> {
  const found: string[] = [];
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  for (const TableName of TableNames) {
    let from: Record<string, any> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ TableName, ...(from && { ExclusiveStartKey: from }) }),
      );
      found.push(...(page.Items ?? []).map(item => JSON.stringify(item)));
      from = page.LastEvaluatedKey;
    } while (from);
  }
  return found;
}

async function objects(client: S3Client, Bucket: string): Promise<string[]> {
  const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
  const found = DeleteMarkers.map(({ Key }) => Key!);
  for (const { Key, VersionId } of Versions) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: Key!, VersionId: VersionId! }));
    found.push(Key!, await Body!.transformToString('latin1'));
  }
  return found;
}

async function histories(client: SFNClient): Promise<string[]> {
  const found: string[] = [];
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  for (const { stateMachineArn, type } of stateMachines) {
    if (type !== 'STANDARD') continue;
    const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
    for (const { executionArn } of executions) {
      const { events = [] } = await client.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
      );
      found.push(JSON.stringify(events));
    }
  }
  return found;
}
