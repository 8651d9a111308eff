import type { Cloud, Collection } from '../core/contract.ts';
import type { Schedule } from './schedule.ts';

interface Tick {
  expression: string;
  /** When this expression was first deployed; epoch ms, as is `due`. */
  since: number;
  due: number;
}

/**
 * Fires schedules on the virtual clock. Ticks missed while the cloud was down, or passed over by one advance, fire once:
 * at the last of them, so that the job sees everything that happened before.
 */
export class Ticks {
  private readonly cloud: Cloud;
  private readonly stored: Collection<Tick>;
  private readonly armed = new Set<string>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
    this.stored = cloud.store.collection('events-ticks');
  }

  /** `fire` gets the time of the tick. Repeatable: the stored tick stays while the expression does. */
  arm(id: string, expression: string, schedule: Schedule, fire: (due: number) => void) {
    if (this.armed.has(id)) return;
    this.armed.add(id);
    const now = this.cloud.clock.now();
    const stored = this.stored.get(id);
    if (stored?.expression === expression) return this.wait(id, stored, schedule, fire);
    const due = schedule.next(now, now);
    if (due === undefined) return;
    const tick = { expression, since: now, due };
    this.stored.put(id, tick);
    this.wait(id, tick, schedule, fire);
  }

  private wait(id: string, tick: Tick, schedule: Schedule, fire: (due: number) => void) {
    this.cloud.clock.at(tick.due, () => {
      const last = this.lastBefore(tick, schedule);
      if (last > this.cloud.clock.now()) return this.wait(id, { ...tick, due: last }, schedule, fire);
      const due = schedule.next(Math.max(last, this.cloud.clock.now()), tick.since);
      this.cloud.store.transaction(() => {
        fire(last);
        if (due !== undefined) this.stored.put(id, { ...tick, due });
        else this.stored.delete(id);
      });
      if (due !== undefined) this.wait(id, { ...tick, due }, schedule, fire);
    });
  }

  /** The last tick that is due by the end of the advance under way (or by now). */
  private lastBefore(tick: Tick, schedule: Schedule): number {
    const { clock } = this.cloud;
    const end = clock.horizon?.() ?? clock.now();
    let low = tick.due;
    for (let step = end - low; step >= 1000; step = Math.floor(step / 2)) {
      // Halving finds a late tick at once; what is left is walked tick by tick.
      const tried = schedule.next(low + step - 1, tick.since);
      if (tried !== undefined && tried <= end) low = tried;
    }
    for (let next = schedule.next(low, tick.since); next !== undefined && next <= end;) {
      low = next;
      next = schedule.next(low, tick.since);
    }
    return low;
  }
}
