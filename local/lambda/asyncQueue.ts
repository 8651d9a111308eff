import type { TrackedActivity } from '../core/activity.ts';
import type { Cloud, Collection, InvokeOutcome } from '../core/contract.ts';
import { routeFailure } from './destinations.ts';
import type { Pool } from './pool.ts';

/** Virtual milliseconds before the second and the third attempt, as Lambda waits. */
const RETRY_DELAYS = [60_000, 120_000];
const MAX_AGE_SECONDS = 6 * 3600;

/** An accepted `event` invocation, kept until it succeeded or was routed away. */
export interface AsyncInvocation {
  requestId: string;
  functionName: string;
  payload: unknown;
  attempts: number;
  acceptedAt: number;
  /** Epoch ms of the next attempt. */
  due: number;
}
/** AWS::Lambda::EventInvokeConfig. */
export interface AsyncConfig {
  retries: number;
  maxAgeSeconds: number;
  onFailure?: string;
}
export const ASYNC_DEFAULTS: AsyncConfig = { retries: RETRY_DELAYS.length, maxAgeSeconds: MAX_AGE_SECONDS };

export interface AsyncQueueDeps {
  cloud: Cloud;
  activity: TrackedActivity;
  find(functionName: string): { pool: Pool; config: AsyncConfig } | undefined;
  run(pool: Pool, requestId: string, payload: unknown): Promise<InvokeOutcome>;
}

/** Asynchronous invocations: on disk before they are accepted, tried up to three times, never lost by a kill. */
export function createAsyncQueue({ cloud, activity, find, run }: AsyncQueueDeps) {
  const queue: Collection<AsyncInvocation> = cloud.store.collection('lambda.async');

  let stopped = false;

  function schedule(invocation: AsyncInvocation) {
    cloud.clock.at(invocation.due, () => attempt(invocation));
  }

  async function attempt(invocation: AsyncInvocation): Promise<void> {
    const { functionName, requestId, payload } = invocation;
    const found = find(functionName);
    if (!found) {
      cloud.log(
        `lambda: an event for ${functionName} is dropped, no template deploys that function any more`,
      );
      return queue.delete(requestId);
    }
    const outcome = await run(found.pool, requestId, payload);
    // The environment died with this process, not by itself: the event stays for the next start.
    if (stopped) return;
    if (outcome.status === 'ok') return queue.delete(requestId);

    const tried = { ...invocation, attempts: invocation.attempts + 1 };
    const { config } = found;
    const { spec } = found.pool;
    const due = cloud.clock.now() + (RETRY_DELAYS[tried.attempts - 1] ?? 0);
    const tooOld = due - tried.acceptedAt > config.maxAgeSeconds * 1000;
    if (tried.attempts <= config.retries && !tooOld) {
      const next = { ...tried, due };
      queue.put(requestId, next);
      return schedule(next);
    }
    const condition = tooOld && tried.attempts <= config.retries ? 'EventAgeExceeded' : 'RetriesExhausted';
    try {
      await routeFailure(
        { spec, cloud, ...(config.onFailure ? { onFailure: config.onFailure } : {}) },
        tried,
        outcome,
        condition,
      );
    } catch (error) {
      cloud.log(
        `lambda: ${functionName} failed on event ${requestId} and so did its dead-letter target: ${(error as Error).message}`,
      );
    }
    queue.delete(requestId);
  }

  return {
    accept(requestId: string, functionName: string, payload: unknown) {
      const now = cloud.clock.now();
      const invocation = { requestId, functionName, payload, attempts: 0, acceptedAt: now, due: now };
      queue.put(requestId, invocation);
      activity
        .run(() => attempt(invocation))
        .catch(error =>
          cloud.log(`a fault of the local lambda, event ${requestId} of ${functionName}: ${error.stack}`),
        );
    },
    /** Takes up what a kill cut off; an attempt under way then is made again, as Lambda's at-least-once allows. */
    resume() {
      for (const { document } of queue.list()) schedule(document);
    },
    waiting: () => queue.count(),
    stop() {
      stopped = true;
    },
  };
}
