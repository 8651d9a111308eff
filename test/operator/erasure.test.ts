import { createHash } from 'node:crypto';
import { verifyChain } from '../../cli/audit/verifyChain.ts';
import { erasePerson } from '../../cli/customer/erase.ts';
import { exportPerson } from '../../cli/customer/export.ts';
import { ERASED } from '../../cli/customer/traces.ts';
import type { WholeBucket } from '../../cli/customer/wholeBucket.ts';
import type { WholeTable } from '../../cli/stack/wholeTable.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { createAuditChain } from '../../layers/core/store/auditChain.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import { createHandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import type { Item } from '../../layers/core/store/table.ts';
import { makeCase, NOW } from '../core/makeCase.ts';
import { makeWorld, type World } from '../functions/makeWorld.ts';

const EMAIL = 'jo.doe@mail.example';
const AT = NOW.toISOString();

function wholeTable({ table }: World): WholeTable {
  const idOf = ({ pk, sk }: { pk: string; sk: string }) => `${pk}|${sk}`;
  return {
    async *items() {
      yield* [...table.items.values()] as Item[];
    },
    async rewrite(item, changed) {
      table.items.set(idOf(item), changed);
      return true;
    },
    remove: async key => void table.items.delete(idOf(key)),
  };
}

function bucketWith(files: Record<string, string>): WholeBucket & { files: Record<string, string> } {
  return {
    files,
    async *versions() {
      for (const key of Object.keys(files)) yield { key, version: 'null', isMarker: false };
    },
    read: async ({ key }) => Buffer.from(files[key]!),
    remove: async ({ key }) => void delete files[key],
  };
}

const mailFrom = (from: string, text: string) =>
  `From: ${from}\r\nTo: help@shop.example\r\nSubject: Hello\r\n\r\n${text}\r\n`;

/** An id that tells nothing of the case. */
const digits = (text: string) =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1000, 7);

/** A case with a line of every kind that the stores keep of one. */
async function live(
  world: World,
  caseId: string,
  customer: Partial<Case['customer']>,
  overrides: Partial<Case> = {},
) {
  const { store, addresses, corrections, audit } = world;
  const contactId = `contact-of-${caseId}`;
  await store.create(
    makeCase({
      caseId,
      contactId,
      state: 'closed',
      owner: 'nobody',
      customer: { identity: 'claimed', attributes: {}, ...customer },
      ...overrides,
    }),
  );
  const mail = { id: `ses-${caseId}`, subject: 'Hello', authenticated: true, files: [] };
  const turn = { caseId, contactId, channel: 'email' as const, at: AT };
  await store.addTurn({ ...turn, turnId: `turn-${caseId}`, customer: 'My kettle leaks', mail });
  await store.event({ caseId, owner: 'ai', epoch: 1 }, 'opened', 'customer');
  await store.saveContact({ contactId, caseId, channel: 'email' });
  await store.addReceipt(caseId, { id: `R-${caseId}`, action: 'cancel', text: 'Cancelled', at: AT });
  await store.once(`mail-${caseId}-1`, async () => {});
  await audit.read({ caseId, by: { id: 'ada', name: 'Ada' }, way: 'workspace' });
  await corrections.add({
    id: `${caseId}:topic-corrected:x`,
    kind: 'topic-corrected',
    caseId,
    language: 'en',
    by: 'agent:ada',
    at: AT,
  });
  await world.files.add({
    caseId,
    id: 'file-1',
    epoch: 1,
    name: 'bill.pdf',
    type: 'application/pdf',
    size: 1,
  });
  const sent = { id: `upload-${digits(caseId)}`, name: 'kettle.png', type: 'image/png', size: 1 };
  await store.addTurn({ ...turn, turnId: `file-${caseId}`, channel: 'chat', files: [sent] });
  // Neither key nor content says whose it is.
  await world.checkedFiles.add({ ...sent, key: `attachments/chat/${sent.id}_UTC.png` });
  await addresses.record({ id: mail.id, outcome: 'turn', caseId });
  await addresses.tieMessage(`<message-of-${caseId}@mail.example>`, {
    caseId,
    address: customer.email ?? '',
  });
  if (customer.email) await addresses.tieSubject(customer.email, 'Hello', caseId);
  const tickets = createHandoffTickets({ table: world.table, retentionDays: 30, now: world.now });
  await tickets.begin(`${caseId}-2`);
  await tickets.keep(`${caseId}-2`, `T-${caseId}`, { caseId, epoch: 2 });
  await world.codes.keep(`${caseId}.2.0`, { hash: 'x', expires: AT });
  await world.limits.take(`link-${caseId}`, 3, 60);
}

