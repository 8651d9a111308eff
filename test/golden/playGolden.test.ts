import * as v from 'valibot';
import { GoldenSchema, type Golden } from '../../cli/golden/golden.ts';
import { playGolden } from '../../cli/golden/playGolden.ts';
import { makeCase, makeTurn, scriptedStage, type Script } from './scriptedStage.ts';

const golden = (steps: unknown[], customer: Record<string, unknown> = {}): Golden =>
  v.parse(GoldenSchema, {
    id: 'g',
    title: 'a golden',
    customer: { name: 'Mara', email: 'mara@mail.example', ...customer },
    steps,
  });
const play = async (steps: unknown[], script: Script = {}, customer: Record<string, unknown> = {}) => {
  const stage = scriptedStage(script);
  return { stage, ...(await playGolden(golden(steps, customer), stage)) };
};
const talk = {
  replies: { 'can I return it?': 'Within 30 days. See “Returns”.', reset: 'I have sent you a code.' },
};

test('whatever is said in a golden and stands in a log makes it differ', async () => {
  const said = 'my kettle leaks since Monday';
  const log = (line: string) =>
    playGolden(golden([{ customer: said }]), {
      ...scriptedStage({ replies: { [said]: 'Ok.' } }),
      logged: () => [line],
    });
  expect((await log('{"code":"CASE_OPENED","caseId":"C-1A2B3C"}')).differences).toEqual([]);
  for (const line of [`{"text":"${said}"}`, '{"to":"mara@mail.example"}', '{"from":"+436641234567"}'])
    expect((await log(line)).differences).toEqual([
      {
        step: 2,
        expected: expect.stringContaining('in a log'),
        seen: expect.arrayContaining([expect.stringContaining(line)]),
      },
    ]);
});

describe('a golden that comes out', () => {
  test.each([
    [
      'an answer',
      [
        { customer: 'can I return it?' },
        { ai: { contains: ['30 DAYS', '"returns"'], excludes: ['refund'] } },
      ],
      talk,
    ],
    ['the greeting is skipped', [{ customer: 'can I return it?' }, { ai: { contains: ['within'] } }], talk],
    [
      'topic and source',
      [{ customer: 'can I return it?' }, { ai: { topic: 'returns', cites: 'returns' } }],
      { ...talk, cases: { case: makeCase(), turns: [makeTurn()], events: [] as [] } },
    ],
    [
      'a captured value is used again',
      [
        { customer: 'reset' },
        { mail: { to: 'mara@mail.example', count: 1, contains: ['code'], capture: { code: 'is (\\d{6})' } } },
        { customer: '{code}' },
        { service: { request: 'POST /password-resets', count: 1 } },
      ],
      talk,
    ],
    [
      'a move that must be refused',
      [{ agent: 'accept', refused: 409 }],
      {
        cases: { case: makeCase(), turns: [], events: [] as [] },
        agentReply: { status: 409, body: { error: 'stale' } },
      },
    ],
    [
      'the case at the end',
      [
        {
          case: {
            state: 'closed',
            owner: 'nobody',
            closedAs: 'resolved-by-ai',
            recontacts: 1,
            surveyScore: 5,
            reason: 'vip',
            receipts: ['reset-password'],
          },
        },
      ],
      {
        cases: {
          case: makeCase({
            state: 'closed',
            owner: 'nobody',
            closedAs: 'resolved-by-ai',
            recontacts: 1,
            reason: { code: 'vip', text: '' },
            survey: { score: 5, at: '' },
          }),
          turns: [
            makeTurn({
              reply: { text: '', by: 'ai', at: '', via: 'bot', receipts: ['C-1:reset-password:1'] },
            }),
          ],
          events: [] as [],
        },
      },
    ],
    [
      'a notification',
      [{ notification: { topic: 'handoff', contains: ['C-1'] } }],
      { published: [{ topic: 'arn:handoff-topic', text: 'case C-1' }] },
    ],
  ])('%s', async (_name, steps, script) => {
    expect((await play(steps, script as Script)).differences).toEqual([]);
  });
});

test('a fault that came is no difference', async () => {
  const { differences, lines } = await play([{ fault: { block: 'main/talk' } }, { customer: 'hm' }]);
  expect(differences).toEqual([]);
  expect(lines.map(({ text }) => text)).toContain('(the next main/talk NoMatchingError)');
});

