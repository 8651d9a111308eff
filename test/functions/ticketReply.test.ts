import { takeTicketReply } from '../../functions/take-ticket-reply/takeTicketReply.ts';
import { createHandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import { webhookSignature } from '../../layers/core/tickets/webhook.ts';
import { makeWorld } from './makeWorld.ts';
import { team, handedOff, current } from './handedOver.ts';

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
