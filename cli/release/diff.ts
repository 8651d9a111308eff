import { join } from 'node:path';
import { compileRelease } from '../../layers/core/release/compileRelease.ts';
import { differences } from '../../layers/core/release/differences.ts';
import { BASELINE, standing } from '../../layers/core/release/pointer.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import { COMMON_HELP, releaseCommand, releaseNumber, ROOT, type Call } from './command.ts';
import { embeddings } from './embeddings.ts';

const HELP = `usage: augment release diff [A] [B] [options]

What B changes against A: articles, topics, settings (boundaries, triggers, …) and thresholds. A and B are a number, baseline,
active, or files (the client's folder as it is now). One given: against what is active. None: active against files.

${COMMON_HELP}`;

export const diffReleases = (args: string[]): Promise<number> =>
  releaseCommand(args, HELP, {}, async call => {
    const [a, b] = call.positionals;
    const [before, after] = [b ? a! : 'active', b ?? a ?? 'files'];
    const lines = differences(await bytesOf(before, call), await bytesOf(after, call));
    console.log(lines.length ? lines.join('\n') : `${before} and ${after} are the same`);
    return 0;
  });

async function bytesOf(which: string, { releases, access }: Call): Promise<Uint8Array> {
  if (which === 'files') {
    const dir = join(ROOT, 'clients', releases.client);
    const files = readClient(dir);
    const { vectors } = await embeddings(dir, files, access);
    return compileRelease({ ...files, vectors }).bytes(BASELINE);
  }
  if (which !== 'active') return releases.read(releaseNumber(which));
  const { pointer } = await releases.files.pointer();
  const found = standing(pointer, releases.baseline.source);
  return releases.read(found.is === 'active' ? found.activation.number : BASELINE);
}
