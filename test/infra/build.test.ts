import { jest } from '@jest/globals';
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleOptions } from '../../cli/build/bundleOptions.ts';
import { chosenClients } from '../../cli/build/chosenClients.ts';
import { hashOf, unlessFresh } from '../../cli/build/fresh.ts';
import { ROOT, makeClients } from './stacks.ts';

describe('a bundle', () => {
  const dist = mkdtempSync(join(tmpdir(), 'dist-'));
  const bundle = join(dist, 'read-cases', 'index.mjs');
  const environment = {
    AWS_REGION: 'eu-central-1',
    TABLE_NAME: 't',
    RETENTION_DAYS: '30',
    RELEASE_BUCKET: 'b',
    RELEASE_KEY: 'k',
    FILES_BUCKET: 'f',
    BASELINE_SOURCE: 's',
    PATH: process.env['PATH'],
  };
  /** What a script prints that has the bundle's namespace as `bundle`. */
  const run = (script: string, env: Record<string, string> = {}): string =>
    execFileSync(
      process.execPath,
      ['--input-type=module', '-e', `const bundle = await import('file://${bundle}'); ${script}`],
      {
        env: { ...environment, ...env },
        encoding: 'utf8',
        // A failure prints the bundle's lines: all of it is one line.
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );

  beforeAll(async () => {
    await build(bundleOptions(ROOT, ['read-cases'], dist));
  });

  test('loads, and has a handler', () => {
    expect(run('console.log(typeof bundle.handler)')).toBe('function\n');
  });

  test('loads nothing that it may never need', () => {
    const loaded = run('console.log(process.moduleLoadList.join())');
    for (const name of ['undici', 'https?', 'http2', 'child_process', 'dgram'])
      expect(loaded).not.toMatch(new RegExp(`NativeModule (internal/deps/)?${name}`));
    expect(loaded).toContain('NativeModule internal/modules/esm');
  });

  test('has what it loads later beside it, and not in it', () => {
    expect(readFileSync(bundle, 'utf8')).not.toContain('aws-xray-sdk');
    const tracer = join(dist, 'read-cases', 'xray.mjs');
    expect(existsSync(tracer)).toBe(true);
    expect(
      run(
        `const t = await import('file://${tracer}'); console.log(typeof t.Tracer, typeof t.captureLambdaHandler)`,
      ),
    ).toBe('function function\n');
  });
});

describe('which clients are built', () => {
  const dir = makeClients({ name: 'first' }, { name: 'second' });
  test.each<[string, string[], string | undefined, string[]]>([
    ['all, when nobody says', [], undefined, ['first', 'second']],
    ['those named', ['--client', 'second'], undefined, ['second']],
    ['several named', ['--client', 'second', '--client', 'first'], '{"client":"x"}', ['second', 'first']],
    ['those that cdk is told', [], '{"client":"second, first"}', ['second', 'first']],
    ['the demo, when cdk is told nothing', [], '{}', ['demo']],
  ])('%s', (_what, args, context, expected) => {
    expect(chosenClients(dir, args, context)).toEqual(expected);
  });
});

test('work is done again only when its inputs changed or its outputs are gone', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'fresh-'));
  const output = join(dir, 'output');
  let done = 0;
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const work = async (input: string, outputs = [output]) => {
    writeFileSync(join(dir, 'input'), input);
    await unlessFresh('test', { stamp: join(dir, 'stamp'), inputs: hashOf(dir, ['input']), outputs }, () => {
      done += 1;
      writeFileSync(output, input);
      return 'done';
    });
    return done;
  };
  expect(await work('a')).toBe(1);
  expect(await work('a')).toBe(1);
  expect(await work('b')).toBe(2);
  expect(await work('b', [output, join(dir, 'gone')])).toBe(3);
});
