import { openLane, type Lane } from '../golden/lane.ts';
import { inTurns } from './inTurns.ts';

/** Lanes for work that is done side by side: what one piece of work has warmed up is there for the next. */
export interface Lanes {
  /** As `inTurns`, each item in a lane that nobody else is in. */
  each<Item, Result>(items: Item[], work: (item: Item, lane: Lane) => Promise<Result>): Promise<Result[]>;
  close(): Promise<void>;
}

export function openLanes(): Lanes {
  const free: Lane[] = [];
  return {
    each: (items, work) =>
      inTurns(items, async item => {
        const lane = free.pop() ?? (await openLane());
        try {
          return await work(item, lane);
        } finally {
          free.push(lane);
        }
      }),
    close: async () => void (await Promise.all(free.splice(0).map(lane => lane.close()))),
  };
}
