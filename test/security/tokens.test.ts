import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { createHandler as createHandoffs } from '../../functions/answer-handoff/handler.ts';
import { createHandler as createCalls } from '../../functions/call-person/handler.ts';
import { createHandler as createSurveys } from '../../functions/take-survey/handler.ts';
import { findCaseAddress, makeCaseAddress, readCaseAddress } from '../../layers/core/mail/caseAddress.ts';
import { readIdentityToken } from '../../layers/core/secrets/identityToken.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { readLink, signLink, type LinkClaim } from '../../layers/core/secrets/signedLink.ts';
import { makeCase } from '../core/makeCase.ts';
import { makeWorld } from '../functions/makeWorld.ts';
import { ROOT } from '../infra/clients.ts';

type Purpose = LinkClaim['purpose'];
const PURPOSES: Purpose[] = ['handoff', 'survey', 'resume', 'pass', 'file', 'person', 'work'];
const KEY = 'link-key';
const DAY = 24 * 3600_000;

async function stage() {
  const world = makeWorld();
  await world.store.create(makeCase({ state: 'with-client', owner: 'client', epoch: 3, ask: 'May we?' }));
  await world.store.create(
    makeCase({
      caseId: 'C-NEXT',
      contactId: 'c-2',
      state: 'with-client',
      owner: 'client',
      epoch: 3,
      ask: 'And this?',
    }),
  );
  await world.files.add({
    id: 'f1',
    name: 'a.pdf',
    type: 'application/pdf',
    size: 3,
    caseId: 'C-TEST',
    epoch: 3,
  });
  const handlers = {
    handoffs: createHandoffs(async () => world as never, world.visits),
    people: createCalls({ ...world, turnArn: 'turn' }, async () => world.config),
    surveys: createSurveys(world, async () => world.config),
  };
  const call = async (route: string, token: string, body?: object) => {
    const [, part] = /\/(handoffs|files|people|surveys)/.exec(route)!;
    const handler = part === 'files' ? handlers.handoffs : handlers[part as keyof typeof handlers];
    const reply = await handler({
      routeKey: route,
      pathParameters: { token },
      headers: {},
      body: body && JSON.stringify(body),
    } as unknown as APIGatewayProxyEventV2);
    return reply.statusCode;
  };
  const claim = (purpose: Purpose, more: Partial<LinkClaim> = {}): LinkClaim => ({
    purpose,
    caseId: 'C-TEST',
    version: 3,
    ...(purpose === 'file' ? { of: 'f1' } : { of: '0' }),
    expires: world.now().getTime() / 1000 + 3600,
    ...more,
  });
  return { world, call, claim };
}

/** Every route that a link opens, with what it is used with. */
const ROUTES: [route: string, purpose: Purpose, body?: object][] = [
  ['GET /handoffs/{token}', 'handoff'],
  ['POST /handoffs/{token}', 'handoff', { kind: 'answer', text: 'Yes.' }],
  ['POST /handoffs/{token}/codes', 'handoff'],
  ['POST /handoffs/{token}/passes', 'handoff', { code: '123456' }],
  ['POST /handoffs/{token}/attachments', 'handoff', { name: 'a.pdf', type: 'application/pdf', size: 3 }],
  ['GET /files/{token}', 'file'],
  ['GET /people/{token}', 'person'],
  ['POST /people/{token}', 'person'],
  ['GET /surveys/{token}', 'survey'],
  ['POST /surveys/{token}', 'survey', { score: 5 }],
];
const GOOD = [200, 401, 503];

