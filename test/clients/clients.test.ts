import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { parse } from 'yaml';
import { GoldenSchema, type Golden, type GoldenStep } from '../../cli/golden/golden.ts';
import { isOpen } from '../../layers/core/domain/hours.ts';
import { REASONS } from '../../layers/core/domain/decide.ts';
import { clientNames, readClient, type ClientFiles } from '../../layers/core/release/readClient.ts';
import { CUSTOMERS, ORDERS } from '../../local/demo-shop/orders.ts';

const CLIENTS = 'clients';
const clients = new Map<string, ClientFiles>(
  clientNames(CLIENTS).map(name => [name, readClient(join(CLIENTS, name))]),
);
const files = (name: string) => clients.get(name)!;

function goldens(name: string): Golden[] {
  const dir = join(CLIENTS, name, 'goldens');
  return readdirSync(dir).map(file => {
    const read = v.safeParse(GoldenSchema, parse(readFileSync(join(dir, file), 'utf8')));
    if (!read.success)
      throw new Error(
        read.issues.map(issue => `${dir}/${file}: ${v.getDotPath(issue)}: ${issue.message}`).join('\n'),
      );
    if (read.output.id !== basename(file, '.yaml'))
      throw new Error(`${dir}/${file}: its id is "${read.output.id}"`);
    return read.output;
  });
}
const steps = <K extends string>(golden: Golden, kind: K) =>
  golden.steps.filter((step): step is Extract<GoldenStep, Record<K, unknown>> => kind in step);
const allText = (name: string) =>
  files(name)
    .articles.map(({ body }) => body.replace(/\s+/g, ' '))
    .join(' ');
const wordsOf = (body: string) => body.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

test('there are two clients', () => expect([...clients.keys()]).toEqual(['demo', 'second']));

describe.each([...clients.keys()])('client %s', name => {
  test('every topic has an article for customers, an action or goes to people', () => {
    const { config, topics, articles } = files(name);
    const answered = new Set([
      ...articles.filter(article => article.audience === 'customer').flatMap(article => article.topics),
      ...config.actions.flatMap(action => action.topics),
    ]);
    const toPeople = (topic: string) =>
      (config.boundaries.topics[topic] ?? config.boundaries.default) === 'human';
    expect(topics.filter(({ id }) => !answered.has(id) && !toPeople(id)).map(({ id }) => id)).toEqual([]);
  });

  test('no example is there twice, and none is another one with little changed', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const { id, examples } of files(name).topics) {
      for (const example of examples) {
        const key = [...new Set(plain(example).split(' '))].sort().join(' ');
        if (seen.has(key)) twice.push(`${id}: "${example}", also under ${seen.get(key)}`);
        seen.set(key, id);
      }
    }
    expect(twice).toEqual([]);
  });

  test('what a placeholder names exists', () => {
    const { config } = files(name);
    const known = (action: (typeof config.actions)[number]) => ['service', ...Object.keys(action.inputs)];
    for (const action of config.actions) {
      const asked = [
        action.request.url,
        action.identify?.url ?? '',
        ...Object.values(action.request.body ?? {}),
      ];
      for (const [, placeholder] of asked.join(' ').matchAll(/\{(\w+)\}/g))
        expect(known(action)).toContain(placeholder);
    }
  });

  test('goldens are valid, each told apart by its id', () => {
    const ids = goldens(name).map(golden => golden.id);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('goldens name topics, reasons, articles and actions that exist', () => {
    const { config, topics, articles } = files(name);
    const topicIds = [null, ...topics.map(({ id }) => id)];
    const reasons = [...Object.keys(REASONS), ...config.triggers.map(({ id }) => id)];
    for (const golden of goldens(name)) {
      for (const { ai } of steps(golden, 'ai')) {
        if (ai.topic !== undefined) expect(topicIds).toContain(ai.topic);
        if (ai.cites) expect(articles.map(({ id }) => id)).toContain(ai.cites);
      }
      for (const step of steps(golden, 'case')) {
        if (step.case.topic !== undefined) expect(topicIds).toContain(step.case.topic);
        if (step.case.reason) expect(reasons).toContain(step.case.reason);
        for (const receipt of step.case.receipts ?? [])
          expect(config.actions.map(({ id }) => id)).toContain(receipt);
      }
    }
  });

  test('figures that goldens expect from an article stand in it', () => {
    for (const golden of goldens(name)) {
      for (const { ai } of steps(golden, 'ai').filter(step => step.ai.cites)) {
        const { body } = files(name).articles.find(({ id }) => id === ai.cites)!;
        for (const fact of ai.contains)
          expect({ golden: golden.id, text: body.replace(/\s+/g, ' ') }).toEqual({
            golden: golden.id,
            text: expect.stringContaining(fact),
          });
      }
    }
  });

  test('goldens that need people start when people are there, and those of nights say so', () => {
    const { config } = files(name);
    for (const golden of goldens(name).filter(({ at }) => at)) {
      const start = Date.parse(
        `${golden.at}:00${config.hours.timeZone === 'Europe/Vienna' ? '+01:00' : 'Z'}`,
      );
      expect([golden.id, isOpen(config.hours, start)]).toEqual([
        golden.id,
        !/(outside-hours|after-hours(-callback)?|at-night)$/.test(golden.id),
      ]);
    }
  });

  test('a link or a code is captured before it is used', () => {
    for (const golden of goldens(name)) {
      const captured = new Set<string>();
      for (const step of golden.steps) {
        const used = 'clientTeam' in step ? ['link'] : [];
        if ('customer' in step)
          used.push(...[...step.customer.matchAll(/\{(\w+)\}/g)].map(([, placeholder]) => placeholder!));
        for (const one of used) expect([golden.id, ...captured]).toContain(one);
        const expected = Object.values(step)[0] as { capture?: Record<string, string> };
        for (const [kept, source] of Object.entries(expected.capture ?? {})) {
          expect(new RegExp(`${source}|`).exec('')).toHaveLength(2);
          captured.add(kept);
        }
      }
    }
  });
});

