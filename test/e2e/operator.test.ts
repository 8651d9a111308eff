import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { LocalCloud } from '../../local/boot.ts';
import { bootDemo, makeStateDir, prepareDemo, ROOT } from './demoCloud.ts';
import { enter } from './visitor.ts';

const state = makeStateDir();
let local: LocalCloud;

beforeAll(async () => {
  local = await bootDemo(await prepareDemo(), state.path);
}, 240_000);
afterAll(async () => {
  await local?.stop();
  state.remove();
});

/** `augment …` as an operator runs it, against the running cloud. */
async function augment(...args: string[]): Promise<{ code: number; written: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'cli/augment.ts', ...args],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: local.cloud.urls.aws,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'operator',
        AWS_SECRET_ACCESS_KEY: 'operator',
      },
    },
  );
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (written += text));
  const [code] = await once(child, 'close');
  await local.cloud.activity.idle();
  return { code, written };
}

test('an operator sees a case, moves it and closes it, and its workflow ends', async () => {
  const visitor = await enter(local, { name: 'Mara Quist', email: 'mara.quist@mail.example' });
  await visitor.say('I want to talk to a human please');
  const caseId = visitor.caseId();

  const shown = await augment('case', 'show', caseId);
  expect(shown.written).toMatch(/state +waiting-for-agent, owner provider, epoch 2/);
  expect(shown.written).toMatch(/workflow +\S+: RUNNING, in \w+/);
  expect(shown.written).not.toMatch(/Mara|mail\.example|talk to a human/);
  expect((await augment('case', 'show', caseId, '--with-texts')).written).toMatch(
    /mara\.quist@mail\.example[^]*talk to a human/,
  );
  expect((await augment('case', 'list')).written).toContain(caseId);

  expect(await augment('case', 'reassign', caseId, '--queue', 'nowhere')).toMatchObject({
    code: 2,
    written: expect.stringMatching(/^there is no queue nowhere; there are /),
  });
  expect(await augment('case', 'close', caseId, '--how', 'settled by phone')).toMatchObject({ code: 2 });
  expect(await augment('case', 'retry', caseId)).toMatchObject({
    code: 0,
    written: expect.stringContaining('nothing had to be done'),
  });
  expect(
    await augment('case', 'close', caseId, '--how', 'settled by phone', '--force', '--epoch', '1'),
  ).toMatchObject({ code: 2, written: expect.stringContaining('has moved on: epoch 2') });
  expect(await augment('case', 'close', caseId, '--how', 'settled by phone', '--force')).toMatchObject({
    code: 0,
  });
  const closed = (await augment('case', 'show', caseId)).written;
  expect(closed).toMatch(/state +closed, owner nobody, epoch 3, closed-by-operator/);
  expect(closed).toMatch(/workflow +\S+: SUCCEEDED/);
  expect(closed).toMatch(/event abandon by operator/);
  expect((await augment('case', 'list', '--state', 'closed')).written).toContain(caseId);
  expect(await augment('case', 'show', 'C-NONE')).toEqual({
    code: 2,
    written: 'there is no case C-NONE; ids are like the C-… of logs and mails\n',
  });
  visitor.participant.close();
}, 120_000);
