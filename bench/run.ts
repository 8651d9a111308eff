/**
 * `npm run bench [-- --only turn|load|voice|synth|start|cold]`: the figures of the whole, each by the command people use. Machines are noisy:
 * compare figures of one run only.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readClient } from '../layers/core/release/readClient.ts';

const root = join(import.meta.dirname, '..');
const run = join(root, 'cli', 'run.mjs');
const work = mkdtempSync(join(tmpdir(), 'bench-'));
/** A port away from the one people use. */
const PORT = '47400';

const { values } = parseArgs({ options: { only: { type: 'string' } } });

const BENCHES: Record<string, () => Promise<void>> = {
  turn: () => play('whole turn without the model, one chat at a time', 200, 1),
  load: () => play('the same, 20 chats at once', 600, 20),
  voice: () => timed('what a caller waits for', [run, 'bench/voice.ts'], undefined, true),
  synth: () => timed('cdk synth, nothing changed', [run, 'cdk', 'synth', '--quiet', '-c', 'client=demo']),
  start: () =>
    timed(
      'npm start, nothing changed, until it is ready',
      [run, 'local/start.ts', '--port', PORT],
      /Ready after/,
    ),
  cold: () => timed('cold load of each function', [run, 'bench/coldLoad.ts'], undefined, true),
};

if (values.only && !BENCHES[values.only]) {
  console.error(`--only ${values.only}: give one of ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}
try {
  for (const [name, bench] of Object.entries(BENCHES))
    if (!values.only || values.only === name) await bench();
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** The demo client's own examples as chats. */
async function play(what: string, count: number, concurrency: number): Promise<void> {
  const { topics } = readClient(join(root, 'clients', 'demo'));
  const texts = topics.flatMap(({ examples }) => examples);
  const file = join(work, 'messages.jsonl');
  // Every seventh: all topics are met, in no order that a cache would like.
  const chosen = Array.from({ length: count }, (_, n) => texts[(n * 7) % texts.length]!);
  writeFileSync(file, chosen.map(text => JSON.stringify({ text })).join('\n'));
  const output = await command([
    run,
    'cli/play.ts',
    file,
    '--concurrency',
    String(concurrency),
    '--out',
    join(work, 'out.jsonl'),
  ]);
  console.log(what);
  for (const line of output.split('\n'))
    if (/ messages in |turn without|failed /.test(line)) console.log(`  ${line.trim()}`);
}

/** Runs a command twice, the first time to warm it up, and says how long the second took (or until `ready`). */
async function timed(what: string, args: string[], ready?: RegExp, show = false): Promise<void> {
  if (!show) await command(args, ready);
  const began = performance.now();
  const output = await command(args, ready);
  console.log(`${what}\n${show ? output : `  ${((performance.now() - began) / 1000).toFixed(1)} s`}`);
}

/** What the command printed; it is stopped once `ready` shows. */
function command(args: string[], ready?: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      if (ready?.test(output)) child.kill('SIGINT');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('exit', code => {
      if (ready ? ready.test(output) : code === 0) resolve(output);
      else reject(new Error(`${args.slice(1).join(' ')} failed:\n${output.slice(-2000)}`));
    });
  });
}
