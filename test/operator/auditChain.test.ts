import { verifyChain, type Anchor } from '../../cli/audit/verifyChain.ts';
import { createAudit } from '../../layers/core/store/audit.ts';
import { CHAIN, sealed, type AuditLink } from '../../layers/core/store/auditChain.ts';
import type { Item } from '../../layers/core/store/table.ts';
import { createMemoryTable } from '../core/memoryTable.ts';

const RETENTION_DAYS = 30;
const DAY_MS = 24 * 3600_000;

/** Five reads, a day apart. */
async function audited() {
  let time = Date.parse('2026-11-01T10:00:00Z');
  const now = () => new Date(time);
  const table = createMemoryTable();
  const audit = createAudit({ table, retentionDays: RETENTION_DAYS, now });
  for (let n = 0; n < 5; n++) {
    await audit.read({ caseId: `C-${n}`, by: { id: 'ada', name: 'Ada' }, way: 'workspace' });
    time += DAY_MS;
  }
  const link = (n: number) =>
    table.items.get(`${CHAIN}|${String(n).padStart(12, '0')}`)! as unknown as AuditLink;
  const verify = (anchor?: Anchor) =>
    verifyChain([...table.items.values()] as Item[], {
      retentionDays: RETENTION_DAYS,
      now: now(),
      ...(anchor && { anchor }),
    });
  const remove = (match: RegExp) => {
    for (const key of table.items.keys()) if (match.test(key)) table.items.delete(key);
  };
  const change = (match: RegExp, changes: object) => {
    for (const [key, item] of table.items) if (match.test(key)) table.items.set(key, { ...item, ...changes });
  };
  return { table, audit, link, verify, remove, change, advance: (ms: number) => void (time += ms) };
}

test('what nobody touched is whole, and an open page that reads again adds nothing', async () => {
  const { audit, verify } = await audited();
  const by = { id: 'ada', name: 'Ada' };
  await audit.read({ caseId: 'C-9', by, way: 'workspace' });
  await audit.read({ caseId: 'C-9', by, way: 'workspace' });
  expect(verify()).toMatchObject({ links: 6, reads: 6, erased: 0, problems: [] });
});

test.each<[string, (world: Awaited<ReturnType<typeof audited>>) => void, RegExp]>([
  ['a read is removed', ({ remove }) => remove(/^CASE#C-2/), /link 2 .*the read it names was removed/],
  [
    'another is said to have read',
    ({ change }) => change(/^CASE#C-2/, { by: { id: 'bob', name: 'Bob' } }),
    /C-2 .*was changed after/,
  ],
  [
    'a time is changed',
    ({ change }) => change(/^CASE#C-2/, { at: '2026-11-03T11:00:00Z' }),
    /C-2 .*was changed/,
  ],
  ['a link is removed', ({ remove }) => remove(/^AUDIT\|0+2$/), /link 3 .*links 2 to 2 were removed/],
  [
    'a read is removed with its link',
    ({ remove }) => remove(/^CASE#C-2|^AUDIT\|0+2$/),
    /links 2 to 2 were removed/,
  ],
  [
    'the first ones are removed',
    ({ remove }) => remove(/^CASE#C-[01]|^AUDIT\|0+[01]$/),
    /link 2 .*before it were removed/,
  ],
  [
    'a link is changed',
    ({ change }) => change(/^AUDIT\|0+2$/, { at: '2026-11-09T10:00:00Z' }),
    /link 2 .*was changed/,
  ],
  [
    'a link is changed and sealed anew',
    ({ change, link }) => change(/^AUDIT\|0+2$/, sealed({ ...link(2), digest: 'x' })),
    /link 3 .*does not follow/,
  ],
  [
    'a read is put there',
    ({ table }) =>
      table.items.set('CASE#C-7|READ#x', {
        pk: 'CASE#C-7',
        sk: 'READ#x',
        at: '2026-11-05T10:00:00Z',
        caseId: 'C-7',
        by: { id: 'bob', name: 'Bob' },
        way: 'workspace',
      }),
    /C-7 .*the chain doesn't know/,
  ],
])('found when %s', async (_what, tamper, finding) => {
  const world = await audited();
  tamper(world);
  expect(world.verify().problems.join('\n')).toMatch(finding);
});

test('an anchor finds that the newest lines are gone, which nothing else can', async () => {
  const { verify, remove } = await audited();
  const anchor = verify().last!;
  expect(verify(anchor).problems).toEqual([]);
  remove(/^CASE#C-4|^AUDIT\|0+4$/);
  expect(verify().problems).toEqual([]);
  expect(verify(anchor).problems).toEqual([expect.stringMatching(/link 4 is not the one/)]);
});

test('what retention lets go is not missed, in whatever order it goes', async () => {
  const { verify, remove, advance } = await audited();
  // Days 0 and 1 are over 30 days old now.
  advance((RETENTION_DAYS - 4 + 0.5) * DAY_MS);
  expect(verify()).toMatchObject({ links: 3, problems: [] });
  remove(/^CASE#C-1|^AUDIT\|0+0$/);
  expect(verify()).toMatchObject({ links: 3, reads: 3, problems: [] });
});

test('many who read at the same moment are all in one chain', async () => {
  const { audit, verify } = await audited();
  const readers = Array.from({ length: 20 }, (_, n) => `agent-${n}`);
  await Promise.all(
    readers.map(id => audit.read({ caseId: 'C-9', by: { id, name: id }, way: 'workspace' as const })),
  );
  expect(verify()).toMatchObject({ links: 25, reads: 25, problems: [] });
});