describe.each(ROUTES)('%s', (route, purpose, body) => {
  test('takes its own link', async () => {
    const { call, claim } = await stage();
    expect(GOOD).toContain(await call(route, signLink(claim(purpose), KEY), body));
  });
  test.each(PURPOSES.filter(other => other !== purpose))('refuses a link made for %s', async other => {
    const { call, claim } = await stage();
    expect(
      await call(route, signLink(claim(other, { of: purpose === 'file' ? 'f1' : '0' }), KEY), body),
    ).toBe(404);
  });
  test('refuses one that was signed with another client’s key, or the key from before it was changed', async () => {
    const { call, claim } = await stage();
    expect(await call(route, signLink(claim(purpose), 'key of another client'), body)).toBe(404);
  });
  test('refuses one that has expired, to the second', async () => {
    const { call, claim, world } = await stage();
    const token = signLink(claim(purpose), KEY);
    world.advance(3600_000 - 1);
    expect(GOOD).toContain(await call(route, token, body));
    world.advance(1);
    expect(await call(route, token, body)).toBe(410);
  });
  test('refuses one whose expiry or case was written over', async () => {
    const { call, claim } = await stage();
    const parts = signLink(claim(purpose), KEY).split('.');
    const later = [...parts.slice(0, 3), 'zzzzzz', parts[4]!].join('.');
    const next = [parts[0]!, 'C-NEXT', ...parts.slice(2)].join('.');
    for (const token of [later, next, `${parts.slice(0, 4).join('.')}.`, parts.slice(0, 4).join('.')])
      expect(await call(route, token, body)).toBe(404);
  });
});

test('a link is no pass to another hand-over of its case, nor to another person’s', async () => {
  const { world, call, claim } = await stage();
  expect(await call('GET /handoffs/{token}', signLink(claim('handoff', { version: 2 }), KEY))).toBe(410);
  expect(await call('GET /handoffs/{token}', signLink(claim('handoff', { version: 4 }), KEY))).toBe(410);
  world.config.clientTeam.forwarding = 'code';
  const pass = signLink(claim('pass', { of: '1' }), KEY);
  const { openLink } = await import('../../functions/answer-handoff/openLink.ts');
  const open = (given: string) => openLink(signLink(claim('handoff'), KEY), given, world);
  expect(await open(pass)).toEqual({ ok: false, why: 'code' });
  expect(await open(signLink(claim('pass', { version: 2 }), KEY))).toEqual({ ok: false, why: 'code' });
  expect(await open(signLink(claim('pass', { caseId: 'C-NEXT' }), KEY))).toEqual({ ok: false, why: 'code' });
  expect((await open(signLink(claim('pass'), KEY))).ok).toBe(true);
});

test('what may be done once is done once: an answer, a survey, a code', async () => {
  const { world, call, claim } = await stage();
  const handoff = signLink(claim('handoff'), KEY);
  const answer = { kind: 'answer', text: 'Yes.' };
  expect(await call('POST /handoffs/{token}', handoff, answer)).toBe(200);
  expect(await call('POST /handoffs/{token}', handoff, { ...answer, text: 'No.' })).toBe(410);
  expect((await world.store.get('C-TEST'))!.answer!.text).toBe('Yes.');
  expect(await call('GET /handoffs/{token}', handoff)).toBe(410);
  const survey = signLink(claim('survey'), KEY);
  expect(await call('POST /surveys/{token}', survey, { score: 5 })).toBe(200);
  expect(await call('POST /surveys/{token}', survey, { score: 1 })).toBe(410);
  expect((await world.store.get('C-TEST'))!.survey!.score).toBe(5);

  const next = signLink(claim('handoff', { caseId: 'C-NEXT' }), KEY);
  await call('POST /handoffs/{token}/codes', next);
  const code = /is (\d{6})/.exec(world.sent.mails.at(-1)!.text)![1]!;
  expect(await call('POST /handoffs/{token}/passes', next, { code })).toBe(200);
  expect(await call('POST /handoffs/{token}/passes', next, { code })).toBe(401);
});

