import { join, resolve } from 'node:path';
import { checkKnowledge } from '../../layers/core/knowledge/index.ts';
import { compileRelease } from '../../layers/core/release/compileRelease.ts';
import { BASELINE } from '../../layers/core/release/pointer.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import { existsSync } from 'node:fs';
import { readGoldens } from '../golden/readGoldens.ts';
import { comparedTopics } from './goldenTopics.ts';
import type { Releases } from './openReleases.ts';
import { COMMON_HELP, releaseCommand, ROOT } from './command.ts';
import { embeddings } from './embeddings.ts';
import { WrongUse } from './wrongUse.ts';

const HELP = `usage: augment release compile [options]

Compiles the client's files (client.yaml, topics.yaml, knowledge/*.md, corrections.jsonl) into its next release and stores it.
It is not in effect before it is activated. Compiling the same files again stores nothing. Articles that contradict each other,
are there twice, have expired or don't hold yet are told, and how many of the goldens' first messages are understood, against
the release before.

  --from DIR      the client's folder (clients/NAME)
${COMMON_HELP}`;

/** Somebody else may take the number meanwhile: tried again with the next. */
const TRIES = 5;

export const compileNext = (args: string[]): Promise<number> =>
  releaseCommand(args, HELP, { from: { type: 'string' } }, async ({ releases, values, access }) => {
    const { client, files } = releases;
    const dir = values.from ? resolve(String(values.from)) : join(ROOT, 'clients', client);
    const source = readClient(dir);
    if (source.config.client !== client)
      throw new WrongUse(`the files are of client "${source.config.client}", not of "${client}"`);
    for (const warning of checkKnowledge(source.articles, new Date().toISOString()))
      console.error(`warning: ${warning}`);
    const { vectors } = await embeddings(dir, source, access);
    const compiled = compileRelease({ ...source, vectors });

    for (let tries = 0; tries < TRIES; tries++) {
      const last = (await files.list()).at(-1)?.number ?? BASELINE;
      if (Buffer.compare(await releases.read(last), compiled.bytes(last)) === 0) {
        console.log(
          `${client}: ${last === BASELINE ? 'the baseline' : `release ${last}`} is made from the same files; nothing stored`,
        );
        return 0;
      }
      const [before, next] = [last, last + 1];
      const bytes = compiled.bytes(next);
      if (!(await files.add(next, bytes))) continue;
      console.log(
        `${client}: release ${next} stored, ${Math.round(bytes.length / 1000)} kB; see what changes with: release diff ${next}, then: release activate ${next}`,
      );
      for (const line of await triageReport(releases, before, bytes)) console.log(line);
      return 0;
    }
    throw new WrongUse('others store releases at the same time; try again');
  });

/** Against the release before: whether what was taught helps, or costs. Without goldens there is nothing to hold it against. */
async function triageReport(releases: Releases, before: number, after: Uint8Array): Promise<string[]> {
  const dir = join(ROOT, 'clients', releases.client, 'goldens');
  return existsSync(dir) ? comparedTopics(await releases.read(before), after, readGoldens(dir)) : [];
}
