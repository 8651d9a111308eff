import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from '../../local/core/listen.ts';
import { ROOT } from './prepareDemo.ts';

/** Runs `local/start.ts` of a project's folder until it ends; gives what it wrote. */
async function start(root: string, ...args: string[]) {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--preserve-symlinks',
      '--preserve-symlinks-main',
      'local/start.ts',
      ...args,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (written += text));
  const [code] = await once(child, 'close');
  return { code, lines: written.trim().split('\n') };
}

test('an unknown client is one clear line that names the known ones', async () => {
  expect(await start(ROOT, '--client', 'nope')).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^clients\/nope:1: there is no client "nope".*expected one of: .*demo/)],
  });
});

test('a port in use is one clear line that says how to go on', async () => {
  const taken = await listen(0, socket => void socket.destroy());
  const { code, lines } = await start(ROOT, '--port', String(taken.port));
  await taken.stop();
  expect({ code, lines }).toEqual({
    code: 1,
    lines: [`port ${taken.port} is in use by another program; choose others with: npm start -- --port 4500`],
  });
});

test.each([
  [['--port', 'many'], /--port many: give a number/],
  [['--client', '../demo'], /--client ..\/demo: give a folder below clients/],
  [['--model', 'magic'], /--model magic: give offline, bedrock/],
  [['--colour'], /--colour/],
])('%j is wrong use, told in two lines', async (args, message) => {
  const { code, lines } = await start(ROOT, ...args);
  expect({ code, count: lines.length }).toEqual({ code: 1, count: 2 });
  expect(lines[0]).toMatch(message);
});

test('a broken client.yaml is told with file and line, before anything is built', async () => {
  const root = mkdtempSync(join(tmpdir(), 'e2e-root-'));
  for (const name of ['local', 'layers', 'cli', 'web', 'infra', 'functions', 'statemachines', 'node_modules'])
    symlinkSync(join(ROOT, name), join(root, name), 'junction');
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(ROOT, name), join(root, name));
  mkdirSync(join(root, 'clients'));
  cpSync(join(ROOT, 'clients', 'demo'), join(root, 'clients', 'demo'), { recursive: true });
  const file = join(root, 'clients', 'demo', 'client.yaml');
  const yaml = readFileSync(file, 'utf8');
  const line = yaml.slice(0, yaml.indexOf('retentionDays:')).split('\n').length;
  writeFileSync(file, yaml.replace('retentionDays: 365', 'retentionDays: plenty'));
  const { code, lines } = await start(root);
  rmSync(root, { recursive: true, force: true });
  expect({ code, lines }).toEqual({
    code: 1,
    lines: [`clients/demo/client.yaml:${line}: \`retentionDays\` is "plenty"; expected number`],
  });
});
