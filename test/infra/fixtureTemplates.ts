import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { hashOf } from '../../cli/build/fresh.ts';
import { FIXTURES, ROOT } from './clients.ts';
import type { Templates } from './templateJson.ts';

/** All that the fixture client's stacks are made of; what the build would have written is left out (see `buildStacks`). */
const INPUTS = [
  ...['infra', 'functions', 'layers', 'statemachines', 'package-lock.json', 'test/infra/stacks.ts'],
  relative(ROOT, FIXTURES),
];

/** The fixture client's templates, made by the first test file that asks: loading the CDK takes longer than most of them. */
export async function fixtureTemplates(): Promise<Templates> {
  const file = join(ROOT, '.local', 'tests', `templates-${hashOf(ROOT, INPUTS).slice(0, 16)}.json`);
  if (!existsSync(file)) {
    const { buildStacks, templates } = await import('./stacks.ts');
    mkdirSync(dirname(file), { recursive: true });
    const whole = `${file}.${process.pid}`;
    writeFileSync(whole, JSON.stringify(templates(buildStacks()[0]!)));
    renameSync(whole, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Templates;
}
