import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReleaseFiles } from '../../layers/core/release/releaseFiles.ts';
import { LOOK_AGAIN_MS } from '../../layers/core/release/followActive.ts';
import type { LocalCloud } from '../../local/boot.ts';
import { S3Client } from '@aws-sdk/client-s3';
import { bootDemo, makeStateDir } from './demoCloud.ts';
import { prepareDemo, ROOT } from './prepareDemo.ts';
import { runAugment } from './runAugment.ts';
import { enter } from './visitor.ts';

const QUESTION = 'How long is a gift card valid?';
const ARTICLE = 'knowledge/gift-cards.md';
const state = makeStateDir();
const work = mkdtempSync(join(tmpdir(), 'release-'));
let local: LocalCloud;

beforeAll(async () => {
  local = await bootDemo(await prepareDemo(), state.path);
}, 240_000);
afterAll(async () => {
  await local?.stop();
  state.remove();
  rmSync(work, { recursive: true, force: true });
});

const release = (...args: string[]) => runAugment(local, 'release', ...args);

/** What a new customer is told once functions have looked for the active release again. */
async function answer(): Promise<string> {
  await local.cloud.clock.advance(LOOK_AGAIN_MS);
  const visitor = await enter(local, { name: 'Mara' });
  await visitor.say(QUESTION);
  visitor.participant.close();
  return visitor.heard().join('\n');
}

test('a release changes what customers are told without a deployment, and a rollback changes it back', async () => {
  expect(await answer()).toContain('5 years');

  const changed = join(work, 'demo');
  cpSync(join(ROOT, 'clients', 'demo'), changed, { recursive: true });
  const article = readFileSync(join(changed, ARTICLE), 'utf8');
  writeFileSync(join(changed, ARTICLE), article.replaceAll('valid for 5 years', 'valid for 7 years'));
  expect(await release('compile', '--from', changed)).toMatchObject({ code: 0 });
  expect((await release('compile', '--from', changed)).written).toContain('nothing stored');
  expect((await release('diff', 'baseline', '2')).written).toMatch(
    /~ article gift-cards: now says .*7 years/,
  );
  expect(await answer()).toContain('5 years');

  expect((await release('activate', '2')).written).toContain(
    'release 2 is active, before it was the baseline',
  );
  expect(await answer()).toContain('7 years');
  expect((await release('list')).written).toMatch(/\* 2 .*in effect/);

  expect((await release('rollback')).written).toContain('the baseline is active, before it was release 2');
  expect(await answer()).toContain('5 years');
}, 120_000);

test('what can not be activated is refused by name, and answers go on as before', async () => {
  const unknown = await release('activate', '9');
  expect(unknown).toEqual({ code: 2, written: 'there is no release 9 of demo; there are 1, 2\n' });
  expect(await release('list', '--client', 'nobody')).toMatchObject({
    code: 2,
    written: expect.stringMatching(/no stack nobody-support .*\/nobody-support\/releases is not there/),
  });
  const [arn] = local.cloud.calls.find(({ operation }) => operation === 'PutObject')!.resources;
  const files = createReleaseFiles(
    /^arn:aws:s3:::([^/]+)/.exec(arn!)![1]!,
    new S3Client({
      endpoint: local.cloud.urls.aws,
      region: 'us-east-1',
      credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
    }),
  );
  const sound = (await files.read(2))!;
  await files.add(3, sound.slice(0, -100));
  expect((await release('activate', '3')).written).toMatch(
    /^release 3 can't be activated: the release is damaged/,
  );

  // Somebody writes the pointer by hand: functions use the baseline and an alarm's metric counts it.
  const { pointer, version } = await files.pointer();
  const last = pointer!.activations.find(({ number }) => number === 2)!;
  await files.movePointer({ activations: [{ ...last, number: 3 }] }, version);
  expect(await answer()).toContain('5 years');
  const group = local.logs.groups().find(name => name.includes('triageturn'))!;
  const logged = local.logs.tail(group, 50).map(({ line }) => line);
  expect(logged.filter(line => line.includes('RELEASE_DAMAGED'))).not.toEqual([]);
  expect(logged.filter(line => line.includes('"ReleaseUnused":1'))).not.toEqual([]);
}, 120_000);
