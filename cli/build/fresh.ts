import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Hash of the names and contents of files and of everything in directories. */
export function hashOf(root: string, paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(path => filesIn(join(root, path))))
    hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap(name => filesIn(join(path, name)));
}

/** Does the work unless it was done with these very inputs and its outputs are still there; says so with its seconds. */
export async function unlessFresh(
  what: string,
  { stamp, inputs, outputs }: { stamp: string; inputs: string; outputs: string[] },
  work: () => Promise<string> | string,
): Promise<void> {
  if (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === inputs &&
    outputs.every(path => existsSync(path))
  ) {
    console.error(`${what}: unchanged`);
    return;
  }
  const start = performance.now();
  const done = await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
  console.error(`${what}: ${done} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
