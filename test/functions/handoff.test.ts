import fc from 'fast-check';
import { answerHandoff, readHandoff } from '../../functions/answer-handoff/answerHandoff.ts';
import { offerUpload, readFile } from '../../functions/answer-handoff/handoffFiles.ts';
import { sendCode, takeCode } from '../../functions/answer-handoff/linkPasses.ts';
import { renewLink } from '../../functions/answer-handoff/renewLink.ts';
import { closeCase } from '../../functions/close-case/closeCase.ts';
import { deliverAnswer } from '../../functions/deliver-answer/deliverAnswer.ts';
import { handOffCase } from '../../functions/hand-off-case/handOffCase.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';
import { remindClient } from '../../functions/remind-client/remindClient.ts';
import { returnCase } from '../../functions/return-case/returnCase.ts';
import { takeTicketReply } from '../../functions/take-ticket-reply/takeTicketReply.ts';
import { CLIENT_ANSWERS, OWNER_OF, type Case } from '../../layers/core/domain/case.ts';
import { whoseTurn } from '../../layers/core/domain/personOutcome.ts';
import { recordClientAnswer } from '../../layers/core/speaking/recordClientAnswer.ts';
import { createHandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import { webhookSignature } from '../../layers/core/tickets/webhook.ts';
import { makeCase, makeConfig } from '../core/makeCase.ts';
import { makeWorld, type World } from './makeWorld.ts';

const MINUTE = 60_000;
const team = (more: object = {}) => makeConfig({ clientTeam: { ...makeConfig().clientTeam, ...more } });

async function handedOff(world: World, overrides: Partial<Case> = {}): Promise<Case> {
  await world.store.create(
    makeCase({
      state: 'with-client',
      owner: 'client',
      epoch: 3,
      ask: 'May we refund?',
      customer: { identity: 'claimed', email: 'jo@mail.example', attributes: {} },
      waiting: { for: 'client', token: 'token' },
      ...overrides,
    }),
  );
  await world.store.saveContact({ contactId: 'contact-1', caseId: 'C-TEST', channel: 'chat' });
  return (await world.store.get('C-TEST'))!;
}
const tokenFor = async (world: World, person = 0, epoch = 3) =>
  (await world.links.handoff('C-TEST', epoch, 7, person)).split('/').at(-1)!;
const current = async (world: World) => (await world.store.get('C-TEST'))!;
const kinds = async (world: World) => (await world.store.events('C-TEST')).map(({ kind }) => kind);
const sending = (world: World) => ({ ...world, mails: async () => world.customerMails });

test('the story holds what the customer wrote, also where the reply came too late and was never said', async () => {
  const world = makeWorld();
  await handedOff(world);
  const at = '2026-11-23T09:00:00.000Z';
  const reply = { text: 'Too late.', by: 'ai', at, via: 'nowhere', discarded: 'stale' } as const;
  await world.store.addTurn({
    caseId: 'C-TEST',
    turnId: 't-1',
    contactId: 'contact-1',
    channel: 'chat',
    at,
    customer: 'It is urgent!',
    reply,
  });
  const read = await readHandoff(await tokenFor(world), undefined, world);
  if (!read.ok) throw new Error(read.why);
  expect(read.view.client).toMatchObject({ timeZone: 'UTC' });
  expect(read.view.turns).toEqual([{ at, customer: 'It is urgent!' }]);
});

describe('an answer', () => {
  test('sent again with its key is the same answer; another one is too late', async () => {
    const world = makeWorld();
    await handedOff(world);
    const token = await tokenFor(world);
    const said = { kind: 'answer', text: 'Yes.', key: 'browser-1' } as const;
    expect((await answerHandoff(token, said, undefined, world)).ok).toBe(true);
    expect((await answerHandoff(token, said, undefined, world)).ok).toBe(true);
    await closeCase({ caseId: 'C-TEST' }, world);
    expect((await answerHandoff(token, said, undefined, world)).ok).toBe(true);
    expect(await answerHandoff(token, { ...said, key: 'browser-2' }, undefined, world)).toEqual({
      ok: false,
      why: 'used',
    });
    expect((await kinds(world)).filter(kind => kind === 'client-answered')).toHaveLength(1);
  });

  test('by mail or ticket that comes too late is kept for the agents, not sent', async () => {
    const world = makeWorld();
    const before = await handedOff(world);
    await recordClientAnswer(before, { kind: 'answer', text: 'Yes.', via: 'mail', key: 'm1' }, world);
    const late = { kind: 'answer', text: 'No!', via: 'ticket', key: 't1' } as const;
    expect(await recordClientAnswer(before, late, world)).toEqual({ ok: false, why: 'used' });
    expect((await current(world)).answer).toMatchObject({ text: 'Yes.' });
    const kept = (await world.store.events('C-TEST')).find(({ kind }) => kind === 'client-answer-too-late');
    expect(kept!.detail).toMatchObject({ text: 'No!', via: 'ticket' });
  });

  test('"ours from here": the customer is told, the case stays the client\'s, and nobody of us speaks on it again', async () => {
    const world = makeWorld();
    await handedOff(world);
    const said = { kind: 'take-over', text: 'Kim calls you.' } as const;
    await answerHandoff(await tokenFor(world), said, undefined, world);
    expect(await deliverAnswer({ caseId: 'C-TEST' }, sending(world))).toEqual({ delivered: true });
    await closeCase({ caseId: 'C-TEST' }, world);
    await closeCase({ caseId: 'C-TEST' }, world);
    const after = await current(world);
    expect(after).toMatchObject({
      state: 'taken-over',
      owner: 'client',
      epoch: 3,
      closedAs: 'taken-over-by-client-team',
    });
    expect(after.dueAt).toBeUndefined();
    expect(world.sent.chat).toEqual([
      expect.objectContaining({ text: expect.stringMatching(/taken your case over.*Kim calls you\.$/) }),
    ]);
    // A workflow that is started again finds nothing to do, and does not hand it over once more.
    expect(whoseTurn(after)).toBe('nobody');
    expect((await returnCase({ caseId: 'C-TEST' }, world)).owner).toBe('nobody');

    const message = { turnId: 'c:1', channel: 'chat', text: 'Hello?', customer: after.customer } as const;
    const here = await openCase({ ...message, contactId: 'contact-1' }, world);
    expect(here).toMatchObject({ mayAnswer: false, case: { caseId: 'C-TEST', state: 'taken-over' } });
    const back = await openCase({ ...message, contactId: 'contact-2', caseId: 'C-TEST' }, world);
    expect(back.case.caseId).not.toBe('C-TEST');
    expect(back.mayAnswer).toBe(true);
  });

  test('goes to an agent where the provider rephrases, and the customer hears nothing from us yet', async () => {
    const world = makeWorld({ config: team({ answerStyle: 'provider-rephrases' }) });
    await handedOff(world, { answer: { kind: 'answer', text: 'Refund: yes.', at: '' } });
    expect(await deliverAnswer({ caseId: 'C-TEST' }, sending(world))).toEqual({ delivered: false });
    await returnCase({ caseId: 'C-TEST' }, world);
    expect(world.sent.chat).toEqual([]);
    expect(await current(world)).toMatchObject({
      state: 'waiting-for-agent',
      note: expect.stringContaining('Put it into your words and send it to the customer: Refund: yes.'),
    });
  });

  test('a team that could not be asked is not said to have been silent', async () => {
    const world = makeWorld();
    await handedOff(world);
    await returnCase({ caseId: 'C-TEST' }, world);
    expect((await current(world)).note).toContain('could not be asked');
  });
});

test('an answer for the customer is offered to the reviewers, once; what the agent is told is not', async () => {
  const world = makeWorld();
  await handedOff(world, {
    topic: 'returns',
    answer: { kind: 'answer', text: 'Within 60 days.', at: '2026-11-24' },
  });
  const turn = { caseId: 'C-TEST', contactId: 'contact-1', channel: 'chat' as const };
  await world.store.addTurn({ ...turn, turnId: '1', at: '1', customer: 'Hello' });
  await world.store.addTurn({
    ...turn,
    turnId: '2',
    at: '2',
    customer: 'How long may I return a sale item?',
  });
  await deliverAnswer({ caseId: 'C-TEST' }, sending(world));
  await deliverAnswer({ caseId: 'C-TEST' }, sending(world));
  expect((await world.corrections.list({ kind: 'client-answer' })).items).toEqual([
    {
      id: 'C-TEST:client-answer:3',
      kind: 'client-answer',
      caseId: 'C-TEST',
      question: 'How long may I return a sale item?',
      topic: 'returns',
      language: 'en',
      after: 'Within 60 days.',
      reason: 'Asked by the agent: May we refund?',
      by: 'client',
      at: '2026-11-24',
    },
  ]);
  const other = makeWorld();
  await handedOff(other, { answer: { kind: 'instruct', text: 'Send a new one.', at: '' } });
  await deliverAnswer({ caseId: 'C-TEST' }, sending(other));
  expect((await other.corrections.list({})).items).toEqual([]);
});

describe('the chain of people', () => {
  const config = team({ manager: { name: 'Max', email: 'max@shop.example' } });

  test('first contact, reminder, second contact, manager, then nobody; each a line in the timeline', async () => {
    const world = makeWorld({ config });
    await handedOff(world);
    await handOffCase({ caseId: 'C-TEST', taskToken: 't', reminded: 0 }, world);
    const again = [];
    for (const reminded of [1, 2, 3, 4]) {
      again.push((await remindClient({ caseId: 'C-TEST', reminded }, world)).again);
      await remindClient({ caseId: 'C-TEST', reminded }, world);
    }
    expect(again).toEqual([true, true, true, false]);
    expect(world.sent.mails.map(({ to, subject }) => [to, subject.split(':')[0]])).toEqual([
      ['kim@shop.example', 'Test Shop needs your answer, case C-TEST (normal)'],
      ['kim@shop.example', 'Reminder'],
      ['lee@shop.example', 'Unanswered'],
      ['max@shop.example', 'Escalated to you'],
    ]);
    const asked = (await world.store.events('C-TEST')).filter(({ kind }) => /asked|reminded/.test(kind));
    expect(asked.map(({ detail }) => detail!.step)).toEqual(['first', 'reminder', 'next-contact', 'manager']);
    await returnCase({ caseId: 'C-TEST' }, world);
    expect((await current(world)).note).toContain('did not answer');
  });

  test('a ticket system or chat tool that fails stops nothing, and is counted', async () => {
    const world = makeWorld();
    await handedOff(world);
    const broken = async () => {
      throw new Error('down');
    };
    await handOffCase(
      { caseId: 'C-TEST', taskToken: 't', reminded: 0 },
      { ...world, tickets: { open: broken, settle: broken }, chatTool: { post: broken } },
    );
    expect(world.failures).toEqual(['chat-tool', 'ticket']);
    expect(world.sent.mails).toHaveLength(1);
    expect(await kinds(world)).toEqual(expect.arrayContaining(['chat-tool-failed', 'ticket-failed']));
  });

  test('the ticket is told how its hand-over ended, and a ticket system that is down keeps nobody waiting', async () => {
    const settled: string[] = [];
    const tickets = { settle: async (_: object, how: string) => void settled.push(how) };
    const answered = makeWorld();
    await handedOff(answered, { answer: { kind: 'answer', text: 'Yes.', at: '', by: 'Kim' } });
    await deliverAnswer({ caseId: 'C-TEST' }, { ...sending(answered), tickets });
    const silent = makeWorld();
    await handedOff(silent, { asked: 1 });
    await returnCase({ caseId: 'C-TEST' }, { ...silent, tickets });
    const rephrased = makeWorld({ config: team({ answerStyle: 'provider-rephrases' }) });
    await handedOff(rephrased, { answer: { kind: 'answer', text: 'Yes.', at: '' } });
    await deliverAnswer({ caseId: 'C-TEST' }, { ...sending(rephrased), tickets });
    await returnCase({ caseId: 'C-TEST' }, { ...rephrased, tickets });
    expect(settled).toEqual([
      'Answered by Kim. The answer is with the customer.',
      'Nobody answered in time. Our agents have the case again; nothing is left to do here.',
      'Answered. Our agent answers the customer with it.',
    ]);

    const down = makeWorld();
    const broken = {
      settle: async () => {
        throw new Error('down');
      },
    };
    const failures: Error[] = [];
    await handedOff(down, { answer: { kind: 'answer', text: 'Yes.', at: '' } });
    const ticketFailed = (error: Error) => void failures.push(error);
    expect(
      await deliverAnswer({ caseId: 'C-TEST' }, { ...sending(down), tickets: broken, ticketFailed }),
    ).toEqual({ delivered: true });
    expect(failures).toHaveLength(1);
  });

  test('telephones and chat channels hear nothing of the customer', async () => {
    const world = makeWorld();
    await handedOff(world, { story: { who: 'Jo Doe', what: 'Broken tent', why: 'Angry', tried: [] } });
    const heard: string[] = [];
    await handOffCase(
      { caseId: 'C-TEST', taskToken: 't', reminded: 0 },
      {
        ...world,
        team: { notify: async (...texts) => void heard.push(...texts) },
        chatTool: { post: async message => void heard.push(JSON.stringify(message)) },
      },
    );
    expect(heard).toHaveLength(3);
    expect(heard.join()).toContain('C-TEST');
    expect(heard.join()).not.toMatch(/refund|Jo|tent|Angry|jo@mail/);
  });
});

/** Whatever people and deliveries do, in whatever order: one answer, one voice to the customer, and never nobody. */
test('property: one answer counts, the customer hears it once, and the case always has an end or an owner at work', async () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('answer' as const),
      kind: fc.constantFrom(...CLIENT_ANSWERS),
      via: fc.constantFrom('link', 'mail', 'ticket' as const),
      key: fc.constantFrom('a', 'b', 'c'),
    }),
    fc.record({ do: fc.constantFrom('deliver' as const, 'close' as const, 'return' as const) }),
    fc.record({ do: fc.constant('remind' as const), n: fc.integer({ min: 1, max: 4 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
      const world = makeWorld();
      const start = await handedOff(world);
      let taken = 0;
      for (const each of steps) {
        if (each.do === 'answer') {
          const had = (await current(world)).answer;
          const { kind, via, key } = each;
          const told = await recordClientAnswer(start, { kind, via, key, text: `${kind} ${key}` }, world);
          if (told.ok && !had) taken++;
          // What was taken once stays as it was.
          if (had) expect((await current(world)).answer).toEqual(had);
        } else if (each.do === 'deliver') await deliverAnswer({ caseId: 'C-TEST' }, sending(world));
        else if (each.do === 'close') await closeCase({ caseId: 'C-TEST' }, world);
        else if (each.do === 'return') await returnCase({ caseId: 'C-TEST' }, world);
        else if (each.do === 'remind') await remindClient({ caseId: 'C-TEST', reminded: each.n }, world);
        const now = await current(world);
        expect(now.owner).toBe(OWNER_OF[now.state]);
        expect(now.epoch).toBeGreaterThanOrEqual(3);
        expect(['with-client', 'waiting-for-agent', 'closed', 'taken-over']).toContain(now.state);
      }
      expect(taken).toBeLessThanOrEqual(1);
      expect(world.sent.chat.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 150 },
  );
});

describe('a link that was passed on', () => {
  const guarded = () => makeWorld({ config: team({ forwarding: 'code' }) });
  const codeIn = (world: World) => /is (\d{6})/.exec(world.sent.mails.at(-1)!.text)![1]!;

  test('opens only with the code that went to whom it was made for, once, and for this link alone', async () => {
    const world = guarded();
    await handedOff(world);
    const token = await tokenFor(world, 1);
    expect(await readHandoff(token, undefined, world)).toEqual({ ok: false, why: 'code' });
    expect(await answerHandoff(token, { kind: 'answer', text: 'x' }, undefined, world)).toMatchObject({
      why: 'code',
    });
    await sendCode(token, world);
    expect(world.sent.mails.at(-1)!.to).toBe('lee@shop.example');
    const code = codeIn(world);
    const wrong = code === '111111' ? '222222' : '111111';
    expect(await takeCode(token, wrong, world)).toEqual({ ok: false, why: 'wrong-code' });
    const taken = await takeCode(token, code, world);
    const pass = taken.ok ? taken.pass : '';
    expect((await readHandoff(token, pass, world)).ok).toBe(true);
    expect(await takeCode(token, code, world)).toEqual({ ok: false, why: 'wrong-code' });
    // The pass of Lee's link opens Lee's link.
    expect(await readHandoff(await tokenFor(world, 0), pass, world)).toMatchObject({ why: 'code' });
    world.advance(61 * MINUTE);
    expect(await readHandoff(token, pass, world)).toMatchObject({ why: 'code' });
  });

  test('codes are sent and tried a few times only, and end after ten minutes', async () => {
    const world = guarded();
    await handedOff(world);
    const token = await tokenFor(world);
    const sent = [];
    for (let n = 0; n < 4; n++) sent.push((await sendCode(token, world)).ok);
    expect(sent).toEqual([true, true, true, false]);
    const code = codeIn(world);
    for (let n = 0; n < 5; n++) await takeCode(token, '000000', world);
    expect(await takeCode(token, code, world)).toEqual({ ok: false, why: 'too-many' });
    world.advance(16 * MINUTE);
    expect(await takeCode(token, code, world)).toEqual({ ok: false, why: 'wrong-code' });
  });
});

describe('a new link', () => {
  test.each<[string, (token: string) => string, number]>([
    ['expired', token => token, 8 * 24 * 60 * MINUTE],
    ['tampered with', token => token.slice(0, -3), 0],
  ])('for one that is %s goes to the address on file, three times an hour', async (_, change, later) => {
    const world = makeWorld();
    await handedOff(world);
    const token = change(await tokenFor(world));
    world.advance(later);
    for (let n = 0; n < 5; n++) await renewLink(token, world);
    expect(world.sent.mails.map(({ to }) => to)).toEqual(Array(3).fill('kim@shop.example'));
    const fresh = /reply\/(\S+)/.exec(world.sent.mails[0]!.text)![1]!;
    expect((await readHandoff(fresh, undefined, world)).ok).toBe(true);
  });

  test('for a case that was answered says so instead; for what never was there, nothing happens', async () => {
    const world = makeWorld();
    await handedOff(world, { answer: { kind: 'answer', text: 'Yes.', at: '', by: 'Lee' } });
    await renewLink(await tokenFor(world), world);
    expect(world.sent.mails).toEqual([
      expect.objectContaining({ text: expect.stringContaining('answered already, by Lee') }),
    ]);
    expect(world.sent.mails[0]!.text).not.toContain('/reply/');
    // Nor for a case that the team never had.
    await world.store.create(makeCase({ caseId: 'C-OWN' }));
    for (const token of ['h.C-OWN.1-0.zzzz.AAAA', 'h.C-NOBODY.3-0.zzzz.AAAA', 'rubbish', '', 'h.C-TEST'])
      await renewLink(token, world);
    expect(world.sent.mails).toHaveLength(1);
  });
});

describe('files of an answer', () => {
  const pdf = { name: '../../etc/in"voice.pdf', type: 'application/pdf', size: 100 };

  test('are offered a place each, belong to one hand-over, must have arrived whole, and reach customer and agent by link', async () => {
    const world = makeWorld();
    await handedOff(world);
    const token = await tokenFor(world);
    const offered = await offerUpload(token, pdf, undefined, world);
    const { id, url } = offered.ok ? offered.upload : { id: '', url: '' };
    const said = { kind: 'answer', text: 'Here it is.', attachments: [id] } as const;
    const answer = (ids: string[]) => answerHandoff(token, { ...said, attachments: ids }, undefined, world);
    expect(await answer([id])).toEqual({ ok: false, why: 'not-uploaded' });
    world.uploads.set(url.replace('https://files.example/', ''), 99);
    expect(await answer([id])).toEqual({ ok: false, why: 'not-uploaded' });
    world.uploads.set(url.replace('https://files.example/', ''), 100);
    expect(await answer(['ffffffffffffffffffffffff'])).toEqual({ ok: false, why: 'not-uploaded' });
    expect((await answer([id])).ok).toBe(true);
    expect((await current(world)).answer!.attachments).toEqual([
      { id, name: 'invoice.pdf', type: 'application/pdf', size: 100 },
    ]);
    await deliverAnswer({ caseId: 'C-TEST' }, sending(world));
    const link = /Attached, invoice\.pdf: https:\/\/help\.shop\.example\/file\/(\S+)/.exec(
      world.sent.chat[0]!.text,
    )![1]!;
    expect(await readFile(link, world)).toMatchObject({ ok: true, file: { name: 'invoice.pdf', size: 100 } });
    expect(await readFile(token, world)).toEqual({ ok: false, why: 'forged' });
    expect(await readFile(link.replace('C-TEST', 'C-OTHR'), world)).toEqual({ ok: false, why: 'forged' });
    world.advance(31 * 24 * 60 * MINUTE);
    expect(await readFile(link, world)).toEqual({ ok: false, why: 'expired' });
  });

  test.each([
    [{ ...pdf, type: 'text/html' }, 'wrong-type'],
    [{ ...pdf, type: 'image/svg+xml' }, 'wrong-type'],
    [{ ...pdf, size: 10 * 1024 * 1024 + 1 }, 'too-large'],
  ])('%o is refused: %s', async (file, why) => {
    const world = makeWorld();
    await handedOff(world);
    expect(await offerUpload(await tokenFor(world), file, undefined, world)).toEqual({ ok: false, why });
  });
});

test('a reply on the ticket answers its hand-over once; what is not ours, not signed or too late changes nothing', async () => {
  const world = makeWorld({
    config: team({ tickets: { system: 'webhook', url: 'https://w.example' } }),
  });
  await handedOff(world);
  const tickets = createHandoffTickets({ table: world.table, retentionDays: 30, now: world.now });
  await tickets.keep('C-TEST-3', 't1', { caseId: 'C-TEST', epoch: 3 });
  const deliver = (id: string, key = 'r1', secret = 'shared', system = 'webhook') => {
    const body = JSON.stringify({ id, key, kind: 'answer', text: 'Yes.' });
    const seconds = Math.floor(world.now().getTime() / 1000);
    const headers = {
      'x-support-timestamp': String(seconds),
      'x-support-signature': webhookSignature(seconds, body, secret),
    };
    const deps = { ...world, tickets, secret: async () => 'shared', system: { tell: async () => {} } };
    return takeTicketReply(system, { body, headers }, { ...deps, fetchFile: async () => 'not-fetched' });
  };
  expect(await deliver('t1', 'r1', 'guessed')).toEqual({ taken: false, why: 'not-signed' });
  expect(await deliver('t1', 'r1', 'shared', 'zendesk')).toEqual({ taken: false, why: 'other-system' });
  expect(await deliver('t9')).toEqual({ taken: false, why: 'unknown-ticket' });
  expect((await current(world)).answer).toBeUndefined();
  expect(await deliver('t1')).toEqual({ taken: true });
  expect(await deliver('t1')).toEqual({ taken: true });
  expect(await deliver('t1', 'r2')).toEqual({ taken: false, why: 'used' });
  expect((await current(world)).answer).toMatchObject({ text: 'Yes.', via: 'ticket' });
});

describe('files on a ticket', () => {
  async function ticketWorld() {
    const world = makeWorld({
      config: team({ tickets: { system: 'webhook', url: 'https://w.example' } }),
    });
    await handedOff(world);
    const tickets = createHandoffTickets({ table: world.table, retentionDays: 30, now: world.now });
    await tickets.keep('C-TEST-3', 't1', { caseId: 'C-TEST', epoch: 3 });
    const told: string[] = [];
    const system: { tell: (id: string, note: string) => Promise<void>; filesOf?: () => Promise<never> } = {
      tell: async (id, note) => void told.push(`${id}: ${note}`),
    };
    const deliver = (files: object[], key = 'r1') => {
      const body = JSON.stringify({ id: 't1', key, kind: 'answer', text: 'It is attached.', files });
      const seconds = Math.floor(world.now().getTime() / 1000);
      const headers = {
        'x-support-timestamp': String(seconds),
        'x-support-signature': webhookSignature(seconds, body, 'shared'),
      };
      return takeTicketReply(
        'webhook',
        { body, headers },
        {
          ...world,
          tickets,
          secret: async () => 'shared',
          system,
          fetchFile: async url => (url.endsWith('gone') ? 'not-fetched' : Buffer.from('%PDF-1.7')),
        },
      );
    };
    return { ...world, deliver, told };
  }
  const at = (name: string) => ({ name, url: `https://w.example/${name}` });

  test('go with the answer, the same ones however often it is delivered', async () => {
    const world = await ticketWorld();
    expect(await world.deliver([at('label.pdf')])).toEqual({ taken: true });
    expect(await world.deliver([at('label.pdf')])).toEqual({ taken: true });
    expect((await current(world)).answer).toMatchObject({
      via: 'ticket',
      attachments: [{ name: 'label.pdf', type: 'application/pdf', size: 8 }],
    });
    expect(world.uploads.size).toBe(1);
  });

  test('that can not be taken are named on the ticket, once, and the next answer counts', async () => {
    const world = await ticketWorld();
    const files = [at('label.exe'), { name: 'label.pdf', url: 'https://w.example/gone' }];
    for (let n = 0; n < 2; n++) expect(await world.deliver(files)).toEqual({ taken: false, why: 'files' });
    expect(world.told).toHaveLength(1);
    // A system that brings our own note back to us does not answer with it.
    expect(world.told[0]).toMatch(/^t1: Hand-over C-TEST-3\n/);
    for (const part of [
      'not passed on',
      'label.exe: files of this kind',
      'label.pdf: it could not be fetched',
    ])
      expect(world.told[0]).toContain(part);
    expect((await current(world)).answer).toBeUndefined();
    expect(await world.deliver([at('label.pdf')], 'r2')).toEqual({ taken: true });
  });
});
