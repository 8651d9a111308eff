import { mkdtempSync, writeFileSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Hono } from 'hono';
import { createLogs, type Logs } from '../../local/cloudwatch/logs.ts';
import { createCloudWatch } from '../../local/cloudwatch/alarms.ts';
import { createMetrics } from '../../local/cloudwatch/metrics.ts';
import { createConnect } from '../../local/connect/index.ts';
import { CaseApi } from '../../local/console/caseApi.ts';
import { Desk, type ContactPanel } from '../../local/console/desk.ts';
import { pagesApp } from '../../local/console/pages.ts';
import { createActivity } from '../../local/core/activity.ts';
import { createCloud } from '../../local/core/cloud.ts';
import { openClock } from '../../local/core/clock.ts';
import type { Cloud, Service } from '../../local/core/contract.ts';
import { openStore } from '../../local/core/store.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';

const HOURS = { open: '09:00', close: '17:00' };

/** As much of a client as the pages need. */
export const client = {
  name: 'Larchfield <Outdoor>',
  brand: { colour: '#14532d', greeting: 'Hello' },
  pages: { url: 'https://help.larchfield.example', sites: [] },
  hours: {
    timeZone: 'Europe/Vienna',
    days: { monday: HOURS, tuesday: HOURS, wednesday: HOURS, thursday: HOURS, friday: HOURS },
    holidays: [],
  },
} as unknown as ClientConfig;

/** A cloud of the rooms the console reads, with time standing still on a Sunday at noon in Vienna. */
export function makeCloud(): Cloud {
  let messages = 0;
  const store = openStore(':memory:');
  const activity = createActivity();
  const clock = openClock({
    store,
    activity,
    start: '2026-03-01T11:00:00Z',
    frozen: true,
    onError: error => Promise.reject(error),
  });
  const metrics = createMetrics(clock);
  const logs = createLogs({ store, clock, metrics });
  const states: Service = {
    name: 'states',
    protocol: 'json-1.0',
    operations: { ListStateMachines: { resources: () => ['*'], run: () => ({ stateMachines: [] }) } },
    resourceTypes: {},
  };
  const sns: Service = {
    name: 'sns',
    protocol: 'query',
    operations: {
      Publish: { resources: ({ TopicArn }) => [TopicArn], run: () => ({ MessageId: `m${(messages += 1)}` }) },
    },
    resourceTypes: {},
  };
  const iam = {
    name: 'iam',
    protocol: 'json-1.0',
    operations: {},
    resourceTypes: {},
    authorize: () => undefined,
  } as unknown as Service;
  const connect = createConnect();
  const cloud = createCloud({
    store,
    clock,
    activity,
    services: [iam, states, sns, logs as Logs, createCloudWatch(metrics), connect],
    log: () => undefined,
  });
  connect.resume?.(cloud);
  return cloud;
}

/** A contact panel with nothing in it but what the test puts there. */
export function makePanel(): ContactPanel & { log: string[]; ringing: Set<string>; connected: Set<string> } {
  const available = new Set<string>();
  const panel = {
    log: [] as string[],
    ringing: new Set<string>(),
    connected: new Set<string>(),
    contacts: () => [
      ...[...panel.ringing].map(contactId => ({ contactId, state: 'offered' as const })),
      ...[...panel.connected].map(contactId => ({ contactId, state: 'connected' as const })),
    ],
    agentArn: () => undefined,
    isAvailable: (agentId: string) => available.has(agentId),
    setAvailable: (agentId: string, on: boolean) => {
      panel.log.push(`${agentId} ${on ? 'available' : 'offline'}`);
      if (on) available.add(agentId);
      else available.delete(agentId);
    },
    accept: (agentId: string, contactId: string) => {
      panel.log.push(`${agentId} accepts ${contactId}`);
      panel.ringing.delete(contactId);
      panel.connected.add(contactId);
    },
    say: (agentId: string, contactId: string, text: string) => {
      panel.log.push(`${agentId} says ${text} to ${contactId}`);
    },
    leave: (agentId: string, contactId: string) => {
      panel.log.push(`${agentId} leaves ${contactId}`);
      panel.connected.delete(contactId);
    },
  };
  return panel;
}

/** An HTTP API that answers by `answer` and notes what it was asked. */
export async function openApi(answer: (path: string, body: any) => { status: number; body: unknown }) {
  const asked: { method: string; path: string; authorization?: string; body: any }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body: unknown = text ? JSON.parse(text) : undefined;
    asked.push({
      method: request.method!,
      path: request.url!,
      authorization: request.headers.authorization,
      body,
    });
    const reply = answer(request.url!, body);
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function makePages(
  cloud: Cloud,
  panel = makePanel(),
  sites: string[] = [],
): { app: Hono; panel: ReturnType<typeof makePanel>; desk: Desk } {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const folders = Object.fromEntries(
    ['chat', 'reply', 'survey', 'agent', 'console'].map(page => {
      mkdirSync(join(folder, page));
      writeFileSync(join(folder, page, 'index.html'), `<title>${page}</title>`);
      writeFileSync(join(folder, page, `${page}.js`), 'export {};');
      return [page, folder];
    }),
  );
  const desk = new Desk({
    agents: [{ id: 'Ada', name: 'Ada', groups: ['agents'] }],
    reader: { id: 'Console', name: 'Console', groups: ['supervisors'] },
    panel,
    api: agent =>
      new CaseApi(
        () => cloud.urls.api,
        async () => `token of ${agent.id}`,
      ),
  });
  const site = {
    identities: [
      {
        id: 'K-1',
        label: 'Mara (VIP)',
        customerId: 'K-1',
        name: 'Mara',
        email: 'mara@mail.example',
        attributes: {},
      },
    ],
    sign: async ({ customerId }: { customerId: string }) => `signed ${customerId}`,
  };
  const people = {
    signIn: () => ({ url: 'http://127.0.0.1:4402/_cognito/demo', clientId: 'pages' }),
    usernameOf: async (idToken: string) => /^token of (.+)$/.exec(idToken)?.[1],
  };
  return {
    app: pagesApp(
      {
        cloud,
        client: { ...client, pages: { ...client.pages, sites } },
        desk,
        site,
        ...people,
        logs: () => ['booted'],
      },
      folders,
    ),
    panel,
    desk,
  };
}

export const ORIGIN = 'http://127.0.0.1:4400';
/** A request as our own page sends it; `headers` change that. */
export const ask = (app: Hono, path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  app.request(`${ORIGIN}${path}`, {
    ...init,
    headers: { host: '127.0.0.1:4400', 'x-console': '1', ...init.headers },
  });
