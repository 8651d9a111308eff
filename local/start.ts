import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ClientFileError, readClient } from '../layers/core/release/readClient.ts';
import { bootCloud } from './boot.ts';
import type { LocalCloud } from './boot.ts';
import { listen, PortTaken } from './core/listen.ts';
import { SHOP_PATH } from './demo-shop/front.ts';
import { lockState, StateInUse } from './lock.ts';
import { prepareAssembly, StepFailed } from './prepare.ts';

const HELP = `npm start -- [--client NAME] [--port P] [--fresh] [--model MODEL] [--verbose]

Runs a client's whole system on this machine: builds and synthesizes what changed, then boots the stacks. Ctrl-C stops it;
its state stays in .local/NAME/state and the next start goes on from there.

  --client NAME   a folder below clients/ (demo)
  --port P        pages and console on P, HTTP API on P+1, AWS endpoints on P+2, the demo shop on P+3, the
                  demo ticket system on P+4, mail comes in by SMTP on P+5 (4400)
  --fresh         forgets the state first
  --model MODEL   offline (extracts from the passages it is given; no network), bedrock (the real one, with your AWS
                  credentials), or the URL of an OpenAI-compatible endpoint (offline)
  --verbose       also every line of the services' log, and stacks of errors
  --help          this text`;

class WrongUse extends Error {}

const root = join(import.meta.dirname, '..');
const verbose = process.argv.includes('--verbose');

try {
  await start();
} catch (error) {
  console.error(verbose ? error : explained(error));
  process.exit(1);
}

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      client: { type: 'string', default: 'demo' },
      port: { type: 'string', default: '4400' },
      fresh: { type: 'boolean', default: false },
      model: { type: 'string', default: 'offline' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65531) {
    throw new WrongUse(`--port ${values.port}: give a number from 1 to 65531`);
  }
  if (!/^(offline|bedrock|https?:\/\/.+)$/.test(values.model)) {
    throw new WrongUse(
      `--model ${values.model}: give offline, bedrock, or the URL of an OpenAI-compatible endpoint`,
    );
  }
  if (!/^[a-z0-9-]+$/.test(values.client))
    throw new WrongUse(`--client ${values.client}: give a folder below clients/`);

  const began = performance.now();
  const stateDir = join(root, '.local', values.client, 'state');
  readClient(join(root, 'clients', values.client));
  // Looked at before the build, which may take a while.
  lockState(stateDir).release();
  for (const each of [port, port + 1, port + 2, port + 3, port + 4, port + 5])
    await (await listen(each, () => {})).stop();
  if (values.fresh) rmSync(stateDir, { recursive: true, force: true });
  const assembly = await prepareAssembly({ root, client: values.client, log: line => console.log(line) });
  const booting = performance.now();
  const running = await bootCloud({
    root,
    assembly,
    client: values.client,
    stateDir,
    model: values.model,
    ports: { pages: port, api: port + 1, aws: port + 2, shop: port + 3, tickets: port + 4, smtp: port + 5 },
    log: line => verbose && console.log(`  │ ${line}`),
  });
  console.log(`boot: ${seconds(booting)}`);
  console.log(`\n${addresses(running)}\n\nReady after ${seconds(began)}. Ctrl-C stops it.`);
  stopOnSignal(running);
}

function addresses({ client, cloud, shop, tickets, smtp }: LocalCloud): string {
  const { pages, api, aws } = cloud.urls;
  const rows = [
    [`${client.name}: chat`, `${pages}/chat`],
    ...(client.voice ? [[`${client.name}: phone`, `${pages}/phone`] as [string, string]] : []),
    ...(shop ? [['Its shop, with the chat in it', `${shop.url}${SHOP_PATH}`]] : []),
    ['Agent workspace', `${pages}/agent/`],
    ['Console', `${pages}/console`],
    ['HTTP API', api],
    ['AWS endpoints', `${aws}  (AWS_ACCESS_KEY_ID=operator AWS_SECRET_ACCESS_KEY=operator)`],
    ...(smtp
      ? [[`Mail to ${client.mail.from}`, `smtp://127.0.0.1:${smtp}  (augment mail send FILE.eml)`]]
      : []),
    ...(shop ? [["The client's service", shop.url]] : []),
    ...(tickets ? [["The client's tickets", tickets.url]] : []),
  ] as [string, string][];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, url]) => `${label.padEnd(width)}  ${url}`).join('\n');
}

function stopOnSignal(running: LocalCloud) {
  let stopping = false;
  const stop = async () => {
    // A second Ctrl-C does not wait.
    if (stopping) process.exit(130);
    stopping = true;
    console.log('\nStopping …');
    await running.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** One clear text for the person at the terminal. */
function explained(error: unknown): string {
  if (error instanceof PortTaken) return `${error.message}; choose others with: npm start -- --port 4500`;
  if (error instanceof StepFailed || error instanceof StateInUse || error instanceof ClientFileError)
    return error.message;
  const message = error instanceof Error ? error.message : String(error);
  const isUse =
    error instanceof WrongUse || String((error as { code?: unknown })?.code).startsWith('ERR_PARSE_ARGS');
  return isUse
    ? `${message}\nnpm start -- --help explains the options.`
    : `${message}\n(--verbose shows where it happened)`;
}
