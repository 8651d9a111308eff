import { once } from 'node:events';
import { WebSocket } from 'ws';
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  GetTranscriptCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import { signLink } from '../../layers/core/secrets/signedLink.ts';
import type { LocalCloud } from '../../local/boot.ts';
import { derivedUuid } from '../../local/connect/ids.ts';
import type { LexService } from '../../local/lex/index.ts';
import { bootDemo, makeStateDir } from './demoCloud.ts';
import { prepareDemo } from './prepareDemo.ts';
import { apiPathIn, mailTo } from './mails.ts';
import { readLines, readStory } from './snapshot.ts';
import { A_MOMENT, enter, rejoin, type Visitor } from './visitor.ts';

const GIFT = 'How long is a gift card valid?';
const state = makeStateDir();
const visitors: Visitor[] = [];
let local: LocalCloud;

beforeAll(async () => {
  local = await bootDemo(await prepareDemo(), state.path);
}, 240_000);
afterAll(async () => {
  for (const { participant } of visitors) participant.close();
  await local?.cloud.activity.idle();
  await local?.stop();
  state.remove();
});

const visit = async (name = 'Mara', email?: string) => {
  const visitor = await enter(local, { name, ...(email ? { email } : {}) });
  visitors.push(visitor);
  return visitor;
};

async function call(
  method: string,
  path: string,
  { body, token }: { body?: string; token?: string } = {},
): Promise<{ status: number; body: any }> {
  const response = await fetch(local.cloud.urls.api + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, body: await response.json() };
}

const tokenOf = async (username: string, ...groups: string[]) =>
  (await local.cognito.mintToken({ username, groups })).idToken;

