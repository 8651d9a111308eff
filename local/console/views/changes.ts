import type { CallRecord, Cloud } from '../../core/contract.ts';

/** Calls that only come from looking: the console's own, and those of the function it reads cases through. */
export function isLooking({ caller = '', resources }: CallRecord): boolean {
  return caller === 'console' || [caller, ...resources].some(name => /read-?cases/i.test(name));
}

/**
 * Gives what was read before until something has happened: whatever changes in the cloud comes with a call. So a console
 * that is left open neither fills the call record and the logs nor keeps the machine busy.
 */
export class SinceChange<T> {
  readonly #cloud: Cloud;
  readonly #kept = new Map<string, { after: CallRecord | undefined; value: T }>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  async get(key: string, read: () => Promise<T>): Promise<T> {
    const after = this.#cloud.calls.findLast(call => !isLooking(call));
    const kept = this.#kept.get(key);
    if (kept && kept.after === after) return kept.value;
    const value = await read();
    this.#kept.set(key, { after, value });
    return value;
  }
}
