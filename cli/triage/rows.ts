import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** One line of a labelled file; topic null = none of ours. */
export interface Row {
  text: string;
  topic: string | null;
}

const RowSchema = v.object({
  text: v.string('"text" must be a text'),
  topic: v.nullable(
    v.pipe(v.string('"topic" must be a text or null'), v.nonEmpty('"topic" must not be empty')),
  ),
});

/** Something is wrong with what the operator gave; the message says what and where. */
export class WrongInput extends Error {}

/** Rows of a JSON Lines file. Throws WrongInput naming the file and the line. Empty lines are skipped. */
export const readRows = (file: string): Row[] => readLines(file, RowSchema);

/** Lines of a JSON Lines file that all fit `schema`. Throws WrongInput naming the file and the line. */
export function readLines<T>(file: string, schema: v.GenericSchema<unknown, T>): T[] {
  const rows: T[] = [];
  contents(file)
    .split(/\r?\n/)
    .forEach((line, index) => {
      if (line.trim() !== '') rows.push(parsed(line, schema, `${file}:${index + 1}`));
    });
  if (rows.length === 0) throw new WrongInput(`${file}: has no rows`);
  return rows;
}

function contents(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : (error as Error).message;
    throw new WrongInput(`${file}: ${why}`);
  }
}

function parsed<T>(line: string, schema: v.GenericSchema<unknown, T>, where: string): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new WrongInput(`${where}: not JSON; one {"text": …, "topic": …} a line is expected`);
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue);
  throw new WrongInput(`${where}: ${path ? `${path}: ` : ''}${issue.message}`);
}
