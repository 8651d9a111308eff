import { spawn, spawnSync } from 'node:child_process';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const READY_SECONDS = 60;
const ACCOUNT = 'aws://000000000000/us-east-1';

export interface Emulator {
  url: string;
  /** @throws Error with the end of what `cdk` wrote */
  cdk(args: string[]): string;
  stop(): void;
}

/** Starts the emulator on a free port. `elsewhere` are services that it leaves to another endpoint. */
export async function startEmulator(options: {
  bin: string;
  root: string;
  elsewhere: Record<string, string>;
}): Promise<Emulator> {
  const { bin, root, elsewhere } = options;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const nodeBin = join(root, 'node_modules', '.bin');
  const child = spawn(join(bin, 'ministack'), [], {
    env: {
      ...process.env,
      PATH: `${nodeBin}:${process.env['PATH']}`,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      IOT_MTLS_ENABLED: '0',
      LAMBDA_EXECUTOR: 'local',
      ...Object.fromEntries(
        Object.entries(elsewhere).map(([service, at]) => [`AWS_ENDPOINT_URL_${service}`, at]),
      ),
    },
    stdio: 'ignore',
  });
  const stop = () => void child.kill('SIGKILL');
  process.once('exit', stop);
  for (let second = 0; !(await answers(`${url}/_ministack/health`)); second++) {
    if (second > READY_SECONDS || child.exitCode !== null) throw new Error('the emulator did not start');
    await wait(1000);
  }
  const cdk = (args: string[]) => {
    const { status, stdout, stderr } = spawnSync(join(nodeBin, 'cdk'), [...args, '--no-notices'], {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: url,
        AWS_ENDPOINT_URL_S3: url,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'us-east-1',
      },
    });
    if (status !== 0) throw new Error(`cdk ${args[0]} failed:\n${(stdout + stderr).slice(-3000)}`);
    return stdout + stderr;
  };
  return { url, cdk: args => cdk(args[0] === 'bootstrap' ? [...args, ACCOUNT] : args), stop };
}

/**
 * Lets the emulator's functions call services of the local cloud: their keys are the emulator's, so they come as the local
 * cloud's operator. Permissions are checked where the goldens are played, not here.
 */
export async function asOperator(target: string): Promise<{ url: string; stop(): void }> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers };
    headers.authorization = headers.authorization?.replace(/Credential=[^/]+\//, 'Credential=operator/');
    const forward = request(
      { hostname, port, path: incoming.url, method: incoming.method, headers },
      reply => {
        outgoing.writeHead(reply.statusCode!, reply.headers);
        reply.pipe(outgoing);
      },
    );
    forward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(forward);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => void server.close(),
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
