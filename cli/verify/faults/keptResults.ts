import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Cell, Result } from './playCell.ts';

/** What a cell is called in a file of results. */
export const keyOf = ({ call, kind, nth, played: { golden } }: Cell): string =>
  [call, kind, nth, golden.id].join(' ');

/** The results of a file, by their cells' names; none while there is no file. @throws SyntaxError when it isn't such a file */
export function keptResults(file: string): Map<string, Result> {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(
    lines.map(line => {
      const { key, ...result } = JSON.parse(line);
      return [key, result];
    }),
  );
}

/** A line more, at once: whoever breaks off has it. */
export function keepResult(file: string, { cell, ...rest }: Result): void {
  const { call, kind, nth, played } = cell;
  const line = {
    key: keyOf(cell),
    cell: { call, kind, nth, played: { golden: { id: played.golden.id } } },
    ...rest,
  };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
