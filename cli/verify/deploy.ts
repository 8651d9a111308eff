import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readClient } from '../../layers/core/release/readClient.ts';
import { addressesHere } from '../../local/boot.ts';
import { readGoldens } from '../golden/readGoldens.ts';
import type { Golden } from '../golden/golden.ts';
import { readDeployment } from './deploy/deployment.ts';
import { startEmulator, type Emulator } from './deploy/emulator.ts';
import { itemCount } from './deploy/forget.ts';
import { lint, synthesize } from './deploy/app.ts';
import { openOperatorProxy } from './deploy/operatorProxy.ts';
import { freePorts, openBoth, type Both, type Played, type Ports } from './deploy/playBoth.ts';
import { Missing, pythonTools } from './deploy/python.ts';
import { openSharedTime } from './deploy/sharedTime.ts';
import { forEmulator } from './deploy/templates.ts';

const HELP = `npm run verify:deploy -- [--client NAME] [--only ID] [--quick] [--kept FILE] [--app FOLDER]

Lints the templates of every example client. Deploys their support stacks with the CDK into an AWS emulator that nobody here
wrote, side by side, and plays their goldens whole, once in the local cloud and once with the functions, workflows, tables,
events and files in the emulator: everything that the goldens show must be the same. Then a changed version over the first
client while its cases are open. Needs Python 3 and, the first time, its package index; exits 2 and says so where they are
missing.

  --client NAME   goldens of this client only
  --only ID       this golden only; may be repeated
  --quick         a few that take most ways through the workflows, as CI does
  --kept FILE     goldens that came out the same stand there, a line each, and aren't played again: a run may be broken off
  --app FOLDER    stacks of all example clients, synthesized already
  --help          this text`;

const root = join(import.meta.dirname, '..', '..');
const home = join(root, '.local', 'verify');
const CLIENTS = ['demo', 'second'];
/** An agent takes the case, hands it off, and the client's team answers: with a new version after the first step of an agent. */
const ACROSS = { client: 'demo', golden: 'client-team-answers-in-chat' };

/** Turn, agent, hand-off and its answers, mail, phone, who is on call: what CI has time for. */
const QUICK = ['client-team-answers-in-chat', 'mail-handoff', 'call-person', 'on-call-is-told'];

const say = (line: string) => console.log(line);

const { values } = parseArgs({
  options: {
    client: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
    kept: { type: 'string' },
    app: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) say(HELP);
else
  try {
    process.exitCode = (await verify()) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.error(`verify:deploy did not run: ${error.message}`);
    process.exitCode = 2;
  }

async function verify(): Promise<boolean> {
  const bin = pythonTools(join(home, 'python'), say);
  const app = values.app ? resolve(values.app) : join(home, 'app');
  if (!values.app) synthesize(root, app, CLIENTS);
  const kept = values.kept && existsSync(values.kept) ? readFileSync(values.kept, 'utf8').split('\n') : [];
  let right = lint(bin, app, say);

  const time = openSharedTime(join(home, 'time'));
  const proxy = await openOperatorProxy();
  const emulator = await startEmulator({
    bin,
    root,
    time,
    elsewhere: {
      CONNECT: proxy.url,
      CONNECTPARTICIPANT: proxy.url,
      BEDROCK_RUNTIME: proxy.url,
      SESV2: proxy.url,
    },
  });
  try {
    const adapted = forEmulator(app, join(home, 'adapted'), CLIENTS, say);
    await emulator.cdk(['bootstrap', '--app', adapted]);
    const ports = new Map<string, Ports>();
    for (const client of CLIENTS) {
      ports.set(client, await freePorts());
      await deploy(emulator, client, adapted, ports.get(client)!);
    }
    for (const client of CLIENTS.filter(each => !values.client || each === values.client)) {
      const there = await readDeployment(emulator.url, client);
      const both = await openBoth({ root, client, assembly: app }, there, {
        ports: ports.get(client)!,
        time,
        proxy,
      });
      const goldens = readGoldens(join(root, 'clients', client, 'goldens')).filter(wanted);
      let same = 0;
      for (const golden of goldens) {
        const line = `${client} ${golden.id}`;
        const isKept = kept.includes(line);
        if (!isKept && !(await playTwice(both, golden))) continue;
        same++;
        if (values.kept && !isKept) appendFileSync(values.kept, `${line}\n`);
      }
      say(`${client}: ${same} of ${goldens.length} goldens came out the same in the emulator`);
      right &&= same === goldens.length;

      const across = goldens.find(({ id }) => client === ACROSS.client && id === ACROSS.golden);
      if (across) {
        const changed = forEmulator(app, join(home, 'changed'), CLIENTS, () => {}, describeAnew);
        let deployed = false;
        const played = await both.play(across, stage => ({
          ...stage,
          async agent(move) {
            if (!deployed) await deploy(emulator, client, changed, ports.get(client)!);
            deployed = true;
            return stage.agent(move);
          },
        }));
        right =
          tell({ ...played, id: `${played.id}, a changed version deployed while its case is open` }) && right;
        const strangers = await itemCount(await readDeployment(emulator.url, 'second'));
        if (strangers > 0) say(`✗ the second client's table has ${strangers} items of the first`);
        right &&= strangers === 0;
      }
      both.stop();
    }
    return right;
  } finally {
    emulator.stop();
    proxy.stop();
    time.close();
  }
}

function wanted({ id }: Golden): boolean {
  const chosen = values.quick ? QUICK : values.only;
  return chosen.length === 0 || chosen.includes(id);
}

async function deploy(emulator: Emulator, client: string, app: string, ports: Ports): Promise<void> {
  const began = performance.now();
  const { config } = readClient(join(root, 'clients', client));
  const parameters = Object.entries(addressesHere(config, ports)).flatMap(([name, value]) => [
    '--parameters',
    `${name}=${value}`,
  ]);
  await emulator.cdk([
    'deploy',
    `${client}-support`,
    '--app',
    app,
    '--require-approval',
    'never',
    ...parameters,
  ]);
  say(`deployed ${client}-support in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

function describeAnew(type: string, properties: Record<string, unknown>): void {
  if (type === 'AWS::Lambda::Function') properties['Description'] = 'changed while cases are open';
}

/** Functions have real time limits: on a machine that is busy with other things a golden may come out differently once. */
async function playTwice(both: Both, golden: Golden): Promise<boolean> {
  const first = await both.play(golden);
  if (first.differs.length > 0) {
    tell(first);
    say(`  … ${golden.id} is played again`);
  }
  return tell(first.differs.length > 0 ? await both.play(golden) : first);
}

function tell({ id, differs, seconds }: Played): boolean {
  say(`  ${differs.length === 0 ? '✓' : '✗'} ${id} ${seconds.toFixed(1)} s`);
  for (const line of differs) say(`      ${line}`);
  return differs.length === 0;
}
