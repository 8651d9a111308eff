import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { percentile } from '../cli/triage/figures.ts';
import { ActiveReleaseSettings } from '../layers/core/release/settings.ts';

/**
 * How long Node takes to load each function's bundle, against an empty handler: what a cold start adds to starting Node. `first` is the same
 * with what the first call in Lambda brings in as well: the files beside the bundle (the tracer, the parser of mails), and the tracer
 * made, by which `node:http` and `node:https` are loaded. Processes are started in turns, so that a busy moment hits all alike.
 *
 * Usage: npm run build && node cli/run.mjs bench/coldLoad.ts [runs]
 */
export interface ColdLoad {
  name: string;
  load: Spent;
  first: Spent;
  /** Against the empty handler's load. */
  wallRatio: number;
  cpuRatio: number;
  /** Size of the bundle. */
  kilobytes: number;
}

interface Spent {
  /** Median of the runs, milliseconds. */
  wall: number;
  /** Least of the runs, milliseconds: other work only adds to it. */
  cpu: number;
}

const EMPTY = 'empty handler';
/** What whoever reads a release needs besides its own settings. */
const RELEASE_SETTINGS = Object.keys(ActiveReleaseSettings.entries);
const root = join(import.meta.dirname, '..');

export async function coldLoad(runs: number): Promise<ColdLoad[]> {
  const dist = join(root, 'dist', 'functions');
  const empty = join(mkdtempSync(join(tmpdir(), 'cold-')), 'index.mjs');
  writeFileSync(empty, 'export const handler = async () => ({});');
  const candidates = [{ name: EMPTY, path: empty, settings: [] as string[] }];
  for (const name of readdirSync(dist)) {
    const { Config } = await import(join(root, 'functions', name, 'config.ts'));
    candidates.push({ name, path: join(dist, name, 'index.mjs'), settings: Object.keys(Config.entries) });
  }
  const measured = candidates.map(() => ({ load: [] as Spent[], first: [] as Spent[] }));
  for (let run = 0; run < runs; run++)
    candidates.forEach(({ path, settings }, n) => {
      measured[n]!.load.push(spent([path], settings));
      measured[n]!.first.push(spent([path, ...beside(path)], settings));
    });

  const figures = measured.map(({ load, first }) => ({ load: summary(load), first: summary(first) }));
  const base = figures[0]!.load;
  return candidates.map(({ name, path }, n) => ({
    name,
    ...figures[n]!,
    wallRatio: figures[n]!.load.wall / base.wall,
    cpuRatio: figures[n]!.load.cpu / base.cpu,
    kilobytes: Math.round(statSync(path).size / 1000),
  }));
}

const summary = (runs: Spent[]): Spent => ({
  wall: percentile(
    runs.map(({ wall }) => wall),
    0.5,
  ),
  cpu: Math.min(...runs.map(({ cpu }) => cpu)),
});

/** Of what stands beside a bundle, what every first call reads; not what sends one-time codes. */
const beside = (bundle: string): string[] =>
  ['xray.mjs', 'mailParser.mjs'].map(file => join(dirname(bundle), file)).filter(file => existsSync(file));

function spent(paths: string[], settings: string[]): Spent {
  // Lambda's runtime has opened stdout before it loads a bundle: neither side of the comparison pays for it.
  const script = `process.stdout;
    for (const path of ${JSON.stringify(paths.map(path => pathToFileURL(path).href))}) {
      const { Tracer } = await import(path);
      if (Tracer) new Tracer();
    }
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    process.stdout.write(String((userCPUTime + systemCPUTime) / 1000));
    process.exit(0);`;
  const env = {
    PATH: process.env['PATH'],
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    // So that the tracer takes itself to be in Lambda.
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    POWERTOOLS_SERVICE_NAME: 'bench',
    ...Object.fromEntries([...settings, ...RELEASE_SETTINGS].map(name => [name, '1'])),
  };
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env,
  });
  const wall = performance.now() - start;
  if (status !== 0)
    throw new Error(`${paths[0]} does not load: ${String(stderr).trim().split('\n').slice(-8).join('\n')}`);
  return { wall, cpu: Number(String(stdout)) };
}

if (import.meta.main) {
  const row = (cells: string[]) =>
    console.log(cells.map((cell, n) => (n ? cell.padStart(9) : cell.padEnd(18))).join(''));
  row(['load', 'wall ms', 'ratio', 'cpu ms', 'ratio', 'kB', 'first: ms', 'cpu ms']);
  for (const { name, load, first, wallRatio, cpuRatio, kilobytes } of await coldLoad(
    Number(process.argv[2] ?? 11),
  ))
    row([
      name,
      load.wall.toFixed(0),
      wallRatio.toFixed(2),
      load.cpu.toFixed(0),
      cpuRatio.toFixed(2),
      String(kilobytes),
      first.wall.toFixed(0),
      first.cpu.toFixed(0),
    ]);
}
