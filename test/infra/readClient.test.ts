import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClientFileError, readClient } from '../../layers/core/release/readClient.ts';
import { clientJsonSchema } from '../../cli/build/clientSchema.ts';
import { FIXTURES, ROOT, makeClients } from './clients.ts';

/** The problems of the fixture client with one text of one file replaced, without the directory. */
function problems(file: string, from: string | RegExp, to: string): string[] {
  const dir = join(makeClients({ name: 'fixture' }), 'fixture');
  const path = join(dir, file);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  writeFileSync(path, changed);
  try {
    readClient(dir);
  } catch (error) {
    if (!(error instanceof ClientFileError)) throw error;
    return error.problems.map(problem => problem.replace(/^\S*\/fixture\//, ''));
  }
  return [];
}

test('reads a client whole', () => {
  const { config, topics, articles } = readClient(join(FIXTURES, 'fixture'));
  expect(config).toMatchObject({ client: 'fixture', reopenDays: 7, locale: 'en_US' });
  expect(topics.map(topic => topic.id)).toEqual(['order-tracking', 'refund']);
  expect(articles).toEqual([
    expect.objectContaining({
      id: 'delivery',
      audience: 'customer',
      body: expect.stringMatching(/^Parcels/),
    }),
  ]);
});

test.each<[string, string, string | RegExp, string, string]>([
  [
    'a pattern that one message could keep busy for hours',
    'client.yaml',
    "pattern: '^\\d{6}$'",
    "pattern: '^(\\d+)+'",
    'client.yaml:71: `actions.0.inputs.order.pattern` is "^(\\d+)+"; expected: a pattern without a repeated group that repeats within, like (a+)+: one message could keep it busy for hours',
  ],
  [
    'an action that calls another server than the service',
    'client.yaml',
    /url: '?\{service\}[^\n']*'?/,
    "url: 'https://{order}.evil.test/'",
    "client.yaml:74: calls another server than the client's service; expected an address that begins with {service}/",
  ],
  [
    'a service of one machine or network, which a deployed function must not be led to',
    'client.yaml',
    'url: https://service.fixture.example',
    'url: https://10.0.0.7/api',
    'client.yaml:62: `service.url` is "https://10.0.0.7/api"; expected: a name that the whole world knows, not an IP address or a name of one machine or network',
  ],
  [
    'a privacy notice that is a script',
    'client.yaml',
    /^pages:\n/m,
    "pages:\n  privacy: { en: 'javascript:alert(1)' }\n",
    'client.yaml:13: `pages.privacy.en` is "javascri"; expected: an address that begins with https://',
  ],
  [
    'a missing member, at what it should be in',
    'client.yaml',
    /^name: .*\n/m,
    '',
    'client.yaml:1: `name` is missing; it is required',
  ],
  [
    'a checklist for a topic that is not there',
    'client.yaml',
    'operations:\n',
    'checklist:\n  - { id: looked-up, text: Looked up, topics: [refunds] }\noperations:\n',
    'client.yaml:60: topic "refunds" is not in topics.yaml; expected one of: order-tracking, refund',
  ],
  [
    'an unknown member',
    'client.yaml',
    'name: Fixture O',
    'nam: x\nname: Fixture O',
    'client.yaml:2: `nam` is not known here; remove it',
  ],
  [
    'a wrong choice',
    'client.yaml',
    'then: agent',
    'then: boss',
    'client.yaml:37: `triggers.0.then` is "boss"; expected ("agent" | "client-team" | "no-ai")',
  ],
  [
    'a skill of a trigger that nobody declared',
    'client.yaml',
    '    priority: 1\n',
    '    priority: 1\n    skills: [german]\n',
    'client.yaml:41: skill "german" is not in skills.names; expected one of: ',
  ],
  [
    'a wrong type',
    'client.yaml',
    'retentionDays: 400',
    'retentionDays: many',
    'client.yaml:20: `retentionDays` is "many"; expected number',
  ],
  [
    'a wrong time zone',
    'client.yaml',
    'Europe/Vienna',
    'Europe/Wien',
    'client.yaml:15: `hours.timeZone` is "Europe/Wien"; expected: an IANA time zone, e.g. Europe/Vienna',
  ],
  [
    'a deep condition',
    'client.yaml',
    'urgencyAtLeast: high',
    'urgencyAtLeast: soon',
    'client.yaml:36: `triggers.0.when.any.1.all.1.urgencyAtLeast` is "soon"; expected ("low" | "normal" | "high" | "critical")',
  ],
  [
    'YAML that is none',
    'client.yaml',
    'holidays: [',
    'holidays: [[',
    'client.yaml:20: Flow sequence in block collection must be sufficiently indented and end with a ]; expected valid YAML',
  ],
  [
    'an unknown topic in a boundary',
    'client.yaml',
    'refund: human',
    'refunds: human',
    'client.yaml:28: topic "refunds" is not in topics.yaml; expected one of: order-tracking, refund',
  ],
  [
    'an unknown topic in a condition',
    'client.yaml',
    '- topic: [refund]',
    '- topic: [refunds]',
    'client.yaml:35: topic "refunds" is not in topics.yaml; expected one of: order-tracking, refund',
  ],
  [
    'an unknown topic of an action',
    'client.yaml',
    'topics: [order-tracking]',
    'topics: [orders]',
    'client.yaml:66: topic "orders" is not in topics.yaml; expected one of: order-tracking, refund',
  ],
  [
    'an unknown topic of a queue',
    'client.yaml',
    'topics: [refund]\n  - id',
    'topics: [refunds]\n  - id',
    'client.yaml:44: topic "refunds" is not in topics.yaml; expected one of: order-tracking, refund',
  ],
  [
    'a topic in two queues',
    'client.yaml',
    'name: Orders',
    'name: Orders\n    topics: [refund]',
    'client.yaml:47: topic "refund" is in queue "care" already; expected one queue a topic',
  ],
  [
    'an unknown queue',
    'client.yaml',
    'queue: care',
    'queue: cares',
    'client.yaml:39: queue "cares" is not in queues; expected one of: care, orders',
  ],
  [
    'an id twice',
    'client.yaml',
    'id: orders',
    'id: care',
    'client.yaml:45: id "care" is there twice; expected another id',
  ],
  [
    'another name than the directory',
    'client.yaml',
    'client: fixture',
    'client: fixtures',
    'client.yaml:1: `client` is "fixtures"; expected its directory\'s name, "fixture"',
  ],
  [
    'an address at another domain',
    'client.yaml',
    'help@fixture.example',
    'help@other.example',
    'client.yaml:9: is at other.example; expected an address at mail.domain, fixture.example',
  ],
  [
    'a day that closes before it opens',
    'client.yaml',
    "close: '15:30'",
    "close: '08:30'",
    'client.yaml:18: opens at 09:00 and closes at 08:30; expected a later close',
  ],
  [
    'a text of the client’s that lacks one of its languages',
    'client.yaml',
    /^ {2}signature: .*$/m,
    '  signature: { fr: Votre boutique }',
    'client.yaml:7: has no text in "en"; expected one for each of languages: en',
  ],
  [
    'a type of file that no chat carries',
    'client.yaml',
    'retentionDays: 400',
    'retentionDays: 400\nchat: { attachments: { types: [pdf, exe] } }',
    'client.yaml:21: `chat.attachments.types.1` is "exe"; expected ("pdf" | "png" | "jpg" | "heic" | "docx" | "xlsx" | "doc" | "xls" | "txt" | "csv")',
  ],
  [
    'a size that Connect does not take',
    'client.yaml',
    'retentionDays: 400',
    'retentionDays: 400\nchat: { attachments: { types: [pdf], maxMegabytes: 30 } }',
    'client.yaml:21: `chat.attachments.maxMegabytes` is 30; expected: a whole number from 1 to 20',
  ],
  [
    'files in an instance that is joined',
    'client.yaml',
    'retentionDays: 400',
    'retentionDays: 400\nexistingInstanceArn: arn:aws:connect:us-east-1:000000000000:instance/x\nchat: { attachments: { types: [pdf] } }',
    'client.yaml:22: files go where the instance stores them, and this one is joined (existingInstanceArn); expected no attachments',
  ],
  [
    'an action without a service',
    'client.yaml',
    /^service:\n.*\n/m,
    '',
    'client.yaml:72: uses {service}, but no `service` is given; expected `service.url`',
  ],
  [
    'the same example under two topics, as the engine reads it',
    'topics.yaml',
    'I want my money back',
    'Where is my parcel???',
    'topics.yaml:9: the same example is under topic "order-tracking"; expected it under one topic',
  ],
  [
    'an example without words',
    'topics.yaml',
    'I want my money back',
    '???',
    'topics.yaml:9: "???" has no words; expected something a customer writes',
  ],
  [
    'the same example under two topics',
    'topics.yaml',
    'I want my money back',
    'Where is my PARCEL',
    'topics.yaml:9: the same example is under topic "order-tracking"; expected it under one topic',
  ],
  [
    'a topic twice',
    'topics.yaml',
    'id: refund',
    'id: order-tracking',
    'topics.yaml:6: id "order-tracking" is there twice; expected another id',
  ],
  [
    'an unknown topic of an article',
    'knowledge/delivery.md',
    '[order-tracking]',
    '[delivery]',
    'knowledge/delivery.md:3: topic "delivery" is not in topics.yaml; expected one of: order-tracking, refund',
  ],
  [
    'an article without front matter',
    'knowledge/delivery.md',
    '---\ntitle',
    'title',
    'knowledge/delivery.md:1: no front matter; expected --- , title, topics, --- above the text',
  ],
  [
    'an article without text',
    'knowledge/delivery.md',
    /Parcels[\s\S]*/,
    '',
    'knowledge/delivery.md:2: there is no text below the front matter',
  ],
  [
    'a validity that ends first',
    'knowledge/delivery.md',
    'title:',
    'validFrom: "2026-05-01"\nvalidUntil: "2026-04-01"\ntitle:',
    'knowledge/delivery.md:3: ends on 2026-04-01, before validFrom 2026-05-01',
  ],
])('says where %s is', (_what, file, from, to, expected) => {
  expect(problems(file, from, to)).toContain(expected);
});

test('names every problem of every file at once', () => {
  const dir = join(
    makeClients({ name: 'fixture', change: yaml => yaml.replace('retentionDays: 400', 'retentionDays: 0') }),
    'fixture',
  );
  mkdirSync(join(dir, 'knowledge'), { recursive: true });
  writeFileSync(join(dir, 'knowledge', 'other.md'), 'no front matter');
  expect(() => readClient(dir)).toThrow(/client\.yaml:20[\s\S]*other\.md:1/);
});

test('an unknown client is answered with those there are', () => {
  const clients = makeClients({ name: 'first' }, { name: 'second' });
  expect(() => readClient(join(clients, 'third'))).toThrow(
    /no client "third".*expected one of: first, second/,
  );
});

test.each(['demo', 'second'])('the client %s of this repository is right', name => {
  expect(() => readClient(join(ROOT, 'clients', name))).not.toThrow();
});

test('the published JSON Schema is up to date (node cli/run.mjs cli/build/clientSchema.ts)', () => {
  const published = JSON.parse(readFileSync(join(ROOT, 'docs', 'client.schema.json'), 'utf8'));
  expect(published).toEqual(clientJsonSchema());
});
