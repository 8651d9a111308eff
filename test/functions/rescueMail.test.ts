import { rescueForgotten } from '../../functions/rescue-mail/rescueForgotten.ts';
import { rescueMail } from '../../functions/rescue-mail/rescueMail.ts';
import type { Incoming, MailHead } from '../../layers/core/mail/incoming.ts';
import { makeCaseAddress } from '../../layers/core/mail/caseAddress.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import type { TurnInput } from '../../layers/core/domain/turn.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';
import { makeCase, makeConfig } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';

/** A mail that `receive-email` failed on three times: nothing of it is known but what SES read of its header. */

const MARA = 'mara.winter@mail.example';
const PASSED = { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'PASS' };
const LINES = { Turn: 'A colleague looks at it.' };

function rescueWorld() {
  const base = makeConfig();
  const config = makeConfig({
    mail: { ...base.mail, receive: { repliesPerDay: 10, threadDays: 7, closeAfterDays: 1 } },
  });
  const world = makeWorld({ config });
  const turns: TurnInput[] = [];
  const works = { turn: true };
  const workflows = {
    ...world.workflows,
    runSync: async <T>(_arn: string, input: unknown) => {
      if (!works.turn) return { ok: false as const, error: 'TurnUnavailable' };
      const turn = input as TurnInput;
      turns.push(turn);
      const opened = await openCase(turn, { ...world, config });
      const { caseId, epoch } = opened.case;
      return { ok: true as const, output: { caseId, epoch, reply: LINES.Turn, outcome: 'close' } as T };
    },
  };
  const deps = {
    ...world,
    config,
    workflows,
    mails: world.addresses,
    attempts: createAttempts(world.table, world.now),
    turnArn: 'turn',
  };
  const rescue = (more: Partial<Incoming> = {}, headers: Record<string, string> = {}, id = 'ses1') => {
    const all = {
      From: `Mara <${MARA}>`,
      'Message-ID': '<m1@mail.example>',
      Subject: 'Broken tent',
      ...headers,
    };
    const head: MailHead = {
      from: all.From,
      subject: all.Subject,
      headers: Object.entries(all).map(([name, value]) => ({ name, value })),
    };
    const incoming = {
      id,
      returnPath: MARA,
      recipients: [config.mail.from],
      verdicts: PASSED,
      head,
      ...more,
    };
    return rescueMail(incoming, deps);
  };
  return { ...world, config, turns, works, rescue };
}

test('a person gets it with the mail beside it, and the customer is told, once', async () => {
  const world = rescueWorld();
  const { caseId } = await world.rescue();
  await world.rescue();
  expect(world.turns).toMatchObject([
    {
      channel: 'email',
      forPerson: 'mail-unreadable',
      text: expect.stringMatching(/^Broken tent\n\n\(This mail could not be read/),
      customer: { email: MARA, identity: 'claimed' },
      mail: { id: 'ses1', problems: [expect.stringContaining('open the mail itself')] },
    },
  ]);
  expect(world.sent.mails).toMatchObject([{ to: MARA, headers: { 'In-Reply-To': '<m1@mail.example>' } }]);
  expect(await world.store.events(caseId!)).toContainEqual(expect.objectContaining({ kind: 'mail-rescued' }));
});

test.each<[string, Partial<Incoming>, Record<string, string>, object]>([
  ['an auto-reply', {}, { 'Auto-Submitted': 'auto-replied' }, { outcome: 'ignored', why: 'auto-reply' }],
  ['a bounce', { returnPath: '' }, { From: 'mailer-daemon@mail.example' }, { outcome: 'ignored' }],
  [
    'what may be infected',
    { verdicts: { ...PASSED, virus: 'FAIL' } },
    {},
    { outcome: 'refused', why: 'virus' },
  ],
  ['spam', { verdicts: { ...PASSED, spam: 'FAIL' } }, {}, { outcome: 'refused', why: 'spam' }],
  ['what has no sender', {}, { From: 'nobody' }, { outcome: 'refused', why: 'no-sender' }],
])('%s is none of a person’s business, and is not answered', async (_, incoming, headers, outcome) => {
  const world = rescueWorld();
  expect(await world.rescue(incoming, headers)).toMatchObject(outcome);
  expect([world.turns, world.sent.mails]).toEqual([[], []]);
});

test('it goes on with the case it had come to before it failed', async () => {
  const world = rescueWorld();
  const { caseId } = await world.rescue({}, {}, 'ses1');
  await world.addresses.tieMessage('<m2@mail.example>', { caseId: caseId!, address: MARA });
  expect(await world.rescue({}, { 'Message-ID': '<m2@mail.example>' }, 'ses2')).toMatchObject({ caseId });
  // Not by somebody else's word.
  expect(
    await world.rescue({}, { 'Message-ID': '<m2@mail.example>', From: 'eve@evil.example' }, 'ses3'),
  ).not.toMatchObject({ caseId });
});

test("the client team's answer stays open, and the case says that it could not be read", async () => {
  const world = rescueWorld();
  await world.store.create(makeCase({ state: 'with-client', owner: 'client', epoch: 3 }));
  const domain = world.config.mail.domain;
  const to = makeCaseAddress({ purpose: 'handoff', caseId: 'C-TEST', epoch: 3 }, domain, 'link-key');
  expect(await world.rescue({ recipients: [to] })).toMatchObject({ outcome: 'answer-of-team' });
  expect(await world.store.events('C-TEST')).toContainEqual(
    expect.objectContaining({ kind: 'client-mail-not-taken' }),
  );
  expect(world.turns).toEqual([]);
});

test('what fails here too is thrown, so that it comes again and operations hear of it', async () => {
  const world = rescueWorld();
  world.works.turn = false;
  await expect(world.rescue()).rejects.toThrow('TurnUnavailable');
  world.works.turn = true;
  expect(await world.rescue()).toMatchObject({ outcome: 'turn', why: 'rescued' });
});

test('of forgotten mails each is tried, a few at a time; one that fails is told once the others are done', async () => {
  const tried: string[] = [];
  const mails = Array.from({ length: 12 }, (_, n) => ({ id: `ses${n}`, at: new Date(0), bytes: 1 }));
  const rescue = async (id: string) => {
    tried.push(id);
    if (id === 'ses1') throw new Error('the turn is unavailable');
  };
  await expect(rescueForgotten({ unread: async () => mails, rescue })).rejects.toThrow('unavailable');
  expect(tried).toEqual(['ses0', 'ses1', 'ses2', 'ses3', 'ses4', 'ses5', 'ses6', 'ses7']);
  const done = await rescueForgotten({ unread: async () => mails.slice(2, 4), rescue: async () => {} });
  expect(done).toEqual({ found: 2 });
});
