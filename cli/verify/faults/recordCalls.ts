import type { Cloud } from '../../../local/core/contract.ts';
import { standAround, type Call, type NameOf } from './calls.ts';

export interface CallsMade {
  call: Call;
  count: number;
}

/** Counts the calls that are made from now on, by their ids. */
export function recordCalls(cloud: Cloud, nameOf: NameOf): Map<string, CallsMade> {
  const made = new Map<string, CallsMade>();
  const count = (call: Call) => {
    const known = made.get(call.id);
    if (known) known.count += 1;
    else made.set(call.id, { call, count: 1 });
  };
  standAround(cloud, nameOf, {
    call: (call, _about, run) => (count(call), run()),
    invoke: (call, _about, run) => (count(call), run()),
  });
  return made;
}
