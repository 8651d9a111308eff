import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  activate,
  ReleaseRefused,
  rollBack,
  type ActivateDependencies,
  type Activated,
} from '../../layers/core/release/activate.ts';
import { BASELINE } from '../../layers/core/release/pointer.ts';
import { readGoldens } from '../golden/readGoldens.ts';
import { COMMON_HELP, releaseCommand, releaseNumber, ROOT, type Call } from './command.ts';
import { goldenDifferences } from './goldenTopics.ts';

const ACTIVATE_HELP = `usage: augment release activate NUMBER|baseline [options]

Makes a release the one in effect; functions take it up within half a minute, without a deployment. It is checked first: it
opens, is this client's, its engines load, it needs nothing of the stack that isn't deployed, and it reads the first message
of each golden as it must. Nothing changes unless all holds.

  --without-goldens   leave out the goldens
${COMMON_HELP}`;

const ROLLBACK_HELP = `usage: augment release rollback [options]

Activates what was active before, in the end the baseline. Checked like any activation, but for the goldens.

${COMMON_HELP}`;

export const activateRelease = (args: string[]): Promise<number> =>
  releaseCommand(
    args,
    ACTIVATE_HELP,
    { 'without-goldens': { type: 'boolean', default: false } },
    async call => {
      const number = releaseNumber(call.positionals[0]);
      const deps = dependencies(call);
      const done = await activate(
        number,
        call.values['without-goldens'] ? deps : { ...deps, prove: goldens(call) },
      );
      return told(call, done);
    },
  );

export const rollBackRelease = (args: string[]): Promise<number> =>
  releaseCommand(args, ROLLBACK_HELP, {}, async call => told(call, await rollBack(dependencies(call))));

const dependencies = ({ releases: { files, baseline } }: Call): ActivateDependencies => ({
  files,
  deployed: { config: baseline.header.config, source: baseline.source },
  now: () => new Date(),
});

/** Without goldens in the repository there is nothing to hold it against. */
const goldens =
  ({ releases: { client } }: Call) =>
  (bytes: Uint8Array): void => {
    const dir = join(ROOT, 'clients', client, 'goldens');
    if (!existsSync(dir)) return;
    const differences = goldenDifferences(bytes, readGoldens(dir), new Date());
    if (differences.length)
      throw new ReleaseRefused(
        [...differences, 'Mend it and compile again, or activate it --without-goldens.'].join('\n'),
      );
  };

function told({ releases: { client } }: Call, { before, now, changed }: Activated): number {
  const name = (number: number) => (number === BASELINE ? 'the baseline' : `release ${number}`);
  console.log(
    changed
      ? `${client}: ${name(now)} is active, before it was ${name(before)}; in effect everywhere within half a minute`
      : `${client}: ${name(now)} is active already`,
  );
  return 0;
}
