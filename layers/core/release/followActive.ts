import { createHash } from 'node:crypto';
import { standing, type Activation, type Pointer } from './pointer.ts';

/** Milliseconds after which the pointer is looked at again: an activation takes effect within that time. */
export const LOOK_AGAIN_MS = 30_000;

export interface Opening<T extends { number: number }> {
  /** @throws Error that says what is wrong with the bytes */
  open(bytes: Uint8Array): T;
  /** Called once with what was activated, before it is used. @throws Error when this code can't use it */
  prove?(value: T): void;
}

export interface ActiveParts<T extends { number: number }> extends Opening<T> {
  baselineSource: string;
  baseline(): Promise<Uint8Array>;
  pointer(): Promise<Pointer | undefined>;
  release(number: number): Promise<Uint8Array>;
  /** Epoch ms. */
  now(): number;
  /** Something else is used than what was activated. */
  report(code: ReleaseTrouble, details: { number?: number; error?: string }): void;
}

export type ReleaseTrouble =
  /** A later deployment brought another baseline: that is used. */
  | 'RELEASE_LAPSED'
  /** The active release is damaged or isn't readable by this code: the baseline is used. */
  | 'RELEASE_DAMAGED'
  /** The pointer or the release could not be fetched: what was used before is used further, at a cold start the baseline. */
  | 'RELEASE_UNREACHABLE';

/**
 * Gives the release in effect, opened once. Given the number that an earlier step of the same work used, that one if it can be
 * had: functions look at different moments, and an answer is checked against what it was drafted from.
 */
export type ReleaseSource<T> = (usedBefore?: number) => Promise<T>;

/**
 * Trouble with the active release never fails the caller: it gets what was used before or the baseline, and the trouble is
 * reported each time it is met. Only a missing baseline throws, and is tried again.
 */
export function followActive<T extends { number: number }>(parts: ActiveParts<T>): ReleaseSource<T> {
  let held: { id: string; value: T } | undefined;
  let heldBefore: T | undefined;
  let lookedAt: number | undefined;
  let looking: Promise<T> | undefined;

  const hold = (id: string, value: T): T => {
    heldBefore = held?.value;
    held = { id, value };
    return value;
  };
  const baseline = async (): Promise<T> =>
    held?.id === 'baseline' ? held.value : hold('baseline', parts.open(await parts.baseline()));
  const unreachable = (error: unknown, number?: number): Promise<T> | T => {
    parts.report('RELEASE_UNREACHABLE', { ...(number && { number }), error: (error as Error).name });
    return held ? held.value : baseline();
  };

  const activated = async ({ number, sha256 }: Activation): Promise<T> => {
    if (held?.id === sha256) return held.value;
    let bytes: Uint8Array;
    try {
      bytes = await parts.release(number);
    } catch (error) {
      return unreachable(error, number);
    }
    try {
      if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new Error('not the bytes that were activated');
      const value = parts.open(bytes);
      parts.prove?.(value);
      return hold(sha256, value);
    } catch (error) {
      parts.report('RELEASE_DAMAGED', { number, error: (error as Error).message });
      return baseline();
    }
  };

  const look = async (): Promise<T> => {
    let pointer: Pointer | undefined;
    try {
      pointer = await parts.pointer();
    } catch (error) {
      return unreachable(error);
    }
    const found = standing(pointer, parts.baselineSource);
    if (found.is === 'active') return activated(found.activation);
    if (found.is === 'lapsed') parts.report('RELEASE_LAPSED', { number: found.activation.number });
    return baseline();
  };

  const lookNow = (): Promise<T> => {
    const now = parts.now();
    looking ??= look()
      .then(value => {
        lookedAt = now;
        return value;
      })
      .finally(() => (looking = undefined));
    return looking;
  };
  const current = async (): Promise<T> => {
    const now = parts.now();
    // A clock that was set back doesn't keep an old release for long.
    const isFresh = lookedAt !== undefined && now >= lookedAt && now < lookedAt + LOOK_AGAIN_MS;
    return held && isFresh && !looking ? held.value : lookNow();
  };

  return async usedBefore => {
    const value = await current();
    if (usedBefore === undefined || value.number === usedBefore) return value;
    const latest = await lookNow();
    return latest.number !== usedBefore && heldBefore?.number === usedBefore ? heldBefore : latest;
  };
}