async function populated() {
  const world = makeWorld();
  await live(world, 'C-JO1', { name: 'Jo Doe', email: 'Jo.Doe@Mail.example' });
  await live(world, 'C-JO2', { name: 'Jo Doe', email: EMAIL, customerId: 'K-4711', identity: 'verified' });
  await live(world, 'C-JO3', { customerId: 'K-4711', identity: 'verified', phone: '+436641234567' });
  await world.addresses.unsubscribe(EMAIL);
  const digest = createHash('sha256').update(EMAIL).digest('hex').slice(0, 24);
  await createAttempts(world.table, world.now).take(`mail-answers:${digest}`, { most: 9, hours: 24 });
  await live(world, 'C-OLE', { name: 'Ole Roe', email: 'ole@mail.example' });
  await world.store.addTurn({
    turnId: 'turn-other',
    caseId: 'C-OLE',
    contactId: 'c',
    channel: 'chat',
    at: AT,
    customer: `Send it to ${EMAIL.toUpperCase()}, not to jo.doe@mail.example.org`,
  });
  const bucket = bucketWith({
    'mail/in/ses-C-JO1': mailFrom('x@forwarder.example', 'hello'),
    'mail/files/ses-C-JO1/1': 'bytes',
    'mail/in/unknown': mailFrom('Jo Doe <JO.DOE@mail.example>', 'never became a turn'),
    'mail/in/ses-C-OLE': mailFrom('ole@mail.example', 'hello'),
    'mail/in/quoting': mailFrom('ole@mail.example', `${EMAIL} wrote: hello`),
    'handoffs/C-JO2/2/file-1': 'bytes',
    'handoffs/C-OLE/2/file-1': 'bytes',
    'attachments/chat/upload-171_UTC.png': 'bytes',
    'attachments/chat/upload-903_UTC.png': 'bytes',
    'releases/active.json': '{}',
  });
  const chain = createAuditChain({ table: world.table, retentionDays: 30, now: world.now });
  return { world, bucket, stores: { table: wholeTable(world), bucket, chain } };
}

const textOf = ({ table }: World) => JSON.stringify([...table.items.values()]);

test.each([{ email: EMAIL }, { customerId: 'K-4711' }])('nothing about %j is left anywhere', async asked => {
  const { world, bucket, stores } = await populated();
  const othersBefore = [...world.table.items.keys()].filter(key => key.includes('C-OLE'));
  const erased = await erasePerson(asked, stores);

  expect([...erased.person.caseIds].sort()).toEqual(['C-JO1', 'C-JO2', 'C-JO3']);
  expect(erased.left).toMatchObject({ items: [], mentions: [], objects: [] });
  // Not by the command's own word alone.
  expect(textOf(world)).not.toMatch(/C-JO|K-4711|436641234567|Jo Doe|jo\.doe@mail\.example(?!\.org)/i);
  const keys = [...world.table.items.keys()];
  expect(keys.filter(key => key.includes('C-OLE'))).toEqual(othersBefore);
  expect(keys.filter(key => key.startsWith('UPLOAD#'))).toEqual(['UPLOAD#upload-903|UPLOAD']);
  expect(Object.keys(bucket.files).sort()).toEqual([
    'attachments/chat/upload-903_UTC.png',
    'handoffs/C-OLE/2/file-1',
    'mail/in/quoting',
    'mail/in/ses-C-OLE',
    'releases/active.json',
  ]);
  // The audit is whole: what was erased is not missed.
  const items = [...world.table.items.values()] as Item[];
  expect(verifyChain(items, { retentionDays: 30, now: world.now() })).toMatchObject({
    reads: 1,
    erased: 3,
    problems: [],
  });
  expect(erased.left.toLookAt).toEqual(['mail/in/quoting (version null)']);
});

