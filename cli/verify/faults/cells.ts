import { createHash } from 'node:crypto';
import type { Golden } from '../../golden/golden.ts';
import type { Kind } from './kinds.ts';
import { kindsFor } from './kinds.ts';
import type { Cell, Undisturbed } from './playCell.ts';

/**
 * Reads for people who look again, and for the goldens' own checks: faults there show an error on a screen and nothing else.
 */
const LOOKING_ON = /^(read-cases|oversee-cases)\/|\/(read-cases|oversee-cases)$/;

/** Chats, mails, calls; those in which something fails as they are come last. */
export function shortestFirst(goldens: Golden[]): Golden[] {
  const rank = ({ channel, customer, steps }: Golden) =>
    (steps.some(step => 'fault' in step) ? 3 : 0) + (customer.phone ? 2 : channel === 'email' ? 1 : 0);
  return goldens.toSorted((a, b) => rank(a) - rank(b) || a.steps.length - b.steps.length);
}

/** Every call with every fault that can happen to it, in the first golden that makes it; the seed says at which of its times. */
export function cellsOf(
  undisturbed: Undisturbed[],
  { seed, only = '', fault }: { seed: number; only?: string; fault?: Kind },
): Cell[] {
  const first = new Map<string, Undisturbed>();
  for (const played of undisturbed)
    for (const id of played.made.keys()) if (!first.has(id) && !LOOKING_ON.test(id)) first.set(id, played);
  return [...first]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([id]) => id.includes(only))
    .flatMap(([id, played]) => {
      const { call, count } = played.made.get(id)!;
      return kindsFor(call)
        .filter(kind => !fault || kind === fault)
        .map(kind => ({ call: id, kind, nth: 1 + (draw(seed, id, kind) % count), played }));
    });
}

/** So many cells, drawn by the seed. */
export const sampled = (cells: Cell[], many: number, seed: number): Cell[] =>
  cells
    .map(cell => ({ cell, lot: draw(seed, cell.call, cell.kind, 'lot') }))
    .sort((a, b) => a.lot - b.lot)
    .slice(0, many)
    .map(({ cell }) => cell);

/** The same number for the same words, evenly spread over 32 bits. */
const draw = (seed: number, ...words: string[]): number =>
  createHash('sha256')
    .update(JSON.stringify([seed, ...words]))
    .digest()
    .readUInt32BE(0);
