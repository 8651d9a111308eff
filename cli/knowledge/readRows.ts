import { readFileSync } from 'node:fs';

/** A file that can't be used; the message names file and line, and what is expected. */
export class UnusableRow extends Error {
  override name = 'UnusableRow';
}

/** Reads JSON Lines; every row goes through `check`, which returns what is wrong with it or nothing. */
export function readRows<T>(file: string, check: (row: Partial<T>) => string | undefined): T[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnusableRow(`${file}: can't be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
  const rows: T[] = [];
  text.split('\n').forEach((line, n) => {
    if (!line.trim()) return;
    const at = `${file}:${n + 1}`;
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch {
      throw new UnusableRow(`${at}: not JSON; expected one JSON object a line`);
    }
    if (row === null || typeof row !== 'object' || Array.isArray(row))
      throw new UnusableRow(`${at}: expected a JSON object`);
    const wrong = check(row as Partial<T>);
    if (wrong) throw new UnusableRow(`${at}: ${wrong}`);
    rows.push(row as T);
  });
  if (!rows.length) throw new UnusableRow(`${file}: no rows`);
  return rows;
}
