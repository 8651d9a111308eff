import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readClient } from '../../layers/core/release/readClient.ts';
import { bootCloud, type BootOptions, type LocalCloud } from '../../local/boot.ts';
import type { Cloud } from '../../local/core/contract.ts';
import { prepareAssembly } from '../../local/prepare.ts';
import type { Grant } from '../../local/iam/grants.ts';
import type { Iam } from '../../local/iam/iam.ts';
import type { FlowCoverage } from '../../local/connect/index.ts';
import { stageOf, type There } from './actors.ts';
import { startOf } from './at.ts';
import { freshState, onFreePorts } from './freshCloud.ts';
import type { Lane } from './lane.ts';
import { faultsOf, loggedIn } from './logged.ts';
import type { Stage } from './stage.ts';

/** A client's stacks, synthesized and ready to boot. */
export interface Prepared {
  root: string;
  client: string;
  assembly: string;
}

/** Builds and synthesizes the client when needed. Throws StepFailed, ClientFileError. */
export async function prepare(options: {
  root: string;
  client: string;
  log(line: string): void;
}): Promise<Prepared> {
  const { root, client } = options;
  readClient(join(root, 'clients', client));
  return { root, client, assembly: await prepareAssembly(options) };
}

export interface GoldenStage extends Stage {
  /** The cloud beneath, for who looks deeper than the actors can, or does it harm. */
  cloud: Cloud;
  /** What functions logged as warnings and errors, and which calls were denied: why something may have come out differently. */
  faults(): string[];
  /** Every line that functions logged. */
  logged(): string[];
  /** Everything the roles may do, and whether it was needed so far. */
  grants(): Grant[];
  /** Which ways through the flows the golden took. */
  coverage(): FlowCoverage[];
  close(): Promise<void>;
}

/** Another place in which the client's functions, workflows and data are, while the local cloud plays everything around them. */
export interface Elsewhere {
  /** Its functions know the addresses of pages, shop and tickets from their templates. */
  ports: NonNullable<BootOptions['ports']>;
  /** Puts into an empty state directory what both places know. */
  seed(stateDir: string): void;
  /** Joins a booted cloud and that place. */
  use(local: LocalCloud): Promise<There>;
}

/** Boots a cloud of its own for one golden, with time standing still at the golden's start. */
export async function openGoldenStage(options: {
  prepared: Prepared;
  at?: string;
  /** Mail is written: the cloud takes some. */
  mail?: boolean;
  log(line: string): void;
  /** The client's functions run in another place. */
  elsewhere?: Elsewhere;
  /** In the place of a cloud before. */
  lane?: Lane;
}): Promise<GoldenStage> {
  const { prepared, at, mail = false, log, elsewhere, lane } = options;
  const { config } = readClient(join(prepared.root, 'clients', prepared.client));
  const start = new Date(startOf(at, config.hours, Date.now())).toISOString();
  const stateDir = freshState(prepared);
  elsewhere?.seed(stateDir);
  await lane?.prepare(stateDir);
  const local = await onFreePorts(() =>
    bootCloud({
      ...prepared,
      stateDir,
      clock: { start, frozen: true },
      pages: false,
      mail,
      log,
      ...(elsewhere && { ports: elsewhere.ports }),
      ...(lane && { ports: lane.ports, kept: lane.kept }),
    }),
  );
  lane?.remember(local.cloud.store);
  const stage = stageOf(local, prepared.root, await elsewhere?.use(local));
  return {
    ...stage,
    cloud: local.cloud,
    faults: () => faultsOf(local),
    logged: () => loggedIn(local),
    grants: () => local.cloud.service<Iam>('iam').grants(),
    coverage: () => local.connect.coverage(),
    close: async () => {
      stage.leaveAll();
      await local.cloud.activity.idle();
      await local.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
