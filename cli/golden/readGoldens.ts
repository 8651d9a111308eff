import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { YamlFile } from '../../layers/core/release/yamlFile.ts';
import { GoldenSchema, type Golden } from './golden.ts';

/** Goldens that can't be played, one line each: `file:line: what is wrong, what is expected`. */
export class GoldenFileError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'GoldenFileError';
    this.problems = problems;
  }
}

/** The goldens of a client (`clients/<client>/goldens/*.yaml`, one each) in the order of their file names. Throws GoldenFileError. */
export function readGoldens(dir: string): Golden[] {
  const names = existsSync(dir) ? readdirSync(dir).filter(name => name.endsWith('.yaml')) : [];
  if (names.length === 0) throw new GoldenFileError([`${dir}: no golden; expected at least one .yaml file`]);
  const goldens: Golden[] = [];
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const name of names.sort()) {
    const file = new YamlFile(join(dir, name));
    const golden = file.parse(GoldenSchema);
    if (golden) {
      const before = seen.get(golden.id);
      if (before) file.problem(['id'], `\`id\` "${golden.id}" is taken by ${before}`);
      seen.set(golden.id, name);
      goldens.push(golden);
    }
    problems.push(...file.problems);
  }
  if (problems.length > 0) throw new GoldenFileError(problems);
  return goldens;
}
