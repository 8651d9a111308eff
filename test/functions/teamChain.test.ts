import fc from 'fast-check';
import { closeCase } from '../../functions/close-case/closeCase.ts';
import { deliverAnswer } from '../../functions/deliver-answer/deliverAnswer.ts';
import { handOffCase } from '../../functions/hand-off-case/handOffCase.ts';
import { remindClient } from '../../functions/remind-client/remindClient.ts';
import { returnCase } from '../../functions/return-case/returnCase.ts';
import { CLIENT_ANSWERS, OWNER_OF } from '../../layers/core/domain/case.ts';
import { howToAnswer, type NewTicket } from '../../layers/core/tickets/ticket.ts';
import type { ChatMessage } from '../../layers/core/webhooks/chatTool.ts';
import { recordClientAnswer } from '../../layers/core/speaking/recordClientAnswer.ts';
import { makeWorld } from './makeWorld.ts';
import { team, handedOff, current, kinds, sending } from './handedOver.ts';

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
      ['max@shop.example', 'Escalated'],
    ]);
    const asked = (await world.store.events('C-TEST')).filter(({ kind }) => /asked|reminded/.test(kind));
    expect(asked.map(({ detail }) => detail!.step)).toEqual(['first', 'reminder', 'next-contact', 'manager']);
    await returnCase({ caseId: 'C-TEST' }, world);
    expect((await current(world)).note).toContain('did not answer');
  });

  test('a contact reads their own language; what many read is in the team’s', async () => {
    const world = makeWorld({
      config: team({
        language: 'de',
        contacts: [{ name: 'Kim', email: 'kim@shop.example', language: 'it' }],
      }),
    });
    await handedOff(world);
    const opened: NewTicket[] = [];
    const posted: ChatMessage[] = [];
    await handOffCase(
      { caseId: 'C-TEST', taskToken: 't', reminded: 0 },
      {
        ...world,
        tickets: { open: async ticket => ({ id: String(opened.push(ticket)) }), settle: async () => {} },
        chatTool: { post: async message => void posted.push(message) },
      },
    );
    expect(world.sent.mails.map(({ text }) => text.split('\n')[0])).toEqual(['Buongiorno Kim,']);
    expect(world.sent.notified).toEqual(['Fall C-TEST braucht Ihre Antwort']);
    expect(posted).toMatchObject([{ text: expect.stringContaining('Dringlichkeit normal') }]);
    expect(opened).toMatchObject([{ language: 'de', text: expect.stringContaining('Guten Tag Kim,') }]);
    expect(howToAnswer('command', opened[0]!)).toContain('/ours … ab hier ist es Ihr Fall');
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
