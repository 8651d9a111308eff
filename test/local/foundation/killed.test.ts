import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lockState } from '../../../local/lock.ts';
import { bootApp, makeAssembly, makeDirectory, makeFunction, makeRole } from './makeApp.ts';

/** Runs a file of this folder until it writes a line, then kills it as a power button does a process. */
async function runAndKill(file: string, argument: unknown) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [path, JSON.stringify(argument)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const alive = child.exitCode === null;
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(alive).toBe(true);
}

test('what was accepted before a kill -9 is done after the next start', async () => {
  const stateDir = makeDirectory();
  const done = `${makeDirectory()}/done`;
  const assembly = makeAssembly(
    {
      Role: makeRole(),
      Work: makeFunction('work', {
        FunctionName: 'work',
        Timeout: 60,
        Environment: { Variables: { DONE: done, STUCK_UNTIL: 'killed' } },
      }),
    },
    {
      // Hangs in the process that is killed, works in the next one.
      work: `import { appendFileSync } from 'node:fs';
        export const handler = async ({ n }) => {
          if (process.env.STUCK_UNTIL) await new Promise(() => setInterval(() => {}, 1000));
          appendFileSync(process.env.DONE, n + '\\n');
        };`,
    },
  );
  await runAndKill('./killedProcess.ts', { assembly, stateDir });

  delete (assembly.stacks[0]!.template.Resources['Work']!.Properties as any).Environment.Variables
    .STUCK_UNTIL;
  const app = await bootApp(assembly, { stateDir });
  await app.cloud.activity.idle();
  expect(readFileSync(done, 'utf8').trim().split('\n').sort()).toEqual(['1', '2']);
  expect(app.lambda.waitingEvents()).toBe(0);
  const { Parameter } = await app.cloud.call({ id: 'operator' }, 'ssm', 'GetParameter', { Name: '/kept' });
  expect(Parameter.Value).toBe('yes');
  await app.stop();
});

test('two clouds cannot share a state directory', () => {
  const directory = makeDirectory();
  const lock = lockState(directory);
  expect(() => lockState(directory)).toThrow(
    `a local cloud already runs on ${directory} (process ${process.pid})`,
  );
  lock.release();
  lockState(directory).release();
});
