import { join } from 'node:path';
import { createActivity } from '../../../local/core/activity.ts';
import { openClock } from '../../../local/core/clock.ts';
import type { ClockOptions } from '../../../local/core/clock.ts';
import { openStore } from '../../../local/core/store.ts';
import { makeDirectory, START } from './makeApp.ts';

const MINUTE = 60_000;

describe('store', () => {
  const filled = () => {
    const store = openStore(':memory:');
    const letters = store.collection<{ n: number }>('letters');
    for (const [n, id] of ['b', 'a/2', 'a/1', 'a/10', 'c', 'ä'].entries()) letters.put(id, { n });
    return { store, letters };
  };

  test.each([
    ['all, bytewise', {}, ['a/1', 'a/10', 'a/2', 'b', 'c', 'ä']],
    ['a prefix', { prefix: 'a/' }, ['a/1', 'a/10', 'a/2']],
    ['after, exclusive', { after: 'a/10' }, ['a/2', 'b', 'c', 'ä']],
    ['after within a prefix', { prefix: 'a/', after: 'a/1' }, ['a/10', 'a/2']],
    ['after one before the prefix', { prefix: 'a/', after: 'a' }, ['a/1', 'a/10', 'a/2']],
    ['a limit', { limit: 2 }, ['a/1', 'a/10']],
    ['from the end', { reverse: true, limit: 2 }, ['ä', 'c']],
    ['from the end, after', { reverse: true, after: 'b' }, ['a/2', 'a/10', 'a/1']],
    ['from the end of a prefix', { reverse: true, prefix: 'a/', limit: 1 }, ['a/2']],
  ])('lists %s', (_what, options, expected) => {
    expect(
      filled()
        .letters.list(options)
        .map(({ id }) => id),
    ).toEqual(expected);
  });

  test('keeps collections apart, replaces, deletes, counts', () => {
    const { store, letters } = filled();
    store.collection('other').put('a', 1);
    letters.put('b', { n: 9 });
    letters.delete('c');
    expect([letters.get('b'), letters.get('c'), letters.count(), store.collection('other').count()]).toEqual([
      { n: 9 },
      undefined,
      5,
      1,
    ]);
  });

  test('a transaction is whole or nothing, and so is one within', () => {
    const { store, letters } = filled();
    store.transaction(() => {
      letters.put('x', { n: 1 });
      expect(() =>
        store.transaction(() => {
          letters.put('y', { n: 1 });
          throw new Error('inner');
        }),
      ).toThrow('inner');
    });
    expect(() =>
      store.transaction(() => {
        letters.put('z', { n: 1 });
        throw new Error('outer');
      }),
    ).toThrow('outer');
    expect(['x', 'y', 'z'].map(id => letters.get(id) !== undefined)).toEqual([true, false, false]);
    expect(() => store.transaction(async () => letters.put('w', { n: 1 }))).toThrow('must be synchronous');
  });

  test('what is put is there for the next process', () => {
    const file = join(makeDirectory(), 'state.db');
    openStore(file).collection('c').put('a', { kept: true });
    // Not closed: the first connection stands for a process that was killed.
    expect(openStore(file).collection('c').get('a')).toEqual({ kept: true });
  });
});

