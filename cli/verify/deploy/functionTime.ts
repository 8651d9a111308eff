/**
 * Loaded before a function's bundle in the emulator (`node --import`): moves `Date` to the goldens' time, which stands in the
 * file CHECK_TIME as milliseconds.
 */
import { openSync, readSync } from 'node:fs';

const file = openSync(process.env['CHECK_TIME']!, 'r');
const hand = new Float64Array(1);
const now = () => {
  readSync(file, hand, 0, hand.byteLength, 0);
  return Math.floor(hand[0]!);
};
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, values, newTarget) =>
    Reflect.construct(target, values.length > 0 ? values : [now()], newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
});
