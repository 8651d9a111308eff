import { KINDS } from './kinds.ts';
import type { Result } from './playCell.ts';

/** ✓ as if nothing had happened; ○ came out differently, all invariants hold; ✗ an invariant is broken; ? never reached. */
const markOf = ({ hit, broken, same }: Result): string =>
  broken.length > 0 ? '✗' : !hit ? '?' : same ? '✓' : '○';

/** Calls down, faults across; a dot where the fault can't happen or wasn't tried. */
export function matrixOf(results: Result[]): string {
  const calls = [...new Set(results.map(({ cell }) => cell.call))].sort();
  const kinds = KINDS.filter(kind => results.some(({ cell }) => cell.kind === kind));
  const width = Math.max(...calls.map(({ length }) => length), 0);
  const at = (call: string, kind: string) => {
    const result = results.find(({ cell }) => cell.call === call && cell.kind === kind);
    return result ? markOf(result) : '·';
  };
  return [
    ...kinds.map((kind, n) => `${' '.repeat(width + 1)}${'│ '.repeat(n)}${kind}`),
    ...calls.map(call => `${call.padEnd(width)} ${kinds.map(kind => at(call, kind)).join(' ')}`),
  ].join('\n');
}

export function sumOf(results: Result[]): string {
  const count = (mark: string) => results.filter(each => markOf(each) === mark).length;
  const calls = new Set(results.map(({ cell }) => cell.call)).size;
  const swept = results.filter(({ swept }) => Object.keys(swept).length > 0);
  const deeds = [...new Set(swept.flatMap(({ swept }) => Object.keys(swept)))].map(
    deed => `${deed} in ${swept.filter(each => each.swept[deed]).length}`,
  );
  return (
    `${results.length} cells of ${calls} calls: ${count('✓')} as if nothing had happened, ` +
    `${count('○')} came out differently and all invariants hold, ${count('✗')} break one, ${count('?')} not reached` +
    (swept.length > 0 ? `\nthe sweeper moved cases in ${swept.length}: ${deeds.join(', ')}` : '')
  );
}

/** What is broken in a cell, and how to see it again. */
export const complaint = ({ cell, broken, lines, logged }: Result, seed: number, verbose: boolean): string =>
  [
    `\n${cell.call} × ${cell.kind} (time ${cell.nth}, golden ${cell.played.golden.id})`,
    ...broken.map(each => `  ✗ ${each}`),
    `  again: npm run verify:faults -- --golden ${cell.played.golden.id} --only ${cell.call} --fault ${cell.kind} --seed ${seed} --verbose`,
    ...(verbose ? [...lines.map(line => `  │ ${line}`), ...logged.map(line => `  ! ${line}`)] : []),
  ].join('\n');
