import type { Meter } from '../../local/core/meter.ts';

/** What something used, by service and figure: `dynamodb read units`, `lambda invocations`, … */
export type Usage = Record<string, number>;

/** The figures shown; of what is called `bytes` small differences come from ids and times. */
export const FIGURES = [
  'dynamodb read units',
  'dynamodb write units',
  'states transitions',
  'states express executions',
  'states states of express',
  'lambda invocations',
  'dynamodb bytes',
  'lambda bytes',
];

export function usageOf(meter: Meter): Usage {
  const usage: Usage = {};
  for (const { service, what, amount } of meter.readings()) {
    const name = `${service} ${what}`;
    usage[name] = (usage[name] ?? 0) + amount;
  }
  return usage;
}

/** What `work` used, and all that followed from it until the cloud was `settled`. */
export async function usedBy(
  meter: Meter,
  work: () => Promise<unknown>,
  settled: () => Promise<void>,
): Promise<Usage> {
  await settled();
  const before = usageOf(meter);
  await work();
  await settled();
  return difference(usageOf(meter), before);
}

const difference = (after: Usage, before: Usage): Usage =>
  Object.fromEntries(Object.entries(after).map(([name, amount]) => [name, amount - (before[name] ?? 0)]));

/** Rows of cells, aligned: the first column left, the others right. */
export function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows
    .map(row =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n');
}

export const number = (value: number): string =>
  Number.isInteger(value) ? value.toLocaleString('en-US') : value.toFixed(1);
