import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** The goldens' time, as the emulator and its functions see it. */
export interface SharedTime {
  file: string;
  set(now: number): void;
  /** Resolves once the emulator has nothing left to do but wait for time or people; gives when its next task times out. */
  quiet(): Promise<number>;
  close(): void;
}

/** Looks again after so many real milliseconds; between two works of one chain there is less. */
const LOOK_AGAIN_MS = 10;
const LOOKS = 3;
/** Longest that the emulator may be busy, real seconds: a function's longest time-out and then some. */
const PATIENCE_SECONDS = 90;

/** Opens the file whose layout `emulator.py` tells. */
export function openSharedTime(file: string): SharedTime {
  const descriptor = openSync(file, 'w+');
  const all = new Float64Array([Date.now(), 0, Infinity]);
  writeSync(descriptor, all);
  const read = () => readSync(descriptor, all, 0, all.byteLength, 0);
  return {
    file,
    set(now) {
      writeSync(descriptor, new Float64Array([now]), 0, 8, 0);
    },
    async quiet() {
      const until = performance.now() + PATIENCE_SECONDS * 1000;
      for (let looks = 0; looks < LOOKS; looks++) {
        read();
        const [now, busy, due] = all as unknown as [number, number, number];
        if (busy > 0 || due <= now) looks = -1;
        if (performance.now() > until) throw new Error(`the emulator is still busy with ${busy} works`);
        await wait(LOOK_AGAIN_MS);
      }
      return all[2]!;
    },
    close() {
      closeSync(descriptor);
      rmSync(file, { force: true });
    },
  };
}
