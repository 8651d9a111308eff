import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { percentile } from '../cli/triage/figures.ts';
import { ActiveReleaseSettings } from '../layers/core/release/settings.ts';

/**
 * How long Node takes to load each function's bundle, against an empty handler: what a cold start adds to starting Node.
 * Processes are started in turns, so that a busy moment hits all alike. CPU time is the steadier figure on a shared machine.
 * A bundle loads `node:https` at its first request and not here (about 20 ms, the same for every function).
 *
 * Usage: npm run build && node cli/run.mjs bench/coldLoad.ts [runs]
 */
export interface ColdLoad {
  name: string;
  /** Medians of the runs, milliseconds. */
  wall: number;
  cpu: number;
  /** Against the empty handler. */
  wallRatio: number;
  cpuRatio: number;
  /** Size of the bundle. */
  kilobytes: number;
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
  const measured = candidates.map(() => [] as { wall: number; cpu: number }[]);
  for (let run = 0; run < runs; run++)
    candidates.forEach(({ path, settings }, n) => measured[n]!.push(load(path, settings)));

  const figures = measured.map(times => ({
    wall: percentile(
      times.map(t => t.wall),
      0.5,
    ),
    cpu: percentile(
      times.map(t => t.cpu),
      0.5,
    ),
  }));
  const [base] = figures;
  return candidates.map(({ name, path }, n) => ({
    name,
    ...figures[n]!,
    wallRatio: figures[n]!.wall / base!.wall,
    cpuRatio: figures[n]!.cpu / base!.cpu,
    kilobytes: Math.round(statSync(path).size / 1000),
  }));
}

function load(path: string, settings: string[]): { wall: number; cpu: number } {
  const script = `await import(${JSON.stringify(pathToFileURL(path).href)});
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    process.stdout.write(String((userCPUTime + systemCPUTime) / 1000));
    process.exit(0);`;
  const env = {
    PATH: process.env['PATH'],
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    POWERTOOLS_SERVICE_NAME: 'bench',
    ...Object.fromEntries([...settings, ...RELEASE_SETTINGS].map(name => [name, '1'])),
  };
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env,
  });
  const wall = performance.now() - start;
  if (status !== 0)
    throw new Error(`${path} does not load: ${String(stderr).trim().split('\n').slice(-8).join('\n')}`);
  return { wall, cpu: Number(String(stdout)) };
}

if (import.meta.main) {
  const row = (cells: string[]) =>
    console.log(cells.map((cell, n) => (n ? cell.padStart(9) : cell.padEnd(18))).join(''));
  row(['function', 'wall ms', 'ratio', 'cpu ms', 'ratio', 'kB']);
  for (const { name, wall, wallRatio, cpu, cpuRatio, kilobytes } of await coldLoad(
    Number(process.argv[2] ?? 11),
  ))
    row([
      name,
      wall.toFixed(0),
      wallRatio.toFixed(2),
      cpu.toFixed(0),
      cpuRatio.toFixed(2),
      String(kilobytes),
    ]);
}
