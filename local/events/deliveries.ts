import { AwsError, type Cloud, type Collection } from '../core/contract.ts';

export interface RetryPolicy {
  maximumRetryAttempts: number;
  maximumAgeSeconds: number;
}
interface Stored<T> {
  item: T;
  /** Virtual time of acceptance, epoch ms. */
  since: number;
  attempts: number;
  due: number;
}

/**
 * At-least-once deliveries: an item is on disk before `accept` returns and until its delivery succeeded or was given up;
 * what a kill left behind is delivered again after `resume`.
 */
export class Deliveries<T> {
  private readonly cloud: Cloud;
  private readonly stored: Collection<Stored<T>>;
  private readonly room: Room<T>;
  private sequence = 0;
  private stopped = false;
  /** Accepted in this process: nothing for `resume` to pick up. */
  private readonly own = new Set<string>();

  constructor(cloud: Cloud, collection: string, room: Room<T>) {
    this.cloud = cloud;
    this.stored = cloud.store.collection(collection);
    this.room = room;
    const [last] = this.stored.list({ reverse: true, limit: 1 });
    this.sequence = last ? Number(last.id) : 0;
  }

  accept(items: T[]) {
    const now = this.cloud.clock.now();
    const ids = this.cloud.store.transaction(() =>
      items.map(item => {
        const id = String(++this.sequence).padStart(12, '0');
        this.own.add(id);
        this.stored.put(id, { item, since: now, attempts: 0, due: now });
        return id;
      }),
    );
    for (const id of ids) this.start(id);
  }

  resume() {
    for (const { id, document } of this.stored.list()) {
      if (!this.own.has(id)) this.startAt(id, document.due);
    }
  }

  stop() {
    this.stopped = true;
  }

  private startAt(id: string, due: number) {
    if (due <= this.cloud.clock.now()) return this.start(id);
    this.cloud.clock.at(due, () => this.start(id));
  }

  private start(id: string) {
    const work = this.cloud.activity.run(() => this.deliver(id));
    work.catch(error => this.cloud.log(`delivery ${id}: ${(error as Error).message}`));
  }

  private async deliver(id: string) {
    const stored = this.stored.get(id);
    if (!stored || this.stopped) return;
    try {
      await this.room.deliver(stored.item);
      this.forget(id);
    } catch (error) {
      await this.failed(id, stored, error as Error);
    }
  }

  private async failed(id: string, stored: Stored<T>, error: Error) {
    const { maximumRetryAttempts, maximumAgeSeconds } = this.room.policy(stored.item);
    const delay = Math.min(1000 * 2 ** stored.attempts, 300_000);
    const due = this.cloud.clock.now() + delay;
    const tooLate = stored.attempts >= maximumRetryAttempts || due - stored.since > maximumAgeSeconds * 1000;
    if (final(error) || tooLate) {
      await this.room.giveUp(stored.item, error);
      return this.forget(id);
    }
    this.stored.put(id, { ...stored, attempts: stored.attempts + 1, due });
    this.startAt(id, due);
  }

  private forget(id: string) {
    this.stored.delete(id);
    this.own.delete(id);
  }
}

/** What a service says about its items. */
export interface Room<T> {
  deliver(item: T): Promise<void>;
  policy(item: T): RetryPolicy;
  /** Hands it to the dead-letter queue, or tells the operator that it is lost. */
  giveUp(item: T, error: Error): Promise<void> | void;
}

/** Refusals that no retry mends. */
function final(error: Error): boolean {
  return (
    error instanceof AwsError &&
    error.status < 500 &&
    !/Throttl|TooManyRequests|LimitExceeded/.test(error.name)
  );
}
