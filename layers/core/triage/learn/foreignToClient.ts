import { VIEW_WEIGHTS, type Sparse } from './vocabulary.ts';

/** A message of FOREIGN this like an example (cosine of the words, 0–1) is the client's business after all. */
const ALIKE = 0.6;

/** Those of `foreign` that are unlike all of a client's `own` messages: who sells umbrellas may be asked for the weather. */
export function foreignTo(own: readonly Sparse[], foreign: readonly Sparse[], rows: number): Sparse[] {
  const containing = new Map<number, { message: number; value: number }[]>();
  const asked = new Uint8Array(rows);
  for (const { column, views } of foreign) for (const row of column.subarray(0, views[1])) asked[row] = 1;
  own.forEach(({ column, value, views }, message) => {
    for (let i = 0; i < (views[1] as number); i++) {
      const row = column[i] as number;
      if (asked[row] === 0) continue;
      const list = containing.get(row) ?? [];
      list.push({ message, value: value[i] as number });
      containing.set(row, list);
    }
  });
  const least = ALIKE * (VIEW_WEIGHTS[0] as number) ** 2;
  const likeness = new Float32Array(own.length);
  return foreign.filter(({ column, value, views }) => {
    likeness.fill(0);
    for (let i = 0; i < (views[1] as number); i++)
      for (const one of containing.get(column[i] as number) ?? [])
        likeness[one.message]! += one.value * (value[i] as number);
    return likeness.every(alike => alike < least);
  });
}
