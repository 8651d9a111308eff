import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootCloud } from '../../local/boot.ts';
import { readGoldens } from '../golden/readGoldens.ts';
import { converse, openingOf, type Outcome } from './deploy/conversation.ts';
import { asOperator, startEmulator } from './deploy/emulator.ts';
import { createMachinery, type Machinery } from './deploy/machinery.ts';
import { Missing, pythonTools } from './deploy/python.ts';
import { forEmulator } from './deploy/templates.ts';
import { deployedHere, deployedThere, tellSurroundings } from './deploy/whatIsDeployed.ts';

const HELP = `npm run verify:deploy -- [--only ID]

Deploys the support stack with the CDK into an AWS emulator that nobody here wrote, has the openings of the goldens said to the
deployed bot hook, lets agents take and resolve what was escalated, and compares each case with what the local cloud makes of
the same words. Then a second client beside the first, and a changed version over the first while cases are open.
Needs Python 3 and, the first time, its package index; exits 2 and says so where they are missing.

  --only ID   one golden; may be repeated
  --help      this text`;

const root = join(import.meta.dirname, '..', '..');
const home = join(root, '.local', 'verify');
const CLIENTS = ['demo', 'second'];
/** Rules that are not followed, and why. */
const NOT_FOLLOWED = {
  E3601: 'cfn-lint takes a time-out that JSONata computes for a wrong one; Step Functions takes it',
  W3005: 'a dependency said twice does no harm; the CDK writes it so',
};

const say = (line: string) => console.log(line);

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) say(HELP);
else
  try {
    process.exitCode = (await verify(values.only)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }

async function verify(only: string[]): Promise<boolean> {
  const bin = pythonTools(join(home, 'python'), say);
  const app = join(home, 'app');
  synthesize(app);
  const linted = lint(bin, app);

  const local = await bootCloud({ root, assembly: app, client: 'demo', pages: false, log: () => {} });
  const connect = await asOperator(local.cloud.urls.aws);
  const emulator = await startEmulator({
    bin,
    root,
    elsewhere: { CONNECT: connect.url, CONNECTPARTICIPANT: connect.url, BEDROCK_RUNTIME: connect.url },
  });
  try {
    const adapted = join(home, 'adapted');
    rmSync(adapted, { recursive: true, force: true });
    const left = forEmulator(
      app,
      adapted,
      CLIENTS.map(client => `${client}-support`),
    );
    say(
      `the emulator can't have: ${left.length} alarms over several metrics (left out), computed time-outs (a day)`,
    );
    emulator.cdk(['bootstrap', '--app', adapted]);
    const deploy = (client: string, from: string) => {
      const began = performance.now();
      emulator.cdk([
        ...['deploy', `${client}-support`, '--app', from, '--require-approval', 'never'],
        ...(local.shop && client === 'demo' ? ['--parameters', `ServiceUrl=${local.shop.url}`] : []),
      ]);
      say(`deployed ${client}-support in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    };
    deploy('demo', adapted);
    const mine = deployedHere(local);
    const theirs = await deployedThere(emulator.url, 'demo-support');
    await tellSurroundings(local, emulator.url, {
      stack: 'demo-support',
      secretHere: mine.serviceSecret,
      secretThere: theirs.serviceSecret,
    });
    const here = createMachinery(mine);
    const there = createMachinery(theirs);

    const goldens = readGoldens(join(root, 'clients', 'demo', 'goldens')).filter(
      golden => openingOf(golden).length > 0 && (only.length === 0 || only.includes(golden.id)),
    );
    let same = 0;
    for (const golden of goldens) if (await isSame(golden.id, openingOf(golden), here, there)) same++;
    say(`${same} of ${goldens.length} conversations came out the same`);

    const open = await converse('open-while-deploying', ['How long do I have to return an item?'], there);
    deploy('second', adapted);
    const changed = join(home, 'changed');
    rmSync(changed, { recursive: true, force: true });
    forEmulator(
      app,
      changed,
      CLIENTS.map(client => `${client}-support`),
      template => {
        for (const { Type, Properties } of Object.values(template.Resources))
          if (Type === 'AWS::Lambda::Function') Properties!['Description'] = 'changed while cases are open';
      },
    );
    deploy('demo', changed);
    const goesOn = await goesOnAfter(open, there);
    return linted && same === goldens.length && goesOn;
  } finally {
    emulator.stop();
    connect.stop();
    await local.stop();
  }
}

function synthesize(app: string) {
  rmSync(app, { recursive: true, force: true });
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'cli', 'run.mjs'),
      'cdk',
      'synth',
      '--quiet',
      '-c',
      `client=${CLIENTS.join(',')}`,
      '--output',
      app,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr.slice(-2000));
}

function lint(bin: string, app: string): boolean {
  const templates = readdirSync(app).filter(name => name.endsWith('.template.json'));
  const { status, stdout } = spawnSync(
    join(bin, 'cfn-lint'),
    ['--ignore-checks', ...Object.keys(NOT_FOLLOWED), '--', ...templates.map(name => join(app, name))],
    { encoding: 'utf8' },
  );
  say(status === 0 ? `cfn-lint: nothing to say about ${templates.length} templates` : stdout.slice(0, 6000));
  return status === 0;
}

async function isSame(id: string, words: string[], here: Machinery, there: Machinery): Promise<boolean> {
  const name = `verify-${id}`;
  const [local, emulated] = await Promise.all([converse(name, words, here), converse(name, words, there)]);
  const same = JSON.stringify(local) === JSON.stringify(emulated);
  say(
    `  ${same ? '✓' : '✗'} ${id}: ${words.length} messages${local.worked ? ', taken and resolved by an agent' : ''}`,
  );
  if (!same) say(differences(local, emulated));
  return same;
}

/** Each member that differs, a line each side. */
function differences(here: unknown, there: unknown, path = ''): string {
  if (JSON.stringify(here) === JSON.stringify(there)) return '';
  if (typeof here !== 'object' || typeof there !== 'object' || !here || !there)
    return `    ${path}\n      here:  ${JSON.stringify(here)}\n      there: ${JSON.stringify(there)}`;
  const members = [...new Set([...Object.keys(here), ...Object.keys(there)])];
  const of = (value: object, member: string) => (value as Record<string, unknown>)[member];
  return members
    .map(member => differences(of(here, member), of(there, member), `${path}.${member}`))
    .filter(Boolean)
    .join('\n');
}

/** The case that was open goes on as the same one. */
async function goesOnAfter(open: Outcome, there: Machinery): Promise<boolean> {
  const later = await converse('open-while-deploying', ['And how much does it cost to send it back?'], there);
  const same = open.case?.caseId !== undefined && later.case?.caseId === open.case.caseId;
  say(`${same ? '✓' : '✗'} the case that was open goes on after the new version`);
  return same;
}