test('a code can’t be guessed: five tries in a quarter of an hour, and an old one is none', async () => {
  const { world, call, claim } = await stage();
  const link = signLink(claim('handoff'), KEY);
  await call('POST /handoffs/{token}/codes', link);
  const code = /is (\d{6})/.exec(world.sent.mails.at(-1)!.text)![1]!;
  const wrong = code === '123456' ? '654321' : '123456';
  for (let n = 0; n < 5; n++)
    expect(await call('POST /handoffs/{token}/passes', link, { code: wrong })).toBe(401);
  expect(await call('POST /handoffs/{token}/passes', link, { code })).toBe(429);

  const late = await stage();
  const other = signLink(late.claim('handoff'), KEY);
  await late.call('POST /handoffs/{token}/codes', other);
  const old = /is (\d{6})/.exec(late.world.sent.mails.at(-1)!.text)![1]!;
  late.world.advance(10 * 60_000);
  expect(await late.call('POST /handoffs/{token}/passes', other, { code: old })).toBe(401);
});

test('whoever holds a link learns no key, no address and no name by it', () => {
  const token = signLink(
    { purpose: 'handoff', caseId: 'C-TEST', version: 3, of: '0', expires: 1_800_000_000 },
    KEY,
  );
  expect(token).toMatch(/^h\.C-TEST\.3-0\.[0-9a-z]+\.[\w-]{22}$/);
});

describe('the address that a mail is answered to', () => {
  const DOMAIN = 'help.shop.example';
  const ofCase = makeCaseAddress({ purpose: 'case', caseId: 'C-TEST' }, DOMAIN, KEY);
  const ofTeam = makeCaseAddress({ purpose: 'handoff', caseId: 'C-TEST', epoch: 3 }, DOMAIN, KEY);

  test.each([
    ['another case', ofCase.replace('c-test', 'c-next')],
    ['another hand-over', ofTeam.replace('.3.', '.4.')],
    ['made a hand-over of', ofCase.replace('case+', 'handoff+')],
    ['made a case of', ofTeam.replace('handoff+', 'case+')],
    ['without its signature', `case+c-test@${DOMAIN}`],
    [
      'with a link’s signature',
      `case+c-test.${signLink({ purpose: 'survey', caseId: 'C-TEST', version: 3, expires: 9e8 }, KEY).split('.')[4]!.slice(0, 16).toLowerCase()}@${DOMAIN}`,
    ],
    ['of another key', makeCaseAddress({ purpose: 'case', caseId: 'C-TEST' }, DOMAIN, 'other')],
  ])('%s is forged', (_, address) => {
    expect(readCaseAddress(address, DOMAIN, KEY)).toEqual({ ok: false, why: 'forged' });
  });

  test.each(['other.example', 'help.shop.example.evil.test', 'evil.test'])(
    'at %s it is none of ours',
    domain => {
      expect(readCaseAddress(ofCase.replace(DOMAIN, domain), DOMAIN, KEY).ok).toBe(false);
    },
  );

  test('a header that is smuggled in by an address is not one', () => {
    for (const end of ['\r\nBcc: all@evil.test', '\nX: y', '\u0000', ' <x@evil.test>'])
      expect(findCaseAddress([`${ofCase}${end}`], DOMAIN, KEY).ok).toBe(false);
  });
});