/** A chat as a participant with calls of its own, to choose its client tokens. */
async function participantOf({ participantToken }: Visitor) {
  const { urls, region } = local.cloud;
  const client = new ConnectParticipantClient({
    endpoint: urls.aws,
    region,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  const connect = new CreateParticipantConnectionCommand({
    ParticipantToken: participantToken,
    Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
  });
  const { ConnectionCredentials, Websocket } = await client.send(connect);
  const ConnectionToken = ConnectionCredentials!.ConnectionToken!;
  return {
    url: Websocket!.Url!,
    send: (Content: string, ClientToken?: string) =>
      client.send(
        new SendMessageCommand({ ConnectionToken, ContentType: 'text/plain', Content, ClientToken }),
      ),
    transcript: async () =>
      (await client.send(new GetTranscriptCommand({ ConnectionToken, MaxResults: 100 }))).Transcript!,
  };
}

describe('the HTTP API', () => {
  test.each<[string, string | undefined, number, RegExp]>([
    ['no body', undefined, 400, /must be JSON/],
    ['an empty body', '', 400, /must be JSON/],
    ['a body of nothing', 'null', 400, /The body must be a JSON object/],
    ['half a body', '{"displayName": "Ma', 400, /must be JSON/],
    ['a body that is no object', '[1, 2]', 400, /The body must be a JSON object/],
    ['a member nobody knows', '{"admin": true}', 400, /admin: not known here/],
    ['a name of nothing', '{"displayName": "   "}', 400, /displayName: must not be empty/],
    ['a name without end', JSON.stringify({ displayName: 'x'.repeat(101) }), 400, /displayName/],
    ['an address that is none', '{"email": "me at home"}', 400, /email: not an e-mail address/],
    ['a key with strange characters', '{"key": "../../etc/passwd"}', 400, /key: 8 to 64/],
    ['an identity token of nobody', '{"identityToken": "a.b.c"}', 401, /identity token/],
  ])('refuses %s with a clear error', async (_what, body, status, message) => {
    const refused = await call('POST', '/chats', body === undefined ? {} : { body });
    expect(refused).toEqual({
      status,
      body: { error: expect.any(String), message: expect.stringMatching(message) },
    });
  });

  test('refuses a body over the limit', async () => {
    const huge = JSON.stringify({ displayName: 'x'.repeat(11 * 1024 * 1024) });
    expect(await call('POST', '/chats', { body: huge })).toMatchObject({
      status: 413,
      body: { message: 'Request Entity Too Large' },
    });
  });

  test.each<[string, string, string]>([
    ['a route', 'GET', '/nothing'],
    ['a method', 'DELETE', '/chats'],
  ])('knows no such %s', async (_what, method, path) => {
    expect((await call(method, path)).status).toBe(404);
  });

  test('says 404 to a case nobody has', async () => {
    const token = await tokenOf('Ada', 'agents');
    expect(await call('GET', '/cases/C-NOWHERE', { token })).toMatchObject({
      status: 404,
      body: { error: 'no-such-case' },
    });
    const accept = { token, body: '{"epoch": 1}' };
    expect((await call('POST', '/cases/C-NOWHERE/accept', accept)).status).toBe(404);
    expect((await call('POST', '/cases/%2e%2e%2fetc/accept', accept)).status).toBe(404);
  });

  test('takes no account of an agent in Connect that is none', async () => {
    const token = await tokenOf('Ada', 'agents');
    const listed = (connectAgent: string) =>
      call('GET', `/cases?connectAgent=${encodeURIComponent(connectAgent)}`, { token });
    const arn = 'arn:aws:connect:us-east-1:000000000000:instance/5a1b3c4d/agent/ada';
    expect((await listed(arn)).status).toBe(200);
    for (const wrong of ['ada', `${arn}/..`, arn.replace('agent', 'queue'), `${arn}${'a'.repeat(500)}`])
      expect(await listed(wrong)).toMatchObject({ status: 400, body: { error: 'wrong-agent' } });
  });

  test('lets in only who is signed in here, now, for this', async () => {
    const good = await tokenOf('Ada', 'agents');
    const [header, claims, signature] = good.split('.') as [string, string, string];
    const other = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), aud: 'another-client' };
    const reforged = `${header}.${Buffer.from(JSON.stringify(other)).toString('base64url')}.${signature}`;
    for (const token of [undefined, '', 'nonsense', reforged]) {
      expect((await call('GET', '/cases', token === undefined ? {} : { token })).status).toBe(401);
    }
    expect((await call('GET', '/cases', { token: good })).status).toBe(200);
    await local.cloud.clock.advance(61 * 60_000);
    expect((await call('GET', '/cases', { token: good })).status).toBe(401);
  });

  test('lets a reviewer read and not act', async () => {
    const visitor = await visit();
    await visitor.say('Can I talk to a human?');
    const token = await tokenOf('Rita', 'reviewers');
    const path = `/cases/${visitor.caseId()}`;
    expect((await call('GET', path, { token })).status).toBe(200);
    expect(await call('POST', `${path}/accept`, { token, body: '{"epoch": 2}' })).toMatchObject({
      status: 403,
      body: { error: 'not-allowed' },
    });
    expect((await readStory(local, visitor.caseId())).case.state).toBe('waiting-for-agent');
  });
});

