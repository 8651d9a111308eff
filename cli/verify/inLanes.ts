import { openLane, type Lane } from '../golden/lane.ts';
import { inTurns } from './inTurns.ts';

/** As `inTurns`, each item in a lane that nobody else is in. */
export async function inLanes<Item, Result>(
  items: Item[],
  work: (item: Item, lane: Lane) => Promise<Result>,
): Promise<Result[]> {
  const free: Lane[] = [];
  try {
    return await inTurns(items, async item => {
      const lane = free.pop() ?? (await openLane());
      try {
        return await work(item, lane);
      } finally {
        free.push(lane);
      }
    });
  } finally {
    await Promise.all(free.map(lane => lane.close()));
  }
}
