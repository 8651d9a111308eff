import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { setTimeout as wait } from 'node:timers/promises';
import type { Case } from '../../../layers/core/domain/case.ts';

/** A deployed support stack, wherever it runs. */
export interface Deployed {
  url: string;
  accessKeyId: string;
  table: string;
  escalationArn: string;
  /** ARN of the secret with the key of the client's service. */
  serviceSecret: string;
  /** Name of a function in that stack, by the name it has here. */
  functionName(name: string): string;
}

/** Longest that a workflow is waited for, seconds. */
const PATIENCE = 40;

/** The same calls for every deployment: what Lex, the HTTP API and an operator would do. */
export function createMachinery({
  url,
  accessKeyId,
  table,
  escalationArn,
  functionName,
}: Omit<Deployed, 'serviceSecret'>) {
  const options = {
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: accessKeyId },
  };
  const lambda = new LambdaClient(options);
  const dynamodb = new DynamoDBClient(options);
  const states = new SFNClient(options);

  async function invoke<T>(name: string, event: unknown): Promise<T> {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName(name), Payload: JSON.stringify(event) }),
    );
    const text = Buffer.from(Payload!).toString();
    if (FunctionError) throw new Error(`${name} failed: ${text.slice(0, 500)}`);
    return JSON.parse(text) as T;
  }

  const read = async (caseId: string): Promise<Case | undefined> => {
    const { Item } = await dynamodb.send(
      new GetItemCommand({ TableName: table, Key: { pk: { S: `CASE#${caseId}` }, sk: { S: 'CASE' } } }),
    );
    return Item && (unmarshall(Item) as Case);
  };

  return {
    invoke,
    case: read,
    /** The case once it is as `ready` says, or as it is when nothing came of it. */
    async caseWhen(caseId: string, ready: (one: Case) => boolean): Promise<Case | undefined> {
      for (let tries = 0; tries < PATIENCE * 2; tries++) {
        const current = await read(caseId);
        if (current && ready(current)) return current;
        await wait(500);
      }
      return read(caseId);
    },
    /** How a case's workflow stands: RUNNING, SUCCEEDED, FAILED …; once it is over, if it ends in time. */
    async workflow({ execution }: Case): Promise<string> {
      const executionArn = `${escalationArn.replace(':stateMachine:', ':execution:')}:${execution}`;
      for (let tries = 0; ; tries++) {
        const { status, error, cause } = await states.send(new DescribeExecutionCommand({ executionArn }));
        if (status === 'FAILED') return `FAILED: ${error}: ${cause}`;
        if (status !== 'RUNNING' || tries > PATIENCE * 2) return status!;
        await wait(500);
      }
    },
  };
}
export type Machinery = ReturnType<typeof createMachinery>;
