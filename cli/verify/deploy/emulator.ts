import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../../local/core/freePort.ts';
import type { SharedTime } from './sharedTime.ts';

const READY_SECONDS = 60;
const ACCOUNT = 'aws://000000000000/us-east-1';

export interface Emulator {
  url: string;
  /** @throws Error with the end of what `cdk` wrote */
  cdk(args: string[]): Promise<void>;
  stop(): void;
}

/** Starts the emulator on a free port. `elsewhere` are services that it leaves to another endpoint. */
export async function startEmulator(options: {
  bin: string;
  root: string;
  elsewhere: Record<string, string>;
  time: SharedTime;
}): Promise<Emulator> {
  const { bin, root, elsewhere, time } = options;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const nodeBin = join(root, 'node_modules', '.bin');
  const log = openSync(time.file + '.log', 'w');
  const temporary = mkdtempSync(join(tmpdir(), 'emulator-'));
  const here = (name: string) => join(import.meta.dirname, name);
  const child = spawn(join(bin, 'python'), [here('emulator.py')], {
    env: {
      ...process.env,
      PATH: `${nodeBin}:${process.env['PATH']}`,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      IOT_MTLS_ENABLED: '0',
      LAMBDA_EXECUTOR: 'local',
      // A retry waits in the machine's time: a twentieth of what the workflow says.
      SFN_WAIT_SCALE: '0.05',
      // A function that failed on an event is tried again when Lambda would, in the goldens' time.
      LAMBDA_ASYNC_RETRY_BASE_SECONDS: '60',
      LAMBDA_ASYNC_RETRY_MAX_SECONDS: '120',
      TMPDIR: temporary,
      CHECK_TIME: time.file,
      NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import=${pathToFileURL(here('functionTime.ts')).href}`,
      ...Object.fromEntries(
        Object.entries(elsewhere).map(([service, at]) => [`AWS_ENDPOINT_URL_${service}`, at]),
      ),
    },
    stdio: ['ignore', log, log],
  });
  const stop = () => {
    child.kill('SIGKILL');
    rmSync(temporary, { recursive: true, force: true });
  };
  process.once('exit', stop);
  // Whoever is interrupted leaves without the event above unless it is told to.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  for (let second = 0; !(await answers(`${url}/_ministack/health`)); second++) {
    if (second > READY_SECONDS || child.exitCode !== null) throw new Error('the emulator did not start');
    await wait(1000);
  }
  const cdk = async (args: string[]): Promise<void> => {
    const whole = args[0] === 'bootstrap' ? [...args, ACCOUNT] : args;
    const tool = spawn(join(nodeBin, 'cdk'), [...whole, '--no-notices'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: url,
        AWS_ENDPOINT_URL_S3: url,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'us-east-1',
        // The operator's own account stays out of it.
        AWS_PROFILE: undefined,
        AWS_SESSION_TOKEN: undefined,
      },
    });
    const [written, complained, code] = await Promise.all([
      text(tool.stdout),
      text(tool.stderr),
      new Promise(ended => tool.once('close', ended)),
    ]);
    if (code !== 0) throw new Error(`cdk ${args[0]} failed:\n${(written + complained).slice(-3000)}`);
  };
  return { url, cdk, stop };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
