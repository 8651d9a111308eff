import type { Activity, Clock, Collection, Store, Timer } from './contract.ts';

/** Longest real wait before looking again, so that a machine that slept catches up within a minute. */
const LOOK_AGAIN = 60_000;

/** What workers need to see the same time: `[0, offset]` while time runs, `[1, now]` while it stands still. */
export type SharedTime = Float64Array;

export interface VirtualClock extends Clock {
  readonly shared: SharedArrayBuffer;
  readonly frozen: boolean;
  stop(): void;
}

export interface ClockOptions {
  store: Store;
  activity: Activity;
  /** ISO time of the very first start; later starts go on from where the store says. Default: the real time. */
  start?: string;
  /** Time stands still except when advanced: for tests. */
  frozen?: boolean;
  /** Memory that others see the time in; none: of its own. */
  shared?: SharedArrayBuffer;
  onError(error: unknown): void;
}

interface Pending {
  due: number;
  order: number;
  job: () => void | Promise<void>;
}
type Saved = { offset: number } | { now: number };

/** Opens virtual time; its offset (or, frozen, its hand) is kept in the store, so that a restart goes on with it. */
export function openClock(options: ClockOptions): VirtualClock {
  const { activity, frozen = false, onError } = options;
  const saved: Collection<Saved> = options.store.collection('clock');
  const { shared = new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT) } = options;
  const time: SharedTime = new Float64Array(shared);
  time[0] = frozen ? 1 : 0;
  time[1] = initial(saved.get('time'), options);

  const pending = new Set<Pending>();
  let order = 0;
  let alarm: NodeJS.Timeout | undefined;
  let advancing: Promise<void> | undefined;
  let stopped = false;

  const now = () => Math.floor(frozen ? time[1]! : Date.now() + time[1]!);
  keep();

  function keep() {
    saved.put('time', frozen ? { now: time[1]! } : { offset: time[1]! });
  }

  function moveTo(due: number) {
    if (due <= now()) return;
    time[1]! += due - now();
    keep();
  }

  function next(until: number): Pending | undefined {
    let first: Pending | undefined;
    for (const entry of pending) {
      if (entry.due > until) continue;
      if (!first || entry.due < first.due || (entry.due === first.due && entry.order < first.order)) {
        first = entry;
      }
    }
    return first;
  }

  /** Fires without waiting for the work to end: idle() tells when it has. */
  function fire(entry: Pending) {
    pending.delete(entry);
    void activity.run(async () => entry.job()).catch(onError);
  }

  function wake() {
    clearTimeout(alarm);
    if (stopped || advancing) return;
    for (let due = next(now()); due; due = next(now())) fire(due);
    if (frozen) return;
    const soonest = next(Infinity);
    if (soonest) alarm = setTimeout(wake, Math.min(LOOK_AGAIN, Math.max(1, soonest.due - now()))).unref();
  }

  async function move(ms: number) {
    const target = now() + ms;
    await activity.idle();
    for (let entry = next(target); entry; entry = next(target)) {
      moveTo(entry.due);
      fire(entry);
      await activity.idle();
    }
    moveTo(target);
  }

  return {
    shared,
    frozen,
    now,
    at(due, job): Timer {
      const entry = { due, order: order++, job };
      pending.add(entry);
      // Not at once: what is due already must still run after `at` has returned its timer.
      queueMicrotask(wake);
      return { cancel: () => void pending.delete(entry) };
    },
    async advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`clock.advance: time only moves forward, not by ${ms} ms`);
      const before = advancing ?? Promise.resolve();
      const mine = before.then(() => move(ms));
      advancing = mine;
      try {
        await mine;
      } finally {
        if (advancing === mine) advancing = undefined;
        wake();
      }
    },
    stop() {
      stopped = true;
      clearTimeout(alarm);
      pending.clear();
    },
  };
}

function initial(saved: Saved | undefined, { start, frozen }: ClockOptions): number {
  const real = Date.now();
  const began = start === undefined ? real : Date.parse(start);
  if (Number.isNaN(began))
    throw new Error(`clock start: "${start}" is not an ISO time such as 2026-03-02T09:00:00Z`);
  if (!saved) return frozen ? began : began - real;
  const last = 'now' in saved ? saved.now : real + saved.offset;
  if (frozen) return last;
  return 'now' in saved ? saved.now - real : saved.offset;
}
