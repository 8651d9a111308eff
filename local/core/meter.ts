/** One figure of a bill: how much of what a service was used, and by whom. */
export interface Reading {
  service: string;
  /** `requests`, `bytes`, or what the service charges by: `read units`, `transitions`, … */
  what: string;
  /** Logical id of the function or workflow; of the invoked function where the service is Lambda. */
  caller: string;
  amount: number;
}

/** Counts what AWS would charge or limit by, where the service knows it. A cloud without one counts nothing. */
export interface Meter {
  add(service: string, what: string, amount: number, caller?: string): void;
  readings(): Reading[];
}

export function createMeter(): Meter {
  const readings = new Map<string, Reading>();
  return {
    add(service, what, amount, caller = '') {
      const key = `${service}|${what}|${caller}`;
      const reading = readings.get(key);
      if (reading) reading.amount += amount;
      else readings.set(key, { service, what, caller, amount });
    },
    readings: () => [...readings.values()].map(reading => ({ ...reading })),
  };
}

/** Bytes of a value on the wire. */
export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');
