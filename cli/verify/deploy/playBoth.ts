import { join } from 'node:path';
import type { LocalCloud } from '../../../local/boot.ts';
import { bootCloud } from '../../../local/boot.ts';
import { openStore } from '../../../local/core/store.ts';
import { openGoldenStage, type Elsewhere, type Prepared } from '../../golden/cloudStage.ts';
import { writesMail, type Golden } from '../../golden/golden.ts';
import { playGolden } from '../../golden/playGolden.ts';
import type { Stage } from '../../golden/stage.ts';
import type { Deployment } from './deployment.ts';
import { runThere } from './elsewhere.ts';
import { failedSince, forgetCases } from './forget.ts';
import { freePort } from '../../../local/core/freePort.ts';
import { subscribe } from './notifications.ts';
import type { OperatorProxy } from './operatorProxy.ts';
import { differences, outcomeOf } from './outcome.ts';
import { secretsOf, shareSecrets } from './secrets.ts';
import type { SharedTime } from './sharedTime.ts';

/** What stands around a client's stack, whose template takes the addresses as parameters. */
export interface Ports {
  pages: number;
  shop: number;
  tickets: number;
}

export interface Played {
  id: string;
  /** What came out differently there; empty when all is the same. */
  differs: string[];
  seconds: number;
}

/** Plays goldens of one client in the local cloud and with its stack in the emulator. */
export async function openBoth(
  prepared: Prepared,
  there: Deployment,
  { ports, time, proxy }: { ports: Ports; time: SharedTime; proxy: OperatorProxy },
) {
  const { root, client, assembly } = prepared;
  const first = await bootCloud({ root, client, assembly, ports, pages: false, log: () => {} });
  const secrets = secretsOf(first);
  await shareSecrets(first, there);
  await first.stop();
  const notifications = await subscribe(there);

  const elsewhere: Elsewhere = {
    ports,
    seed(stateDir) {
      const store = openStore(join(stateDir, 'state.db'));
      for (const { id, document } of secrets) store.collection<object>('secrets').put(id, document);
      store.close();
    },
    async use(local: LocalCloud) {
      await forgetCases(there);
      notifications.forget();
      const { breakMail, textMessages } = await runThere(local, there, { time, proxy });
      const { endpoint, credentials } = there.options;
      return {
        table: { endpoint, credentials, name: there.table },
        notifications: notifications.published,
        breakMail,
        textMessages,
      };
    },
  };

  async function play(golden: Golden, where?: Elsewhere, change: (stage: Stage) => Stage = stage => stage) {
    const stage = await openGoldenStage({
      prepared,
      ...(golden.at ? { at: golden.at } : {}),
      mail: writesMail(golden),
      log: () => {},
      ...(where && { elsewhere: where }),
    });
    try {
      return await playGolden(golden, change(stage));
    } finally {
      await stage.close();
    }
  }

  return {
    /** @param change what happens there besides, e.g. a deploy in between */
    async play(golden: Golden, change?: (stage: Stage) => Stage): Promise<Played> {
      const [began, started] = [performance.now(), Date.now()];
      // One after the other: each has functions with real time limits.
      const here = await play(golden);
      const its = await play(golden, elsewhere, change);
      const differs = differences(outcomeOf(here), outcomeOf(its));
      return {
        id: golden.id,
        differs: differs.length > 0 ? [...differs, ...(await failedSince(started, there))] : [],
        seconds: (performance.now() - began) / 1000,
      };
    },
    stop: notifications.stop,
  };
}

export type Both = Awaited<ReturnType<typeof openBoth>>;

/** Free ports for what stands around the stack. */
export const freePorts = async (): Promise<Ports> => ({
  pages: await freePort(),
  shop: await freePort(),
  tickets: await freePort(),
});
