import type { Activity, Clock } from '../core/contract.ts';
import { Cancelled } from './stateError.ts';

type Arm<T> = (settle: (work: () => T) => void) => () => void;

/**
 * The live side of one branch of an execution: at work, or suspended on a timer, a token or its children. While it is
 * suspended on time or people the cloud may count as idle.
 */
export class Branch {
  readonly activity: Activity;
  readonly clock: Clock;
  cancelled = false;
  private readonly cancels = new Set<() => void>();
  private readonly children = new Set<Branch>();

  constructor(activity: Activity, clock: Clock, parent?: Branch) {
    this.activity = activity;
    this.clock = clock;
    parent?.children.add(this);
  }

  /** Stops the branch and its children: what they wait for rejects with `Cancelled`. */
  cancel() {
    this.cancelled = true;
    for (const child of this.children) child.cancel();
    for (const cancel of [...this.cancels]) cancel();
  }

  /** Waits for time or a person. `arm` gives back what disarms it; the value (or the throw) comes from `work`. */
  suspend<T>(arm: Arm<T>): Promise<T> {
    return this.activity.pause(this.wait(arm));
  }

  /** Waits for children, which are under way themselves. */
  join<T>(arm: Arm<T>): Promise<T> {
    return this.wait(arm);
  }

  /** Does `work`, at most until virtual time `due`; then `late` throws. */
  within<T>(work: () => Promise<T>, due: number | undefined, late: () => never): Promise<T> {
    return this.wait<T>(settle => {
      work().then(
        value => settle(() => value),
        error =>
          settle(() => {
            throw error;
          }),
      );
      const timer = due === undefined ? undefined : this.clock.at(due, () => settle(late));
      return () => timer?.cancel();
    });
  }

  sleepUntil(due: number): Promise<void> {
    return this.suspend(settle => {
      const timer = this.clock.at(due, () => settle(() => {}));
      return () => timer.cancel();
    });
  }

  private wait<T>(arm: Arm<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.cancelled) return reject(new Cancelled());
      let settled = false;
      let disarm = () => {};
      const settle = (act: () => void) => {
        if (settled) return;
        settled = true;
        this.cancels.delete(cancel);
        disarm();
        act();
      };
      const cancel = () => settle(() => reject(new Cancelled()));
      this.cancels.add(cancel);
      disarm = arm(work =>
        settle(() => {
          try {
            resolve(work());
          } catch (error) {
            reject(error);
          }
        }),
      );
      if (settled) disarm();
    });
  }
}
