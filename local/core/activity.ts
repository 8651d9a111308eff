import { AsyncLocalStorage } from 'node:async_hooks';
import type { Activity } from './contract.ts';

/** One piece of work under way; `parent` is the work that waits on it. */
export interface Work {
  parent?: Work;
  children: number;
  /** Above zero while it waits for virtual time or a person. */
  paused: number;
}

export interface TrackedActivity extends Activity {
  /** The work the caller runs in, to be handed on where async context is lost (a worker calling back over HTTP). */
  current(): Work | undefined;
  /** As `run`, below a work that was handed on. */
  runBelow<T>(parent: Work | undefined, work: () => Promise<T>): Promise<T>;
}

/**
 * Work forms chains: an invocation waits on a workflow, which waits on another invocation. The cloud is idle when every
 * chain ends in a paused work; so only works without children under way are looked at.
 */
export function createActivity(): TrackedActivity {
  const context = new AsyncLocalStorage<Work>();
  const underWay = new Set<Work>();
  let waiting: (() => void)[] = [];

  const busy = () => [...underWay].some(work => work.children === 0 && work.paused === 0);

  function settle() {
    if (waiting.length === 0 || busy()) return;
    // Work often starts in the next ticks (a stream event, a socket): idle means still nothing after two turns of the loop.
    setImmediate(() =>
      setImmediate(() => {
        if (busy()) return;
        const ready = waiting;
        waiting = [];
        for (const resolve of ready) resolve();
      }),
    );
  }

  function begin(parent: Work | undefined): Work {
    const work: Work = { children: 0, paused: 0, ...(parent && underWay.has(parent) ? { parent } : {}) };
    if (work.parent) work.parent.children += 1;
    underWay.add(work);
    return work;
  }

  function end(work: Work) {
    underWay.delete(work);
    if (work.parent) work.parent.children -= 1;
    settle();
  }

  async function runBelow<T>(parent: Work | undefined, job: () => Promise<T>): Promise<T> {
    const work = begin(parent);
    try {
      return await context.run(work, job);
    } finally {
      end(work);
    }
  }

  return {
    current: () => context.getStore(),
    runBelow,
    run: job => runBelow(context.getStore(), job),
    track: promise => runBelow(context.getStore(), () => promise),
    async pause(wait) {
      const work = context.getStore();
      if (!work) return wait;
      work.paused += 1;
      settle();
      try {
        return await wait;
      } finally {
        work.paused -= 1;
      }
    },
    idle: () =>
      new Promise(resolve => {
        waiting.push(resolve);
        settle();
      }),
  };
}
