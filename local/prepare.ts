import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hashOf } from '../cli/build/fresh.ts';
import { readClient } from '../layers/core/release/readClient.ts';

/** What a synthesized app depends on, besides the client's own folder. */
const INPUTS = [
  'infra',
  'functions',
  'layers',
  'statemachines',
  'cli/build',
  'cli/build.ts',
  'package-lock.json',
];
/** Synthesized apps kept of a client: one that runs still reads its functions from there. */
const KEPT = 3;

export interface PrepareOptions {
  /** The project's folder. */
  root: string;
  client: string;
  /** Told each step that begins, and with its seconds when it is done. */
  log(line: string): void;
}

/** A build or synth step that failed; the message is what it wrote. */
export class StepFailed extends Error {
  readonly step: string;
  constructor(step: string, output: string) {
    super(output.trim() || `${step} failed without a word`);
    this.name = 'StepFailed';
    this.step = step;
  }
}

/**
 * Builds and synthesizes a client's app unless its inputs are unchanged since; gives the directory of the result.
 * Throws ClientFileError before anything is built, and StepFailed.
 */
export async function prepareAssembly({ root, client, log }: PrepareOptions): Promise<string> {
  readClient(join(root, 'clients', client));
  const inputs = [...INPUTS, join('clients', client)].filter(path => existsSync(join(root, path)));
  const hash = hashOf(root, inputs).slice(0, 16);
  const home = join(root, '.local', client, 'synth');
  const directory = join(home, hash);
  if (existsSync(join(directory, 'manifest.json'))) {
    // So that what is used is not what is tidied away first.
    utimesSync(directory, new Date(), new Date());
    log('functions and stacks: unchanged');
    return directory;
  }
  await step('build', ['cli/build.ts', '--client', client], root, {}, log);
  const fresh = join(home, `${hash}.${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const context = { CDK_OUTDIR: fresh, CDK_CONTEXT_JSON: JSON.stringify({ client }) };
  await step('synth', ['infra/app.ts'], root, context, log);
  if (!existsSync(directory)) renameSync(fresh, directory);
  tidy(home);
  return directory;
}

function tidy(home: string) {
  const byAge = readdirSync(home)
    .map(name => join(home, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of byAge.slice(KEPT)) rmSync(old, { recursive: true, force: true });
}

async function step(
  name: string,
  args: string[],
  root: string,
  env: Record<string, string>,
  log: (line: string) => void,
): Promise<void> {
  log(`${name} …`);
  const began = performance.now();
  const bin = join(root, 'node_modules', '.bin');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new StepFailed(name, output);
  log(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
