import { randomUUID } from 'node:crypto';
import {
  AwsError,
  type CallContext,
  type Cloud,
  type Operation,
  type RawRequest,
  type RawResponse,
  type Resource,
  type Service,
} from '../core/contract.ts';
import { openEngine, type Engine } from './engine.ts';
import { deployTable, tableArn, type Table } from './tables.ts';
import { sweepHourly } from './timeToLive.ts';
import { runCounted } from './units.ts';
import { bytesOf } from '../core/meter.ts';

const ON_TABLE = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'DescribeTable'];
const ON_TABLE_OR_INDEX = ['Query', 'Scan'];
const ON_TABLES = ['BatchGetItem', 'BatchWriteItem'];

/**
 * DynamoDB over dynalite. No transactions, streams or PartiQL: calls of those are refused.
 * `path`: folder of the tables; without it they are kept in memory.
 */
export function createDynamodb({ path }: { path?: string } = {}): Service {
  let engine: Engine | undefined;
  const opened = () => (engine ??= openEngine(path));
  const tables = new Map<string, Table>();
  const deploy = async (resource: Resource, cloud: Cloud) => {
    const table = await deployTable(resource, opened());
    tables.set(table.name, table);
    return { ref: table.name, attributes: { Arn: tableArn(table.name, cloud), TableId: table.name } };
  };
  const operations = tableOperations(opened, tables);
  return {
    name: 'dynamodb',
    protocol: 'raw',
    operations,
    resourceTypes: {
      'AWS::DynamoDB::Table': { deploy },
      'AWS::DynamoDB::GlobalTable': { deploy },
    },
    raw: (request, context) => answer(request, context, operations),
    resume: cloud => sweepHourly(cloud, opened(), tables),
    async stop() {
      await engine?.close();
      engine = undefined;
    },
  };
}

function tableOperations(engine: () => Engine, tables: Map<string, Table>): Record<string, Operation> {
  const operation = (name: string, resources: Operation['resources'], adapt = named): [string, Operation] => [
    name,
    {
      resources,
      conditions: input => leadingKeys(input, tables),
      run: (input, context) => run(name, adapt(input), context),
    },
  ];
  const run = async (name: string, input: any, { principal: { caller }, cloud: { meter } }: CallContext) => {
    if (!meter) return engine().run(name, input);
    const output = await runCounted(engine(), name, input, {
      table: tables.get(input.TableName),
      spent({ read, write }) {
        if (read) meter.add('dynamodb', 'read units', read, caller);
        if (write) meter.add('dynamodb', 'write units', write, caller);
      },
    });
    meter.add('dynamodb', 'bytes', bytesOf(input) + bytesOf(output), caller);
    return output;
  };
  return {
    ...Object.fromEntries([
      ...ON_TABLE.map(name => operation(name, onTable)),
      ...ON_TABLE_OR_INDEX.map(name => operation(name, onTableOrIndex)),
      ...ON_TABLES.map(name => operation(name, onTables, withNamedTables)),
    ]),
    DescribeTimeToLive: {
      resources: onTable,
      run({ TableName }) {
        const attribute = tables.get(bare(TableName))?.ttlAttribute;
        const on = attribute && { TimeToLiveStatus: 'ENABLED', AttributeName: attribute };
        return { TimeToLiveDescription: on ?? { TimeToLiveStatus: 'DISABLED' } };
      },
    },
    ListTables: { resources: () => ['*'], run: input => engine().run('ListTables', input) },
  };
}

/** The partition of the one item that a call names. Of queries and batches it isn't told: no policy here asks for it. */
function leadingKeys(input: any, tables: Map<string, Table>): Record<string, string[]> {
  const [partition] = tables.get(bare(input.TableName))?.keys ?? [];
  const value = partition && (input.Key ?? input.Item)?.[partition];
  return value ? { 'dynamodb:LeadingKeys': [String(Object.values(value)[0])] } : {};
}

const onTable = ({ TableName }: any, cloud: Cloud) => [tableArn(bare(TableName), cloud)];
const onTableOrIndex = ({ TableName, IndexName }: any, cloud: Cloud) => [
  `${tableArn(bare(TableName), cloud)}${IndexName ? `/index/${IndexName}` : ''}`,
];
const onTables = ({ RequestItems = {} }: any, cloud: Cloud) =>
  Object.keys(RequestItems).map(name => tableArn(bare(name), cloud));

/** Tables may be named by ARN; dynalite knows names only. */
const bare = (nameOrArn: string) => String(nameOrArn).split(':table/').at(-1)!;
const named = (input: any) =>
  input.TableName?.startsWith('arn:') ? { ...input, TableName: bare(input.TableName) } : input;
const withNamedTables = (input: any) => ({
  ...input,
  RequestItems: Object.fromEntries(
    Object.entries(input.RequestItems ?? {}).map(([name, items]) => [bare(name), items]),
  ),
});

async function answer(
  request: RawRequest,
  { cloud, principal }: CallContext,
  operations: Record<string, Operation>,
): Promise<RawResponse> {
  const operation = (request.headers['x-amz-target'] ?? '').split('.').at(-1)!;
  try {
    if (!Object.hasOwn(operations, operation)) throw unknownOperation(operation, cloud);
    const input = JSON.parse(Buffer.from(request.body).toString('utf8') || '{}');
    return response(200, await cloud.call(principal, 'dynamodb', operation, input));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { name, message, status, extra } = error;
    return response(status, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message, ...extra });
  }
}

function unknownOperation(operation: string, cloud: Cloud): AwsError {
  const message = `the local dynamodb does not know the operation ${operation} (dynalite has no transactions, streams or PartiQL)`;
  cloud.log(message);
  return new AwsError('UnknownOperationException', message);
}

function response(status: number, body: unknown): RawResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() };
  // A fault that was put in the way answers with a text; it goes out as it is.
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}
