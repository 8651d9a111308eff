import type { Evidence } from '../../cli/verify/faults/evidence.ts';
import { brokenInvariants } from '../../cli/verify/faults/invariants.ts';
import type { Channel } from '../../layers/core/domain/triage.ts';
import type { Case, Turn } from '../../layers/core/domain/case.ts';
import { makeCase, NOW } from '../core/makeCase.ts';

const turn = (more: Partial<Turn> = {}): Turn => ({
  turnId: 't1',
  caseId: 'C-TEST',
  contactId: 'contact-1',
  channel: 'chat',
  at: NOW.toISOString(),
  customer: 'Hello?',
  reply: { text: 'Hello!', by: 'ai', at: NOW.toISOString(), via: 'bot' },
  ...more,
});
const ALARM = { alarm: 'a', threshold: 3, periods: 1 };
const soon = new Date(NOW.getTime() + 60_000).toISOString();
const hourAgo = new Date(NOW.getTime() - 3600_000).toISOString();

function evidence({
  found = {},
  turns = [turn()],
  withPeople = false,
  isLookedAfter = true,
  heard = true,
  channel = 'chat',
  kept = { 'Hello?': 1 },
  told = {},
  failed = [],
  rung = [],
}: {
  found?: Partial<Case>;
  turns?: Turn[];
  withPeople?: boolean;
  isLookedAfter?: boolean;
  heard?: boolean;
  channel?: Channel;
  kept?: Record<string, number>;
  told?: Record<string, number>;
  failed?: Evidence['failed'];
  rung?: string[];
} = {}): Evidence {
  return {
    now: NOW.getTime(),
    said: [{ text: 'Hello?', channel, wasHeard: () => heard, heard, withPeople }],
    kept: new Map(Object.entries(kept)),
    cases: [{ case: makeCase({ dueAt: soon, ...found }), turns, withPeople, isLookedAfter }],
    told: new Map(Object.entries(told)),
    failed,
    rung: new Set(rung),
  };
}

test.each<[string, Evidence, RegExp | undefined]>([
  ['all is well', evidence(), undefined],
  ['the message is lost', evidence({ kept: {} }), /is not kept/],
  ['what is said in a call is lost', evidence({ kept: {}, channel: 'voice' }), /is not kept/],
  ['the message is kept twice', evidence({ kept: { 'Hello?': 2 } }), /kept 2 times/],
  ['silence', evidence({ heard: false }), /nothing was heard/],
  ['silence while people have it', evidence({ heard: false, withPeople: true }), undefined],
  ['no answer by mail', evidence({ heard: false, channel: 'email' }), /no mail answers/],
  ['the wrong owner', evidence({ found: { owner: 'client' } }), /belongs to client/],
  ['no deadline', evidence({ found: { dueAt: undefined } as Partial<Case> }), /without a deadline/],
  ['nobody looks', evidence({ found: { dueAt: hourAgo } }), /nobody looked/],
  [
    'no workflow',
    evidence({
      found: { state: 'waiting-for-agent', owner: 'provider', execution: 'over' },
      withPeople: true,
      isLookedAfter: false,
    }),
    /no workflow/,
  ],
  [
    'no answer and no person',
    evidence({ turns: [turn({ reply: undefined } as Partial<Turn>)] }),
    /no person/,
  ],
  ['a failure nobody watches', evidence({ failed: [{ name: 'f', times: 1, alarms: [] }] }), /no alarm looks/],
  ['a silent alarm', evidence({ failed: [{ name: 'f', times: 3, alarms: [ALARM] }] }), /did not ring/],
  ['an alarm', evidence({ failed: [{ name: 'f', times: 3, alarms: [ALARM] }], rung: ['a'] }), undefined],
  ['less than it rings for', evidence({ failed: [{ name: 'f', times: 2, alarms: [ALARM] }] }), undefined],
  ['a reply twice', evidence({ told: { 'message: Hello!': 2 } }), /2 times: message/],
  ['a mail twice', evidence({ told: { 'mail to a@b.example: Hi': 2 } }), /2 times: mail/],
])('%s', (_what, left, complaint) => {
  const { channel } = left.said[0]!;
  const broken = brokenInvariants(left, evidence({ channel }), { mayMailTwice: false });
  expect(broken).toEqual(complaint ? [expect.stringMatching(complaint)] : []);
});

test('what is no message as it is need not be kept, and what is not answered as it is not be answered', () => {
  for (const channel of ['voice', 'email'] as const) {
    const left = evidence({ kept: {}, channel, heard: channel === 'voice' });
    expect(brokenInvariants(left, left, { mayMailTwice: false })).toEqual([]);
  }
});

test('a mail may come twice where it was sent and not noted, not three times', () => {
  const mails = (count: number) => evidence({ told: { 'mail to a@b.example: Hi': count } });
  expect(brokenInvariants(mails(2), evidence(), { mayMailTwice: true })).toEqual([]);
  expect(brokenInvariants(mails(3), evidence(), { mayMailTwice: true })).toHaveLength(1);
});
