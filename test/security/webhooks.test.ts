import { createHmac } from 'node:crypto';
import { takeTicketReply } from '../../functions/take-ticket-reply/takeTicketReply.ts';
import type { TicketSystemName } from '../../layers/core/domain/config/tickets.ts';
import { createHandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import type { Delivery } from '../../layers/core/tickets/readReply.ts';
import { webhookSignature } from '../../layers/core/tickets/webhook.ts';
import { makeCase, makeConfig, NOW } from '../core/makeCase.ts';
import { makeWorld } from '../functions/makeWorld.ts';

const OURS = 'the secret that this client shares with its ticket system';
const THEIRS = 'the secret of another client';
const MINUTE = 60_000;
type Deliver = (secret: string, at?: number, key?: string) => Delivery;

const hmac = (secret: string, text: string, encoding: 'base64' | 'hex') =>
  createHmac('sha256', secret).update(text).digest(encoding);

const SYSTEMS: Record<TicketSystemName, { config: object; header: string; deliver: Deliver; late: number }> =
  {
    zendesk: {
      config: { system: 'zendesk', url: 'https://z.example', user: 'us@p.example' },
      header: 'x-zendesk-webhook-signature',
      late: 5 * MINUTE,
      deliver: (secret, at = NOW.getTime(), key = '77') => {
        const body = JSON.stringify({
          type: 'zen:event-type:ticket.comment_added',
          detail: { id: 't1' },
          event: {
            comment: { id: key, body: 'Yes.', is_public: true, author: { name: 'Kim', is_staff: true } },
          },
        });
        const time = new Date(at).toISOString();
        return {
          body,
          headers: {
            'x-zendesk-webhook-signature-timestamp': time,
            'x-zendesk-webhook-signature': hmac(secret, time + body, 'base64'),
          },
        };
      },
    },
    'jira-service-management': {
      config: {
        system: 'jira-service-management',
        url: 'https://j.example',
        user: 'us@p.example',
        serviceDesk: '4',
        requestType: '25',
        project: 'HELP',
      },
      header: 'x-hub-signature',
      late: 120 * MINUTE,
      deliver: (secret, at = NOW.getTime(), key = '10') => {
        const body = JSON.stringify({
          timestamp: at,
          webhookEvent: 'comment_created',
          comment: { id: key, body: '/answer Yes.', author: { displayName: 'Kim' } },
          issue: { key: 't1' },
        });
        return { body, headers: { 'x-hub-signature': `sha256=${hmac(secret, body, 'hex')}` } };
      },
    },
    webhook: {
      config: { system: 'webhook', url: 'https://w.example' },
      header: 'x-support-signature',
      late: 5 * MINUTE,
      deliver: (secret, at = NOW.getTime(), key = 'r1') => {
        const body = JSON.stringify({ id: 't1', key, kind: 'answer', text: 'Yes.' });
        const seconds = Math.floor(at / 1000);
        return {
          body,
          headers: {
            'x-support-timestamp': String(seconds),
            'x-support-signature': webhookSignature(seconds, body, secret),
          },
        };
      },
    },
    // Freshdesk signs nothing: it shows a secret, and what it says is asked of Freshdesk itself.
    freshdesk: {
      config: { system: 'freshdesk', url: 'https://f.example', requester: 'us@p.example' },
      header: 'x-support-secret',
      late: Infinity,
      deliver: secret => ({ body: '{"ticket_id": "t1"}', headers: { 'x-support-secret': secret } }),
    },
  };

async function stage(system: TicketSystemName) {
  const base = makeConfig();
  const config = makeConfig({ clientTeam: { ...base.clientTeam, tickets: SYSTEMS[system].config as never } });
  const world = makeWorld({ config });
  await world.store.create(makeCase({ state: 'with-client', owner: 'client', epoch: 3, ask: 'May we?' }));
  const tickets = createHandoffTickets({ table: world.table, retentionDays: 30, now: world.now });
  await tickets.keep('C-TEST-3', 't1', { caseId: 'C-TEST', epoch: 3 });
  const take = (delivery: Delivery, to: string = system) =>
    takeTicketReply(to, delivery, {
      ...world,
      tickets,
      secret: async () => OURS,
      system: { tell: async () => {}, filesOf: async () => [] },
      fetchFile: async () => 'not-fetched',
      freshdeskReplies: async () => [{ id: 5, body_text: 'Yes.', incoming: false, private: false }],
    });
  const answer = async () => (await world.store.get('C-TEST'))!.answer;
  return { world, take, answer };
}

describe.each(Object.entries(SYSTEMS))('a webhook of %s', (name, { header, deliver, late }) => {
  const system = name as TicketSystemName;
  const with_ = (value: string | undefined): Delivery => {
    const good = deliver(OURS);
    return { ...good, headers: { ...good.headers, [header]: value } };
  };
  const right = deliver(OURS).headers[header]!;

  test('with the right signature is taken', async () => {
    const { take, answer } = await stage(system);
    expect(await take(deliver(OURS))).toEqual({ taken: true });
    expect(await answer()).toMatchObject({ text: 'Yes.', via: 'ticket' });
  });

  test.each<[string, () => Delivery]>([
    ['no signature', () => with_(undefined)],
    ['an empty one', () => with_('')],
    ['half of it', () => with_(right.slice(0, right.length / 2))],
    ['more than it', () => with_(`${right}a`)],
    ['it in capitals', () => with_(right.toUpperCase())],
    ['two of them', () => with_(`${right},${right}`)],
    ['a blank before it', () => with_(` ${right}`)],
    ["another client's secret", () => deliver(THEIRS)],
    ['an empty secret', () => deliver('')],
    ['the word undefined for a secret', () => deliver('undefined')],
  ])('with %s is not', async (_, forged) => {
    const { take, answer } = await stage(system);
    expect(await take(forged())).toEqual({ taken: false, why: 'not-signed' });
    expect(await answer()).toBeUndefined();
  });

  if (late < Infinity)
    test('that is too old, or from the future, is not, however well it is signed', async () => {
      const { take, answer } = await stage(system);
      expect(await take(deliver(OURS, NOW.getTime() - late - 1000))).toEqual({
        taken: false,
        why: 'too-old',
      });
      expect(await take(deliver(OURS, NOW.getTime() + 5 * MINUTE + 1000))).toEqual({
        taken: false,
        why: 'too-old',
      });
      expect(await answer()).toBeUndefined();
    });

  test('that is played again does nothing more', async () => {
    const { take, answer, world } = await stage(system);
    const first = deliver(OURS);
    await take(first);
    const before = await answer();
    world.advance(MINUTE);
    expect(await take(first)).toEqual({ taken: true });
    expect(await answer()).toEqual(before);
    // Another one, signed as well, finds it answered.
    if (system !== 'freshdesk')
      expect(await take(deliver(OURS, world.now().getTime(), 'other'))).toEqual({
        taken: false,
        why: 'used',
      });
    expect(await answer()).toEqual(before);
  });

  test('that is sent to the door of another system is not opened', async () => {
    const { take } = await stage(system);
    for (const other of [...Object.keys(SYSTEMS).filter(one => one !== system), '', '__proto__', 'Zendesk'])
      expect(await take(deliver(OURS), other)).toEqual({ taken: false, why: 'other-system' });
  });
});
