import type { Engine } from './engine.ts';
import type { Index, Table } from './tables.ts';

/** Request units of one call, as DynamoDB counts them on demand. */
export interface Units {
  read: number;
  write: number;
}
type Attributes = Record<string, any>;

const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'];
const WRITE_UNIT = 1024;

/**
 * Runs a call and says what it cost, also when its condition did not hold. Reads are counted by dynalite; for writes it
 * leaves out the indexes, so they are counted here from the item before and after. A write that meets another on the same
 * item may be counted by a size the item had a moment before. Batches are not counted: no function of the product writes so.
 */
export async function runCounted(
  engine: Engine,
  operation: string,
  input: any,
  { table, spent }: { table: Table | undefined; spent(units: Units): void },
): Promise<any> {
  if (table && WRITES.includes(operation)) return write(engine, operation, input, { table, spent });
  const { ConsumedCapacity, ...output } = await engine.run(operation, {
    ...input,
    ReturnConsumedCapacity: 'TOTAL',
  });
  if (operation === 'GetItem' || operation === 'Query' || operation === 'Scan') {
    // A look that finds nothing costs as much as one that finds something small.
    const least = input.ConsistentRead ? 1 : 0.5;
    spent({ read: Math.max(least, ConsumedCapacity.CapacityUnits), write: 0 });
  }
  return output;
}

async function write(
  engine: Engine,
  operation: string,
  input: any,
  { table, spent }: { table: Table; spent(units: Units): void },
) {
  const { TableName } = input;
  const Key =
    operation === 'PutItem' ? Object.fromEntries(table.keys.map(key => [key, input.Item[key]])) : input.Key;
  const item = async (): Promise<Attributes | undefined> =>
    (await engine.run('GetItem', { TableName, Key, ConsistentRead: true })).Item;
  const before = await item();
  try {
    const output = await engine.run(operation, input);
    const after =
      operation === 'PutItem' ? input.Item : operation === 'DeleteItem' ? undefined : await item();
    spent({ read: 0, write: writeUnits(before, after, table.indexes) });
    return output;
  } catch (error) {
    // A condition that fails is paid for like the write of the item that is there.
    if ((error as Error).name === 'ConditionalCheckFailedException')
      spent({ read: 0, write: unitsOf(before) });
    throw error;
  }
}

/** The table's own unit for the larger of both, and for each index what changes in it: an entry that moves is two writes. */
export function writeUnits(
  before: Attributes | undefined,
  after: Attributes | undefined,
  indexes: Index[],
): number {
  const own = Math.max(unitsOf(before), unitsOf(after));
  return indexes.reduce((sum, index) => {
    const [old, fresh] = [entryOf(before, index), entryOf(after, index)];
    if (!old || !fresh) return sum + (old || fresh ? unitsOf(old ?? fresh) : 0);
    if (JSON.stringify(sorted(old)) === JSON.stringify(sorted(fresh))) return sum;
    const moved = index.keys.some(key => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]));
    return sum + (moved ? unitsOf(old) + unitsOf(fresh) : Math.max(unitsOf(old), unitsOf(fresh)));
  }, own);
}

/** What an index holds of an item; nothing when a key of the index is missing. */
function entryOf(item: Attributes | undefined, { keys, projected }: Index): Attributes | undefined {
  if (!item || keys.some(key => item[key] === undefined)) return undefined;
  if (projected === 'all') return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => projected.includes(name)));
}

const sorted = (item: Attributes) => Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));

const unitsOf = (item: Attributes | undefined): number =>
  Math.max(1, Math.ceil((item ? itemSize(item) : 0) / WRITE_UNIT));

/** Bytes of an item by the rules of the developer guide ("DynamoDB item sizes and formats"). */
export const itemSize = (item: Attributes): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);

function valueSize(value: Record<string, any>): number {
  const [type, content] = Object.entries(value)[0]!;
  switch (type) {
    case 'S':
      return Buffer.byteLength(content);
    case 'N':
      return numberSize(content);
    case 'B':
      return Buffer.from(content, 'base64').length;
    case 'SS':
    case 'NS':
    case 'BS':
      return content.reduce((sum: number, each: string) => sum + valueSize({ [type[0]!]: each }), 0);
    case 'L':
      return 3 + content.reduce((sum: number, each: any) => sum + 1 + valueSize(each), 0);
    case 'M':
      return 3 + Object.keys(content).length + itemSize(content);
    default:
      return 1;
  }
}

/** About a byte for two significant digits, and one. */
const numberSize = (digits: string) =>
  Math.ceil(digits.replace(/[-+.]|e.*$/gi, '').replace(/^0+|0+$/g, '').length / 2) + 1;
