import type { Cloud, Resource } from '../core/contract.ts';
import type { Engine } from './engine.ts';

export interface Table {
  name: string;
  keys: string[];
  /** Attribute with the epoch seconds after which an item goes. */
  ttlAttribute?: string;
  indexes: Index[];
}

/** A secondary index, whichever kind. */
export interface Index {
  keys: string[];
  /** Attributes that its entries hold. */
  projected: 'all' | string[];
}

/** Makes a table of the template exist as described. @throws Error for what dynalite cannot do. */
export async function deployTable(resource: Resource, engine: Engine): Promise<Table> {
  const { properties, physicalName } = resource;
  const owner = `${resource.stack}/${resource.logicalId}`;
  if (properties.StreamSpecification)
    throw new Error(`${owner}: DynamoDB streams are not in the local cloud`);
  const name = properties.TableName ?? physicalName;
  const { KeySchema, AttributeDefinitions } = properties;
  const wanted: any[] = (properties.GlobalSecondaryIndexes ?? []).map(indexOf);
  const local: any[] = (properties.LocalSecondaryIndexes ?? []).map(indexOf);
  const present = await describe(engine, name);
  if (!present) {
    await engine.run('CreateTable', {
      TableName: name,
      KeySchema,
      AttributeDefinitions,
      BillingMode: 'PAY_PER_REQUEST',
      ...(wanted.length && { GlobalSecondaryIndexes: wanted }),
      ...(local.length && { LocalSecondaryIndexes: local }),
    });
  } else {
    mustBeSame(owner, present, { KeySchema, wanted: [...wanted, ...local] });
  }
  await untilActive(engine, name);
  const ttl = properties.TimeToLiveSpecification;
  return {
    name,
    keys: namesOf(KeySchema),
    ttlAttribute: ttl && ttl.Enabled !== false ? ttl.AttributeName : undefined,
    indexes: [...wanted, ...local].map(index => shapeOf(index, KeySchema)),
  };
}

export const tableArn = (name: string, cloud: Cloud) =>
  `arn:aws:dynamodb:${cloud.region}:${cloud.account}:table/${name}`;

const namesOf = (keys: any[]): string[] => keys.map(({ AttributeName }) => AttributeName);

function shapeOf({ KeySchema, Projection }: any, tableKeys: any[]): Index {
  const keys = namesOf(KeySchema);
  const all = Projection.ProjectionType === 'ALL';
  return {
    keys,
    projected: all ? 'all' : [...keys, ...namesOf(tableKeys), ...(Projection.NonKeyAttributes ?? [])],
  };
}

const indexOf = ({ IndexName, KeySchema, Projection }: any) => ({ IndexName, KeySchema, Projection });

async function describe(engine: Engine, name: string): Promise<any> {
  try {
    return (await engine.run('DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** dynalite changes neither keys nor indexes of a table that exists, and rebuilding one could lose what is in it. */
function mustBeSame(owner: string, present: any, { KeySchema, wanted }: { KeySchema: any[]; wanted: any[] }) {
  const shape = (keys: any[], indexes: any[] = []) =>
    JSON.stringify([keys, indexes.map(({ IndexName, KeySchema }) => [IndexName, KeySchema]).sort()]);
  const there = [...(present.GlobalSecondaryIndexes ?? []), ...(present.LocalSecondaryIndexes ?? [])];
  if (shape(present.KeySchema, there) === shape(KeySchema, wanted)) return;
  throw new Error(
    `${owner}: the key or the indexes of ${present.TableName} differ from those on disk, which the local cloud cannot ` +
      'change: start with an empty state folder',
  );
}

async function untilActive(engine: Engine, name: string) {
  for (;;) {
    const table = await describe(engine, name);
    const indexes: any[] = table?.GlobalSecondaryIndexes ?? [];
    if (!table || (table.TableStatus === 'ACTIVE' && indexes.every(index => index.IndexStatus === 'ACTIVE')))
      return;
    await new Promise(resolve => setImmediate(resolve));
  }
}