describe('the demo client', () => {
  test('is large enough to try the whole on', () => {
    const { topics, articles } = files('demo');
    expect(articles.length).toBeGreaterThanOrEqual(45);
    expect(articles.filter(({ audience }) => audience === 'agent').length).toBeGreaterThanOrEqual(4);
    expect(topics.length).toBeGreaterThanOrEqual(30);
    expect(topics.filter(({ examples }) => examples.length < 15).map(({ id }) => id)).toEqual([]);
  });

  test('articles are of a length that people read, with headings and figures', () => {
    for (const { id, body } of files('demo').articles) {
      expect([id, wordsOf(body) >= 120, wordsOf(body) <= 350]).toEqual([id, true, true]);
      expect([id, /^## /m.test(body) || /^\|/m.test(body), /\d/.test(body)]).toEqual([id, true, true]);
    }
  });

  test('the orders and customers of its goldens are the shop’s', () => {
    const orders = new Set(ORDERS.map(({ orderNumber }) => orderNumber));
    const byId = new Map(CUSTOMERS.map(customer => [customer.customerId, customer]));
    for (const golden of goldens('demo')) {
      const said = JSON.stringify(golden.steps).matchAll(/LF-?(\d{6})/g);
      for (const [, digits] of said)
        expect([golden.id, orders.has(`LF-${digits}`) || digits === '999999']).toEqual([golden.id, true]);
      const { identity, email } = golden.customer;
      if (identity) {
        const { tier } = byId.get(identity.customerId)!;
        expect([golden.id, email]).toEqual([golden.id, byId.get(identity.customerId)!.email]);
        if (identity.tier) expect([golden.id, identity.tier]).toEqual([golden.id, tier]);
      }
    }
  });

  test('a golden message is as long as a chat takes, and another comes in several parts', () => {
    const lengths = goldens('demo').flatMap(golden =>
      steps(golden, 'customer').map(step => step.customer.length),
    );
    expect(lengths).toContain(1024);
    expect(Math.max(...lengths)).toBeGreaterThan(5_000);
  });

  test.each([
    ['Free from', '75 euros'],
    ['returns', 'within 30 days'],
    ['gift cards', 'valid for 5 years'],
    ['repairs', '10 working days'],
  ])('prices and times of %s are told', (_of, fact) => expect(allText('demo')).toContain(fact));

  test('one fact has one figure wherever it is told', () => {
    const told = (pattern: RegExp) =>
      new Set([...allText('demo').matchAll(pattern)].map(([, figure]) => figure));
    expect(told(/(?:return items|come back|send it back) within (\d+) days/g).size).toBe(1);
    expect([...told(/shortens trousers for (\d+) euros/g)]).toEqual(['14']);
    expect([...told(/[Rr]esoling (?:boots )?(?:costs|takes) (\d+)/g)].sort()).toEqual(['3', '79']);
    expect([...told(/(?:new )?pole section,? (?:\| )?(\d+) euros/g)]).toEqual(['12']);
  });
});

test('the second client differs in data alone', () => {
  const [demo, second] = [files('demo').config, files('second').config];
  expect(files('second').articles.length).toBeGreaterThanOrEqual(8);
  expect(files('second').topics.length).toBeGreaterThanOrEqual(8);
  for (const { id, examples } of files('second').topics)
    expect([id, examples.length >= 12]).toEqual([id, true]);
  expect(second.actions).toEqual([]);
  expect(second.service).toBeUndefined();
  for (const key of [
    'hours',
    'queues',
    'brand',
    'agentSla',
    'retentionDays',
    'answers',
    'triggers',
    'reopenDays',
  ] as const)
    expect([key, second[key]]).not.toEqual([key, demo[key]]);
  expect(existsSync(join(CLIENTS, 'second', 'goldens'))).toBe(true);
});