describe('clock', () => {
  function makeClock(overrides: Partial<ClockOptions> = {}) {
    const activity = createActivity();
    const errors: unknown[] = [];
    const store = openStore(':memory:');
    const options = {
      store,
      activity,
      start: START,
      frozen: true,
      onError: (error: unknown) => void errors.push(error),
      ...overrides,
    };
    return { clock: openClock(options), activity, errors, store, options };
  }

  test('frozen, it fires what falls due in order, and only that', async () => {
    const { clock } = makeClock();
    const fired: [string, number][] = [];
    const note = (name: string) => () => void fired.push([name, clock.now() - Date.parse(START)]);
    const begin = clock.now();
    clock.at(begin + 3 * MINUTE, note('three'));
    clock.at(begin + MINUTE, note('one'));
    clock.at(begin + MINUTE, note('one again'));
    clock.at(begin + 2 * MINUTE, note('never')).cancel();
    clock.at(begin + 9 * MINUTE, note('later'));
    await clock.advance(5 * MINUTE);
    expect(fired).toEqual([
      ['one', MINUTE],
      ['one again', MINUTE],
      ['three', 3 * MINUTE],
    ]);
    expect(clock.now() - begin).toBe(5 * MINUTE);
  });

  test('waits for the work of a timer before the next one, timers set meanwhile included', async () => {
    const { clock } = makeClock();
    const order: string[] = [];
    const begin = clock.now();
    clock.at(begin + MINUTE, async () => {
      order.push('first begins');
      await new Promise(resolve => setImmediate(resolve));
      clock.at(begin + 2 * MINUTE, () => void order.push('set by first'));
      order.push('first ends');
    });
    clock.at(begin + 3 * MINUTE, () => void order.push('third'));
    await clock.advance(3 * MINUTE);
    expect(order).toEqual(['first begins', 'first ends', 'set by first', 'third']);
  });

  test('what is due already fires without moving the clock; errors are reported', async () => {
    const { clock, activity, errors } = makeClock();
    clock.at(clock.now(), () => {
      throw new Error('seen');
    });
    await activity.idle();
    expect(errors).toEqual([new Error('seen')]);
    await expect(clock.advance(-1)).rejects.toThrow('only moves forward');
  });

  test('running, it goes on with real time and wakes by itself', async () => {
    const { clock } = makeClock({ frozen: false });
    expect(clock.now()).toBeGreaterThanOrEqual(Date.parse(START));
    expect(clock.now()).toBeLessThan(Date.parse(START) + MINUTE);
    await new Promise<void>(resolve => clock.at(clock.now() + 5, () => resolve()));
    await clock.advance(60 * MINUTE);
    expect(clock.now()).toBeGreaterThanOrEqual(Date.parse(START) + 60 * MINUTE);
    clock.stop();
  });

  test.each([[true], [false]])('the next start goes on where it was (frozen: %s)', async frozen => {
    const { clock, options } = makeClock({ frozen });
    await clock.advance(24 * 60 * MINUTE);
    clock.stop();
    const again = openClock({ ...options, start: '2030-01-01T00:00:00Z' });
    expect(Math.abs(again.now() - (Date.parse(START) + 24 * 60 * MINUTE))).toBeLessThan(MINUTE / 2);
    again.stop();
  });

  test('refuses a start that is no time', () => {
    expect(() => makeClock({ start: 'tomorrow' })).toThrow('"tomorrow" is not an ISO time');
  });
});

describe('activity', () => {
  const gate = () => {
    let open!: () => void;
    const closed = new Promise<void>(resolve => (open = resolve));
    return { closed, open };
  };
  async function isIdle(activity: ReturnType<typeof createActivity>): Promise<boolean> {
    let idle = false;
    void activity.idle().then(() => (idle = true));
    for (let turn = 0; turn < 10; turn += 1) await new Promise(resolve => setImmediate(resolve));
    return idle;
  }

  test('is idle once tracked work has ended, well or not', async () => {
    const activity = createActivity();
    const work = gate();
    const tracked = activity.track(work.closed.then(() => Promise.reject(new Error('failed'))));
    expect(await isIdle(activity)).toBe(false);
    work.open();
    await expect(tracked).rejects.toThrow('failed');
    expect(await isIdle(activity)).toBe(true);
  });

  test('a chain of callers is idle while the innermost waits for time', async () => {
    const activity = createActivity();
    const time = gate();
    const outer = activity.run(() => activity.run(() => activity.pause(time.closed)));
    expect(await isIdle(activity)).toBe(true);
    const other = gate();
    const beside = activity.run(() => other.closed);
    expect(await isIdle(activity)).toBe(false);
    other.open();
    time.open();
    await Promise.all([outer, beside]);
  });
});
