/** `node cli/run.mjs bench/redaction.ts [--wrong]`: how much of what tells who somebody is the logger hides, and how much it hides for nothing. */
import { parseArgs } from 'node:util';
import { measureRedaction, readLabelled, SETS } from './redaction/measure.ts';

const { values } = parseArgs({ options: { wrong: { type: 'boolean', default: false } } });
const percent = (part: number, whole: number) => (whole === 0 ? '–' : ((100 * part) / whole).toFixed(1));
for (const set of SETS) {
  const lines = readLabelled(set);
  const { rows, misses } = measureRedaction(lines);
  const without = lines.filter(({ spans }) => spans.length === 0).length;
  console.log(`${set}: ${lines.length} lines, ${without} of them with nothing personal`);
  console.log('kind      labelled  recall  precision');
  for (const { kind, labelled, hidden, found, right } of rows)
    console.log(
      `${kind.padEnd(8)}  ${String(labelled).padStart(8)}  ${percent(hidden, labelled).padStart(6)}  ${percent(right, found).padStart(9)}`,
    );
  if (values.wrong)
    for (const { nth, what, said, text } of misses)
      console.log(`line ${nth}, ${what}: ${said}   in: ${text}`);
}
