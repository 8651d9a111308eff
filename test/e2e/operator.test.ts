import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { LocalCloud } from '../../local/boot.ts';
import { loggedIn } from '../../cli/golden/logged.ts';
import { personalDataIn } from '../../cli/golden/personalData.ts';
import { bootDemo, makeStateDir } from './demoCloud.ts';
import { prepareDemo } from './prepareDemo.ts';
import { everythingKept } from './everythingKept.ts';
import { runAugment } from './runAugment.ts';
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

async function augment(...args: string[]): Promise<{ code: number; written: string }> {
  const ran = await runAugment(local, ...args);
  await local.cloud.activity.idle();
  return ran;
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

test('a person is erased from the whole stack, and a search proves it', async () => {
  const { urls } = local.cloud;
  const visitor = await enter(local, { name: 'Mara Quist', email: 'mara.quist@mail.example' });
  await visitor.say('I want to talk to a human please');
  const other = await enter(local, { name: 'Ole Roe', email: 'ole@mail.example' });
  await other.say('Please write to mara.quist@mail.example about my order, she is a human');

  const parts = await augment('customer', 'export', '--email', 'Mara.Quist@mail.example');
  const exported = JSON.parse(parts.written);
  expect(exported.cases).toContain(visitor.caseId());
  expect(exported.cases).not.toContain(other.caseId());
  const [bucket] = local.cloud.calls
    .filter(({ operation }) => operation === 'ListObjectVersions')
    .flatMap(({ resources }) => resources.map(arn => arn.replace('arn:aws:s3:::', '')));
  const s3 = new S3Client({
    endpoint: urls.aws,
    region: 'us-east-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  });
  const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  const words = /mara\.quist|Mara Quist|I want to talk to a human please|Nobody took it/i;
  expect(await everythingKept(local, bucket!)).toMatch(words);
  await put('mail/in/lost', 'From: mara.quist@mail.example\r\nSubject: Hello\r\n\r\nNobody took it.\r\n');
  await put(`handoffs/${visitor.caseId()}/2/1`, 'a bill');

  expect(await augment('customer', 'erase', '--email', 'mara.quist@mail.example')).toMatchObject({
    code: 2,
    written: expect.stringContaining(`${visitor.caseId()} (waiting-for-agent)`),
  });
  const erased = await augment('customer', 'erase', '--email', 'mara.quist@mail.example', '--force');
  expect(erased).toMatchObject({ code: 0, written: expect.stringContaining('nothing is left') });
  expect(erased.written).toMatch(/2 objects; [1-9]\d* items of others/);
  // Looked for by none of the code that erases: table, every version in the bucket, histories of workflows, logs.
  expect(words.exec(await everythingKept(local, bucket!))?.[0]).toBeUndefined();
  expect((await augment('case', 'show', visitor.caseId())).code).toBe(2);
  expect(await augment('audit', 'verify')).toMatchObject({
    code: 0,
    written: expect.stringContaining('nothing was changed or removed'),
  });
  expect((await augment('case', 'show', other.caseId(), '--with-texts')).written).toMatch(
    /write to \[erased\] about my order/,
  );
  expect(await augment('customer', 'export', '--email', 'mara.quist@mail.example')).toMatchObject({
    code: 2,
  });
  visitor.participant.close();
  other.participant.close();
}, 240_000);

test('a mail that was stored and lost becomes a case with a person, once', async () => {
  expect(await augment('mail', 'unread')).toEqual({ code: 0, written: 'no mail is unread\n' });
  expect(await augment('mail', 'rescue', 'nothing')).toEqual({
    code: 2,
    written: 'there is no mail nothing\n',
  });
  const [bucket] = local.cloud.calls
    .filter(({ operation }) => operation === 'ListObjectsV2')
    .flatMap(({ resources }) => resources.map(arn => arn.replace('arn:aws:s3:::', '').split('/')[0]));
  const s3 = new S3Client({
    endpoint: local.cloud.urls.aws,
    region: 'us-east-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  });
  const stored = [
    'Return-Path: <ida.moss@mail.example>',
    'X-SES-Spam-Verdict: PASS',
    'X-SES-Virus-Verdict: PASS',
    'Authentication-Results: amazonses.com; spf=pass; dkim=pass; dmarc=pass',
    `To: ${local.client.mail.from}`,
    'From: Ida <ida.moss@mail.example>',
    'Message-ID: <lost@mail.example>',
    'Subject: Broken',
    ' tent',
    '',
    'My new tent arrived with a broken pole.',
  ].join('\r\n');
  await s3.send(new PutObjectCommand({ Bucket: bucket!, Key: 'mail/in/lost2', Body: stored }));
  for (let n = 0; n < 2; n++)
    expect(await augment('mail', 'rescue', 'lost2')).toEqual({ code: 0, written: 'lost2: rescued\n' });
  const listed = (await augment('case', 'list', '--state', 'waiting-for-agent')).written;
  const ids = listed.match(/C-[0-9A-Z]{10}/g) ?? [];
  const stories = await Promise.all(
    [...new Set(ids)].map(async id => (await augment('case', 'show', id, '--with-texts')).written),
  );
  const ofIda = stories.filter(story => story.includes('ida.moss@mail.example'));
  expect(ofIda).toEqual([expect.stringMatching(/Broken tent[^]*Open the mail itself[^]*mail-rescued/)]);
}, 240_000);

test('surveys are summed up by channel, and CloudWatch has the figures by channel', async () => {
  const visitor = await enter(local, { name: 'Ida Moss', email: 'ida.moss@mail.example' });
  await visitor.say('How long is a gift card valid?');
  await visitor.say('Thanks, that is all, bye');
  const [, token] = /\/survey[/#](\S+)/.exec(visitor.heard().at(-1)!)!;
  const answered = await fetch(`${local.cloud.urls.api}/surveys/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ score: 4, recommend: 10 }),
  });
  expect(answered.status).toBe(200);
  expect(await augment('survey', 'sum')).toEqual({
    code: 0,
    written: expect.stringMatching(/^channel +answers.*\nchat +1 +100 % +1 +100\n$/),
  });
  expect((await augment('survey', 'sum', '--since', '2099-01-01')).written).toBe(
    'no customer has answered\n',
  );
  expect((await augment('survey', 'sum', '--since', 'yesterday')).code).toBe(2);
  const other = await enter(local, { name: 'Rosa Haid' });
  await other.say('I want to talk to a person');
  const [agent] = local.desk.agents;
  await local.desk.move(agent!, 'accept', other.caseId(), {});
  await local.desk.move(agent!, 'reply', other.caseId(), { text: 'Here I am.' });
  other.participant.close();
  expect(await augment('case', 'first-words')).toEqual({
    code: 0,
    written: expect.stringMatching(/^channel +cases.*\n(.*\n)*chat +[1-9]/),
  });
  expect((await augment('case', 'first-words', '--since', '2099-01-01')).written).toBe(
    'no case has needed a person\n',
  );
  const logged = loggedIn(local).filter(line => line.includes('"channel":"chat"'));
  for (const figure of [
    '"Satisfied":100',
    '"Recommended":100',
    '"AnsweredByAi":100',
    '"ReplySeconds":',
    '"PersonSeconds":',
  ])
    expect([figure, logged.some(line => line.includes(figure))]).toEqual([figure, true]);
  visitor.participant.close();
}, 240_000);

test('nothing of all this is in a log', () => {
  const logged = loggedIn(local);
  expect(logged.length).toBeGreaterThan(10);
  const words = ['I want to talk to a human please', 'Mara Quist', 'about my order, she is a human'];
  expect(personalDataIn(logged, [...words, 'mara.quist@mail.example', 'ida.moss@mail.example'])).toEqual([]);
});