describe('the token of the client’s site', () => {
  const now = new Date('2026-11-24T10:00:00Z');
  const at = Math.floor(now.getTime() / 1000);
  const key = 'a key of the site, at least thirty-two bytes';
  const bytes = (text: string) => new TextEncoder().encode(text);
  const make = (more: object = {}, sign = key, alg = 'HS256') =>
    new SignJWT({ sub: 'K-1', iat: at, exp: at + 60, ...more } as never)
      .setProtectedHeader({ alg })
      .sign(bytes(sign));
  const read = (token: string, when = now) => readIdentityToken(token, key, when);

  test('is taken when it is right', async () => {
    expect(await read(await make())).toMatchObject({ customerId: 'K-1', identity: 'verified' });
  });
  test.each<[string, () => string | Promise<string>]>([
    ['without a signature', () => new UnsecuredJWT({ sub: 'K-1', iat: at, exp: at + 60 } as never).encode()],
    ['signed by another algorithm', () => make({}, key, 'HS512')],
    ['of another client', () => make({}, 'the key of another client, thirty-two bytes')],
    ['of nobody', () => make({ sub: undefined })],
    ['without an end', () => make({ exp: undefined })],
    ['without a beginning', () => make({ iat: undefined })],
    ['that lives for a day', () => make({ iat: at - 3600, exp: at + DAY / 1000 })],
    ['of the future', () => make({ iat: at + 3600, exp: at + 3700 })],
    ['over', () => make({ iat: at - 120, exp: at - 60 })],
    [
      'with another body under its signature',
      async () => {
        const [head, , tail] = (await make()).split('.');
        const body = Buffer.from(JSON.stringify({ sub: 'K-2', iat: at, exp: at + 60 })).toString('base64url');
        return [head, body, tail].join('.');
      },
    ],
    ['that is none', () => 'x.y.z'],
  ])('%s it is refused', async (_, forge) => {
    expect(await read(await forge())).toBeUndefined();
  });
  test('a stolen one is of no use ten minutes later, whatever it says of itself', async () => {
    const token = await make({ exp: at + 3600 });
    expect(await read(token, new Date(now.getTime() + 599_000))).toBeDefined();
    expect(await read(token, new Date(now.getTime() + 601_000))).toBeUndefined();
  });
});

describe('a key that is changed', () => {
  function vault() {
    let text: string | undefined = 'old';
    let time = 0;
    const reads = { count: 0 };
    const secret = createSecret(
      'arn:secret',
      {
        send: async () => {
          reads.count++;
          if (text === undefined) throw new Error('throttled');
          return { SecretString: text };
        },
      } as never,
      () => time,
    );
    return {
      secret,
      reads,
      put: (to: string | undefined) => void (text = to),
      pass: (ms: number) => void (time += ms),
    };
  }

  test('is the new one everywhere five minutes later, and old links are forged from then on', async () => {
    const { secret, put, pass, reads } = vault();
    const claim: LinkClaim = { purpose: 'survey', caseId: 'C-TEST', version: 1, expires: 9e9 };
    const token = signLink(claim, await secret());
    put('new');
    expect(readLink(token, 'survey', await secret(), 0).ok).toBe(true);
    expect(reads.count).toBe(1);
    pass(5 * 60_000);
    expect(readLink(token, 'survey', await secret(), 0)).toEqual({ ok: false, why: 'forged' });
    expect(readLink(signLink(claim, await secret()), 'survey', await secret(), 0).ok).toBe(true);
    expect(reads.count).toBe(2);
  });

  test('that can’t be read again stays in use; one that never could be is asked for again', async () => {
    const { secret, put, pass } = vault();
    put(undefined);
    await expect(secret()).rejects.toThrow('throttled');
    put('old');
    expect(await secret()).toBe('old');
    put(undefined);
    pass(5 * 60_000);
    expect(await secret()).toBe('old');
  });
});

test('whatever is signed is compared in constant time', () => {
  const files = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => join(folder, name));
  const signing = [...files('layers'), ...files('functions')].filter(file =>
    readFileSync(join(ROOT, file), 'utf8').includes('createHmac('),
  );
  // What we sign for others, and a name for an address that is compared with nothing.
  const NO_COMPARISON = ['layers/core/tickets/webhook.ts', 'layers/core/store/visits.ts'];
  expect(signing.length).toBeGreaterThanOrEqual(6);
  for (const file of signing.filter(one => !NO_COMPARISON.includes(one)))
    expect([file, readFileSync(join(ROOT, file), 'utf8')]).toEqual([
      file,
      expect.stringMatching(/timingSafeEqual\(|\bsame\(/),
    ]);
});