describe('a golden that differs names step, expectation and what was seen', () => {
  const withCase = { cases: { case: makeCase(), turns: [makeTurn()], events: [] as [] } };
  test.each([
    [
      'wrong words',
      [{ customer: 'can I return it?' }, { ai: { contains: ['60 days'] } }],
      talk,
      2,
      '"60 days" is missing',
    ],
    [
      'words that must not be there',
      [{ customer: 'can I return it?' }, { ai: { contains: ['within'], excludes: ['30'] } }],
      talk,
      2,
      '"30" must not be there',
    ],
    ['silence', [{ ai: {} }, { customer: 'hm' }, { ai: {} }], talk, 3, 'no message from the AI'],
    [
      'a fault that never came',
      [{ fault: { call: 'connect/lambda:Invoke/route-contact', kind: 'denied' } }, { customer: 'hm' }],
      talk,
      1,
      'nothing failed',
    ],
    ['wrong topic', [{ ai: { topic: 'billing' } }], withCase, 1, 'topic: expected billing, seen returns'],
    [
      'wrong source',
      [{ ai: { cites: 'warranty' } }],
      withCase,
      1,
      'cites: expected warranty, seen returns#how-1',
    ],
    ['no mail', [{ mail: { to: 'ines@mail.example' } }], talk, 1, 'no mail to ines@mail.example'],
    [
      'two mails instead of one',
      [{ customer: 'reset' }, { customer: 'reset' }, { mail: { to: 'mara', count: 1 } }],
      talk,
      3,
      'seen 2',
    ],
    [
      'a refusal',
      [{ agent: { reply: 'hello' } }],
      { ...withCase, agentReply: { status: 409, body: { error: 'stale', message: 'not yours' } } },
      1,
      '409 stale: not yours',
    ],
    [
      'a move that went through',
      [{ agent: 'accept', refused: 409 }],
      withCase,
      1,
      'had to be refused with 409, seen: 200',
    ],
    ['wrong state', [{ case: { state: 'closed' } }], withCase, 1, 'state: expected closed, seen with-ai'],
    ['nothing captured', [{ customer: 'my code is {code}' }], talk, 1, '{code} was never captured'],
    ['no link', [{ clientTeam: { answer: 'yes' } }], talk, 1, 'no step before captured {link}'],
  ])('%s', async (_name, steps, script, step, seen) => {
    const { differences } = await play(steps, script as Script);
    expect(differences).toHaveLength(1);
    expect(differences[0]!.step).toBe(step);
    expect(differences[0]!.seen.join('\n')).toContain(seen);
  });

  test('steps after it are not played', async () => {
    const { stage } = await play(
      [{ ai: { contains: ['never said'] } }, { customer: 'can I return it?' }],
      talk,
    );
    expect(stage.said.filter(({ from }) => from === 'customer')).toEqual([]);
  });
});

test('the client team answers over the captured link, the survey over the one that was sent', async () => {
  const { stage, differences } = await play(
    [
      { customer: 'link' },
      { ai: { contains: ['reply'], capture: { link: '(https://\\S+)' } } },
      { clientTeam: { instruct: 'send a new one' } },
      { customer: 'survey' },
      { survey: { score: 4 } },
    ],
    {
      replies: {
        link: 'reply: https://help.example/reply#h.C-1.1',
        survey: 'How did we do? https://help.example/survey/s.C-1.0.',
      },
    },
  );
  expect(differences).toEqual([]);
  expect(stage.links).toEqual([
    { method: 'GET', path: '/handoffs/h.C-1.1', body: undefined },
    { method: 'POST', path: '/handoffs/h.C-1.1', body: { kind: 'instruct', text: 'send a new one' } },
    { method: 'POST', path: '/surveys/s.C-1.0', body: { score: 4 } },
  ]);
});

test.each([
  ['resume', 'resume-token'],
  ['stranger', undefined],
])('a customer returns as %s', async (how, resume) => {
  const { stage } = await play([{ customerLeaves: true }, { advance: '2h' }, { customerReturns: how }]);
  expect(stage.chats.map(chat => chat.resume)).toEqual([undefined, resume]);
  expect(stage.advanced).toBeGreaterThanOrEqual(2 * 3_600_000);
});

test('an identity is vouched for by the client site', async () => {
  const { stage } = await play([{ ai: {} }], {}, { identity: { customerId: 'K-1', tier: 'summit' } });
  expect(stage.chats[0]!.identityToken).toBe('token of K-1');
});

test('what was said is kept line by line for the reader', async () => {
  const { lines } = await play([{ customer: 'can I return it?' }, { ai: {} }], talk);
  expect(lines.map(({ who, text }) => `${who}: ${text}`)).toEqual([
    'ai: Welcome.',
    'customer: can I return it?',
    'ai: Within 30 days. See “Returns”.',
  ]);
});
