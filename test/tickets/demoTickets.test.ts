import { openStore } from '../../local/core/store.ts';
import { startDemoTickets, type DemoTickets } from '../../local/demo-tickets/server.ts';
import type { TicketsConfig } from '../../layers/core/domain/config/tickets.ts';
import { createHandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import { createTicketDesk } from '../../layers/core/tickets/ticketDesk.ts';
import { createTicketSystem } from '../../layers/core/tickets/ticketSystem.ts';
import { readReply } from '../../layers/core/tickets/readReply.ts';
import { createChatTool, slackMessage, teamsMessage } from '../../layers/core/webhooks/chatTool.ts';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NOW } from '../core/makeCase.ts';
import { createMemoryTable } from '../core/memoryTable.ts';

const TICKET = {
  caseId: 'C-TEST',
  epoch: 3,
  urgency: 'high' as const,
  language: 'en',
  subject: 'Case C-TEST <b>needs</b> your answer',
  text: 'May we refund?',
  link: 'https://help.shop.example/reply/x',
};
const CONFIG: Record<'zendesk' | 'webhook', TicketsConfig> = {
  zendesk: { system: 'zendesk', url: 'https://z.example', user: 'us@p.example' },
  webhook: { system: 'webhook', url: 'https://w.example' },
};
const MESSAGE = {
  title: 'Case C-1 <needs> & waits',
  text: 'Shop, urgency high.',
  link: { label: 'Answer', url: 'https://help.shop.example/reply/x' },
};

/** Stands for our API: what the ticket system tells of. */
let api: Server;
let apiUrl: string;
let told: { path: string; headers: Record<string, string>; body: string }[] = [];
beforeAll(async () => {
  api = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += chunk));
    request.on('end', () => {
      told.push({ path: request.url!, headers: request.headers as Record<string, string>, body });
      response.end('{"taken":true}');
    });
  });
  await new Promise<void>(resolve => api.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
});
afterAll(() => new Promise(resolve => api.close(resolve)));

describe.each(['zendesk', 'webhook'] as const)('the demo ticket system as %s', system => {
  let demo: DemoTickets;
  beforeEach(async () => {
    told = [];
    const store = openStore(':memory:');
    demo = await startDemoTickets({
      port: 0,
      system,
      now: () => NOW.getTime(),
      log: () => {},
      tickets: store.collection('demo-tickets'),
      posts: store.collection('demo-chat-posts'),
      token: 'api-token',
      secret: 'webhook-secret',
      apiUrl: () => apiUrl,
    });
  });
  afterEach(() => demo.stop());
  const desk = (token = 'api-token') =>
    createTicketDesk(
      createTicketSystem(CONFIG[system], {
        url: `${demo.url}${system === 'webhook' ? '/handoffs' : ''}`,
        token: async () => token,
        now: () => NOW,
      }),
      createHandoffTickets({ table: createMemoryTable(), retentionDays: 30, now: () => NOW }),
    );

  test('takes a ticket once, and tells of replies so that we believe and understand them', async () => {
    const { id } = await desk().open(TICKET);
    // A second stack that has forgotten all about it does not open another.
    expect(await desk().open(TICKET)).toEqual({ id });
    expect(demo.book.list()).toHaveLength(1);
    await demo.reply(Number(id), { text: 'Yes, refund it.', isPublic: true });
    expect(told.map(({ path }) => path)).toEqual([`/tickets/${system}`]);
    expect(
      await readReply(system, told[0]!, { secret: async () => 'webhook-secret', now: () => NOW }),
    ).toMatchObject({ ok: true, reply: { ticketId: id, kind: 'answer', text: 'Yes, refund it.' } });
  });

  test('its pages show what came in as text', async () => {
    const { id } = await desk().open(TICKET);
    for (const path of ['/', `/agent/tickets/${id}`]) {
      const page = await (await fetch(demo.url + path)).text();
      expect(page).toContain('&lt;b&gt;needs&lt;/b&gt;');
      expect(page).not.toContain('<b>needs</b>');
    }
    const posted = await fetch(`${demo.url}/agent/tickets/${id}`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'text=hello',
    });
    expect(posted.status).toBe(404);
    expect(told).toEqual([]);
  });

  if (system === 'zendesk')
    test('refuses a wrong token', async () => {
      await expect(desk('other').open(TICKET)).rejects.toThrow('HTTP 401');
    });
});

test('a chat tool gets its own shape, with its own marks escaped, by the URL that is the secret', async () => {
  expect(slackMessage(MESSAGE).text).toBe(
    '*Case C-1 &lt;needs&gt; &amp; waits*\nShop, urgency high.\n<https://help.shop.example/reply/x|Answer>',
  );
  expect(teamsMessage(MESSAGE).attachments[0]!.content).toMatchObject({
    type: 'AdaptiveCard',
    body: [{ inlines: [{ text: MESSAGE.title }] }, { inlines: [{ text: MESSAGE.text }] }],
    actions: [{ type: 'Action.OpenUrl', title: 'Answer', url: MESSAGE.link.url }],
  });
  told = [];
  await createChatTool('slack', async () => `${apiUrl}/services/T0/B0/x`).post(MESSAGE);
  expect(told).toEqual([
    expect.objectContaining({ path: '/services/T0/B0/x', body: JSON.stringify(slackMessage(MESSAGE)) }),
  ]);
  // Before the operator has put the URL there, nothing is sent and nothing fails.
  await createChatTool('teams', async () => 'generated0secret').post(MESSAGE);
  expect(told).toHaveLength(1);
  await expect(createChatTool('slack', async () => 'http://127.0.0.1:9/x').post(MESSAGE)).rejects.toThrow();
});