describe('a chat', () => {
  test('goes on after a message that is too long', async () => {
    const visitor = await visit();
    const participant = await participantOf(visitor);
    await expect(participant.send('x'.repeat(1_025))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('1 to 1024 characters'),
    });
    await expect(participant.send('')).rejects.toMatchObject({ name: 'ValidationException' });
    await visitor.say(GIFT);
    expect(visitor.heard().at(-1)).toContain('5 years');
  });

  test('takes a message sent twice as one turn', async () => {
    const visitor = await visit();
    const participant = await participantOf(visitor);
    const first = await participant.send(GIFT, 'the-same-token');
    const second = await participant.send(GIFT, 'the-same-token');
    await local.cloud.activity.idle();
    expect(second.Id).toBe(first.Id);
    expect((await readStory(local, visitor.caseId())).turns).toHaveLength(1);
    expect(visitor.heard().filter(text => text.includes('5 years'))).toHaveLength(1);
  });

  test('takes a bot call delivered twice as one turn', async () => {
    const visitor = await visit();
    await visitor.say(GIFT);
    const before = await readStory(local, visitor.caseId());
    const lex = local.cloud.service<LexService>('lex');
    const again = await lex.redeliver(derivedUuid('lex-session', visitor.contactId));
    await local.cloud.activity.idle();
    expect(again).toMatchObject({
      status: 'ok',
      payload: { messages: [{ content: expect.stringContaining('5 years') }] },
    });
    const { turns, events } = await readStory(local, visitor.caseId());
    expect({ turns, events }).toEqual({ turns: before.turns, events: before.events });
  });

  test.each<[string, string]>([
    ['markup', `<script>alert(1)</script><img src=x onerror=alert(2)> ${GIFT}`],
    ['control characters', `\u0007\u001b[2J\u202e${GIFT}\u0000`],
    ['template marks', `\${process.env} {{7*7}} $.Attributes.x ${GIFT}`],
  ])('keeps %s as text and answers safely', async (_what, text) => {
    const visitor = await visit('<b>Robert</b>');
    await visitor.say(text);
    const { turns, case: found } = await readStory(local, visitor.caseId());
    expect(turns[0]!.customer).toBe(text);
    expect(found.customer.name).toBe('<b>Robert</b>');
    const answer = visitor.heard().at(-1)!;
    expect(answer).not.toMatch(/<script|<img|onerror|49/);
    // eslint-disable-next-line no-control-regex -- what a terminal or page would obey
    expect(answer).not.toMatch(/[\u0000-\u0008\u001b\u202e]/);
    expect(visitor.heard()).toHaveLength(2);
  });

  test('loses nothing when its websocket is torn', async () => {
    const visitor = await visit();
    await visitor.say(GIFT);
    local.connect.tear(visitor.contactId);
    await visitor.participant.sync();
    await visitor.say('How long does express delivery to Germany take?');
    const unheard = visitor.participant.items.length;
    const back = await rejoin(local, visitor);
    visitors.push(back);
    expect(back.participant.items.length).toBeGreaterThan(unheard);
    expect(
      back.participant.items.flatMap(({ Type, Content }) => (Type === 'MESSAGE' ? [Content] : [])),
    ).toEqual(readLines(local, visitor.contactId).map(({ text }) => text));
    await back.say(GIFT);
    await back.participant.sync();
    expect(back.participant.items.at(-1)!.Content).toContain('5 years');
  });

  test('gives its websocket to nobody else', async () => {
    const { url } = await participantOf(await visit());
    const socket = new WebSocket(url.replace(/token=.*/, 'token=forged'));
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('403');
  });
});

