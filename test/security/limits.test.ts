import { createHandler as createHandoffs } from '../../functions/answer-handoff/handler.ts';
import { createHandler as createCalls } from '../../functions/call-person/handler.ts';
import { createHandler as createTranscripts } from '../../functions/send-transcript/handler.ts';
import { createHandler as createSurveys } from '../../functions/take-survey/handler.ts';
import { makeWorld } from '../functions/makeWorld.ts';
import { fixtureTemplates } from '../infra/fixtureTemplates.ts';
import { ofType } from '../infra/templateJson.ts';

const MINUTES = 60;
/** How often one address may, in how many seconds. */
const LIMITS: Record<string, [most: number, seconds: number]> = {
  'GET /handoffs/{token}': [120, 10 * MINUTES],
  'POST /handoffs/{token}': [60, 10 * MINUTES],
  'POST /handoffs/{token}/codes': [10, 15 * MINUTES],
  'POST /handoffs/{token}/passes': [30, 15 * MINUTES],
  'POST /handoffs/{token}/renewals': [10, 60 * MINUTES],
  'POST /handoffs/{token}/attachments': [60, 10 * MINUTES],
  'GET /files/{token}': [120, 10 * MINUTES],
  'GET /surveys/{token}': [120, 10 * MINUTES],
  'POST /surveys/{token}': [30, 10 * MINUTES],
  'GET /people/{token}': [120, 10 * MINUTES],
  'POST /people/{token}': [20, 10 * MINUTES],
  'POST /transcripts/{token}': [30, 60 * MINUTES],
};
const ELSEWHERE = {
  // Counted after the work was shown: startChat.test.ts.
  'POST /chats': 'a limit of its own',
  // Refused by its signature before anything is read or kept; a limit could cost an answer of a busy ticket system.
  'POST /tickets/{system}': 'no limit',
};

function stage() {
  const world = makeWorld();
  const deps = { ...world, turnArn: 'turn' };
  const handlers = [
    createHandoffs(async () => world as never, world.visits),
    createSurveys(deps, async () => world.config),
    createCalls(deps, async () => world.config),
    createTranscripts(async () => world as never, world.visits),
  ];
  const knock = async (routeKey: string, sourceIp = '192.0.2.1') => {
    const event = {
      routeKey,
      pathParameters: { token: 'h.C-NONE.1.zzzzzz.x' },
      headers: {},
      body: '{}',
      requestContext: { http: { sourceIp } },
    };
    for (const handler of handlers) {
      const { statusCode: status, headers, body } = await handler(event as never);
      const reply = JSON.parse(body);
      if (reply.error !== 'no-such-route') return { status, headers, reply };
    }
    throw new Error(`nobody answers ${routeKey}`);
  };
  return { world, knock };
}

test('every route without a login has its limit by address, or says why not', async () => {
  const open = ofType((await fixtureTemplates()).support, 'AWS::ApiGatewayV2::Route')
    .filter(({ properties }) => (properties.AuthorizationType ?? 'NONE') === 'NONE')
    .map(({ properties }) => properties.RouteKey as string);
  expect(open.sort()).toEqual([...Object.keys(LIMITS), ...Object.keys(ELSEWHERE)].sort());
});

test.each(Object.entries(LIMITS))(
  '%s: an address knocks so often, and is told when it may again',
  async (route, [most, seconds]) => {
    const { world, knock } = stage();
    // Where a window ends is the same for everybody: this is ten seconds into one.
    world.advance(3600_000 - (world.now().getTime() % 3600_000) + 10_000);
    for (let n = 0; n < most; n++) expect((await knock(route)).status).not.toBe(429);
    const refused = await knock(route);
    expect(refused).toMatchObject({
      status: 429,
      headers: { 'retry-after': String(seconds - 10) },
      reply: { error: 'too-many', retryAfter: seconds - 10 },
    });
    // Others are not held up, nothing that is kept says who it was, and there is an end to it.
    expect((await knock(route, '192.0.2.2')).status).not.toBe(429);
    const kept = [...world.table.items.values()];
    expect(JSON.stringify(kept)).not.toContain('192.0.2');
    expect(
      kept.every(({ expiresAt }) => Number(expiresAt) <= world.now().getTime() / 1000 + 2 * seconds),
    ).toBe(true);
    world.advance((seconds - 10) * 1000);
    expect((await knock(route)).status).not.toBe(429);
  },
);

test('where visits can’t be counted the door stays open', async () => {
  const { world, knock } = stage();
  world.table.count = async () => {
    throw new Error('the table is down');
  };
  expect((await knock('GET /handoffs/{token}')).status).toBe(404);
});
