import { marshall } from '@aws-sdk/util-dynamodb';
import type { Case, Turn } from '../../layers/core/domain/case.ts';
import { createCaseStore } from '../../layers/core/store/caseStore.ts';
import type { Item, Table } from '../../layers/core/store/table.ts';
import type { DeployedStacks } from '../../local/template/deploy.ts';
import type { Random } from './random.ts';
import { type Attributes, type Stored, type TableFiles } from './tableFiles.ts';

export const tableOf = ({ resources }: DeployedStacks): string =>
  resources.find(({ type }) => type === 'AWS::DynamoDB::Table')!.ref;

/** A case as it was, to be stored as the product's own store writes it. */
export interface PastCase {
  case: Case;
  turns: Turn[];
}

/** Marks in a pattern's items that each case replaces by its own. */
export const MARKS = {
  caseId: 'C-PATTERN000',
  contactId: 'pattern0-0000-0000-0000-000000000000',
  customer: 'K-PATTERN00',
};
const ANY_MARK = new RegExp(`(${Object.values(MARKS).join('|')})`);
type Marks = Record<string, string>;

/** Histories that cases are copied from, so that a million of them takes minutes. */
const PATTERNS = 40;
/** Entries of one write. */
const BATCH = 4000;
/** More partitions than a case has items in: its own, its contact's, and those in the indexes. */
const MOST_BLOCKS = 8;
const TELL_EVERY = 500_000;

/** Text cut at its marks: every second piece is one. */
type Pieces = string[];

interface Template {
  place: Stored['place'];
  /** Of the item, what its keys are made of. */
  keys: [name: string, type: string, value: Pieces][];
  value: Pieces;
}

/** Stores these cases one by one. */
export async function putCases(files: TableFiles, cases: PastCase[]): Promise<void> {
  for (const past of cases)
    await files.write(
      (await itemsOf(past))
        .flatMap(item => files.storedOf(item))
        .map(({ place, item }) => ({ key: place.keyOf(item), value: JSON.stringify(item) })),
    );
}

/**
 * Stores `many` closed cases of many customers, each with the history of one of the patterns. They are written in the order in
 * which they stand on disk, one partition after the other: what is written in another order is sorted by the database, which
 * takes several times as long.
 */
export async function fillTable(
  files: TableFiles,
  many: number,
  options: { random: Random; pattern(random: Random): PastCase; onProgress(share: number): void },
): Promise<void> {
  const patterns: Template[][][] = [];
  for (let n = 0; n < PATTERNS; n++)
    patterns.push(blocksOf(files, await itemsOf(options.pattern(options.random))));

  const order = new Float64Array(many * MOST_BLOCKS).fill(Infinity);
  let blocks = 0;
  for (let n = 0; n < many; n++) {
    const marks = marksOf(n);
    for (const [number, [first]] of patterns[n % PATTERNS]!.entries())
      order[blocks++] = (first!.place.rankOf(keyItem(first!, marks)) * many + n) * MOST_BLOCKS + number;
  }
  order.subarray(0, blocks).sort();

  let entries: { key: string; value: string }[] = [];
  for (let at = 0; at < blocks; at++) {
    const [n, number] = [Math.floor(order[at]! / MOST_BLOCKS) % many, order[at]! % MOST_BLOCKS];
    const marks = marksOf(n);
    for (const template of patterns[n % PATTERNS]![number]!)
      entries.push({
        key: template.place.keyOf(keyItem(template, marks)),
        value: filledIn(template.value, marks),
      });
    if (entries.length >= BATCH || at === blocks - 1) {
      await files.write(entries);
      entries = [];
    }
    if (at % TELL_EVERY === TELL_EVERY - 1) options.onProgress(at / blocks);
  }
}

/** What is stored of these items, by the partition it stands in. */
function blocksOf(files: TableFiles, items: Attributes[]): Template[][] {
  const stored = items.flatMap(item => files.storedOf(item));
  const blocks = Object.groupBy(
    stored,
    ({ place, item }) => place.prefix + Object.values(item[place.partition])[0],
  );
  return Object.values(blocks).map(block =>
    block!.map(({ place, item }) => ({
      place,
      keys: files.keyNames.flatMap((name): Template['keys'] => {
        const [type, value] = Object.entries<string>(item[name] ?? {})[0] ?? [];
        return type ? [[name, type, value!.split(ANY_MARK)]] : [];
      }),
      value: JSON.stringify(item).split(ANY_MARK),
    })),
  );
}

/** What the `n`-th case has for a pattern's marks. */
function marksOf(n: number): Marks {
  const id = n.toString(36).toUpperCase().padStart(8, '0');
  return {
    [MARKS.caseId]: `C-SD${id}`,
    [MARKS.contactId]: `seeded00-0000-0000-0000-0000${id}`,
    // One customer in five comes again and again.
    [MARKS.customer]: `K-S${String(n % 5 === 0 ? n % 1000 : n).padStart(8, '0')}`,
  };
}

function filledIn(pieces: Pieces, marks: Marks): string {
  let text = '';
  for (const [n, piece] of pieces.entries()) text += n % 2 === 1 ? marks[piece] : piece;
  return text;
}

function keyItem({ keys }: Template, marks: Marks): Attributes {
  const item: Attributes = {};
  for (const [name, type, value] of keys) item[name] = { [type]: filledIn(value, marks) };
  return item;
}

/** The items that the product's store writes for a case, marshalled. */
async function itemsOf({ case: past, turns }: PastCase): Promise<Record<string, any>[]> {
  const items: Record<string, any>[] = [];
  const put = async (item: Item) => {
    items.push(marshall(item, { removeUndefinedValues: true }));
    return true;
  };
  const table = { putNew: put, put } as unknown as Table;
  const store = createCaseStore({ table, retentionDays: 365, now: () => new Date(past.updatedAt) });
  await store.saveContact({ contactId: past.contactId, caseId: past.caseId, channel: past.channel });
  await store.create(past);
  for (const turn of turns) await store.addTurn(turn);
  const [owners, kinds] = [['ai', 'provider', 'nobody'] as const, ['open', 'escalate', 'resolve']];
  for (const [n, kind] of kinds.entries())
    await store.event(
      { caseId: past.caseId, owner: owners[n]!, epoch: n + 1 },
      kind,
      n === 2 ? 'Ada' : 'ai',
      { key: past.updatedAt },
    );
  return items;
}