test('what belongs to others stays, without the address', async () => {
  const { world, stores } = await populated();
  const erased = await erasePerson({ email: EMAIL }, stores);
  expect(erased.redacted).toBe(1);
  expect((await world.store.getTurn('C-OLE', 'turn-other'))?.customer).toBe(
    `Send it to ${ERASED}, not to jo.doe@mail.example.org`,
  );
});

test('a case under way is refused, and by force ended first', async () => {
  const { world, stores } = await populated();
  await live(world, 'C-JO4', { email: EMAIL }, { state: 'with-agent', owner: 'provider' });
  const before = world.table.items.size;
  await expect(erasePerson({ email: EMAIL }, stores)).rejects.toThrow(/C-JO4 \(with-agent\).*--force/);
  expect(world.table.items.size).toBe(before);
  const ended: string[] = [];
  const { left } = await erasePerson({ email: EMAIL }, stores, async ({ caseId }) => void ended.push(caseId));
  expect(ended).toEqual(['C-JO4']);
  expect(left.items).toEqual([]);
});

test('what only somebody claimed leads to nobody else', async () => {
  const { world, stores } = await populated();
  // Ole says he is Jo, by her customer id, and proves nothing.
  await live(world, 'C-LIE', { email: 'liar@mail.example', customerId: 'K-4711', identity: 'claimed' });
  const { emails } = (await erasePerson({ email: EMAIL }, stores)).person;
  expect([...emails]).toEqual([EMAIL]);
});

test('a person of whom nothing is kept is told so', async () => {
  const { stores } = await populated();
  await expect(erasePerson({ email: 'nobody@mail.example' }, stores)).rejects.toThrow(/nothing is kept/);
});

test('what goes stale under the eraser is said to be left', async () => {
  const { stores } = await populated();
  const { left, redacted } = await erasePerson(
    { email: EMAIL },
    { ...stores, table: { ...stores.table, rewrite: async () => false } },
  );
  expect(redacted).toBe(0);
  expect(left.mentions).toHaveLength(1);
});

test('an export holds every kind of line and every file, and nothing of others', async () => {
  const { stores, bucket } = await populated();
  const exported = await exportPerson({ email: EMAIL }, stores);
  const kinds = new Set(exported.items.map(({ pk, sk }) => `${pk.split('#')[0]} ${sk.split('#')[0]}`));
  expect([...kinds].sort()).toEqual(
    [
      'ADDRESS SUBJECT',
      'ADDRESS UNSUBSCRIBED',
      'ATTEMPTS ATTEMPTS',
      'CASE CASE',
      'CASE CORRECTION',
      'CASE EVENT',
      'CASE FILE',
      'CASE READ',
      'CASE RECEIPT',
      'CASE TURN',
      'CODE CODE',
      'CONTACT CONTACT',
      'HANDOFF TICKET',
      'LIMIT 0',
      'MAIL MAIL',
      'MESSAGE MESSAGE',
      'ONCE BEGUN',
      'ONCE ONCE',
      'TICKET HANDOFF',
      'UPLOAD UPLOAD',
    ].sort(),
  );
  expect(JSON.stringify(exported.items)).not.toContain('C-OLE');
  expect(exported.objects.map(({ key }) => key).sort()).toEqual([
    'attachments/chat/upload-171_UTC.png',
    'handoffs/C-JO2/2/file-1',
    'mail/files/ses-C-JO1/1',
    'mail/in/ses-C-JO1',
    'mail/in/unknown',
  ]);
  expect(Buffer.from(exported.objects[0]!.base64, 'base64').toString()).toBe(
    bucket.files[exported.objects[0]!.key],
  );
  expect(exported.mentionedIn).toEqual(['CASE#C-OLE TURN#turn-other']);
});