describe('the people', () => {
  const HAND_OFF = { text: 'May I correct the invoice?' };

  async function withClient() {
    const visitor = await visit('Pavel', 'pavel.dvorsky@mail.example');
    await visitor.say('I dispute invoice 2026-44817, the amount is wrong');
    const [ada] = local.desk.agents;
    await local.desk.move(ada!, 'accept', visitor.caseId());
    await local.cloud.clock.advance(A_MOMENT);
    await local.desk.move(ada!, 'hand-off', visitor.caseId(), HAND_OFF);
    await local.cloud.activity.idle();
    return { visitor, path: apiPathIn(mailTo(local, 'larchfield.example')) };
  }

  test('are refused with the owner and the epoch when a case is no longer theirs', async () => {
    const { visitor } = await withClient();
    const token = await tokenOf('Ada', 'agents');
    const before = visitor.heard();
    const refused = await call('POST', `/cases/${visitor.caseId()}/reply`, {
      token,
      body: JSON.stringify({ epoch: 2, key: 'one-more-thing', text: 'One more thing.' }),
    });
    const { epoch } = (await readStory(local, visitor.caseId())).case;
    expect(refused).toMatchObject({
      status: 409,
      body: { error: 'stale', owner: 'client', state: 'with-client', epoch },
    });
    expect(visitor.heard()).toEqual(before);
  });

  test('are refused a case that another one holds', async () => {
    const visitor = await visit();
    await visitor.say('Can I talk to a human?');
    const [ada, bo] = local.desk.agents;
    const { epoch } = await local.desk.move(ada!, 'accept', visitor.caseId());
    const body = JSON.stringify({ epoch, key: 'from-the-other', text: 'Me too.' });
    const token = await tokenOf(bo!.id, ...bo!.groups);
    expect(await call('POST', `/cases/${visitor.caseId()}/reply`, { token, body })).toMatchObject({
      status: 409,
      body: { error: 'stale', owner: 'provider', epoch, message: expect.stringContaining('Ada') },
    });
  });

  test('a link answers once; a forged, foreign or expired one never', async () => {
    const { visitor, path } = await withClient();
    const body = JSON.stringify({ kind: 'answer', text: 'Yes, correct it.' });
    const secretArn = local.lambda.functions().map(({ environment }) => environment['LINK_SECRET_ARN']);
    const { SecretString: key } = await local.cloud.call(
      { id: 'operator' },
      'secretsmanager',
      'GetSecretValue',
      {
        SecretId: secretArn.find(Boolean),
      },
    );
    const { caseId, epoch } = (await readStory(local, visitor.caseId())).case;
    const soon = Math.floor(local.cloud.clock.now() / 1000) + 60;
    const claim = { purpose: 'handoff', caseId, version: epoch, expires: soon } as const;
    for (const [token, status] of [
      [`${path.split('/').at(-1)!.slice(0, -2)}xx`, 404],
      ['h', 404],
      [signLink(claim, 'a key of my own'), 404],
      [signLink({ ...claim, purpose: 'survey' }, key), 404],
      [signLink({ ...claim, caseId: 'C-OTHER' }, key), 404],
      [signLink({ ...claim, version: 1 }, key), 410],
      [signLink({ ...claim, expires: soon - 120 }, key), 410],
    ] as const) {
      expect((await call('GET', `/handoffs/${token}`)).status).toBe(status);
      expect((await call('POST', `/handoffs/${token}`, { body })).status).toBe(status);
    }
    for (const [body, message] of [
      ['{"kind": "shrug", "text": ""}', 'kind: answer, instruct, take-over or decline'],
      ['{"kind": "answer", "text": " "}', 'text: must not be empty'],
    ] as const)
      expect(await call('POST', path, { body })).toMatchObject({ status: 400, body: { message } });
    expect((await call('POST', path, { body })).status).toBe(200);
    await local.cloud.activity.idle();
    expect(await call('POST', path, { body })).toMatchObject({ status: 410, body: { error: 'used' } });
    expect(visitor.heard().filter(text => text === 'Yes, correct it.')).toHaveLength(1);
    const survey = visitor.heard().at(-1)!;
    expect((await call('POST', apiPathIn(survey), { body: '{"score": 6}' })).status).toBe(400);
    expect((await call('POST', apiPathIn(survey), { body: '{"score": 5}' })).status).toBe(200);
    expect((await call('POST', apiPathIn(survey), { body: '{"score": 1}' })).status).toBe(410);
  });
});

// The last one: it gives the pool a second app client, among which the desk could not choose.
test('a token for another app client is refused', async () => {
  const { iss } = JSON.parse(
    Buffer.from((await tokenOf('Ada', 'agents')).split('.')[1]!, 'base64url').toString(),
  );
  const { ref: clientId } = await local.cognito.resourceTypes['AWS::Cognito::UserPoolClient']!.deploy(
    {
      stack: 'demo-support',
      logicalId: 'Other',
      type: 'AWS::Cognito::UserPoolClient',
      properties: { UserPoolId: iss.split('/').at(-1) },
      physicalName: 'another-app',
    },
    local.cloud,
  );
  const { idToken } = await local.cognito.mintToken({ username: 'Ada', groups: ['agents'], clientId });
  expect(await call('GET', '/cases', { token: idToken })).toEqual({
    status: 401,
    body: { message: 'Unauthorized' },
  });
});
