import { join } from 'node:path';
import { freePort } from '../../local/core/freePort.ts';
import type { Store } from '../../local/core/contract.ts';
import { openStore } from '../../local/core/store.ts';
import { keepEnvironments, type KeptEnvironments } from '../../local/lambda/keptEnvironments.ts';

/**
 * What one cloud hands on to the next that is booted in its place: addresses, secrets, and with them warm functions, whose cold
 * starts are most of what a golden costs. Everything else begins anew.
 */
export interface Lane {
  ports: { pages: number; api: number; aws: number; shop: number; tickets: number };
  kept: KeptEnvironments;
  /** Puts the secrets of the cloud before into a state that has none yet. */
  prepare(stateDir: string): Promise<void>;
  /** Takes the secrets of the first cloud. */
  remember(store: Store): void;
  /** Ends what was kept of these functions, by their logical ids. */
  forget(which: (logicalId: string) => boolean): Promise<void>;
  close(): Promise<void>;
}

const SECRETS = 'secrets';
/** Remembers what it wrote into a table that the next cloud doesn't have: who is at work. */
const REMEMBERS = /readcases/;

export async function openLane(): Promise<Lane> {
  const [pages, api, aws, shop, tickets] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const kept = keepEnvironments();
  let secrets: { id: string; document: unknown }[] | undefined;
  return {
    ports: { pages, api, aws, shop, tickets },
    kept,
    async prepare(stateDir) {
      await kept.end(logicalId => REMEMBERS.test(logicalId));
      if (!secrets) return;
      const store = openStore(join(stateDir, 'state.db'));
      for (const { id, document } of secrets) store.collection(SECRETS).put(id, document);
      store.close();
    },
    remember: store => (secrets ??= store.collection(SECRETS).list()),
    forget: kept.end,
    close: () => kept.end(() => true),
  };
}
