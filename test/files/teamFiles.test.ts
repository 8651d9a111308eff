import { teamLinesIn } from '../../layers/core/teamLines/teamLines.ts';
import { explainRefusals, keepTeamFiles, type BroughtFile } from '../../layers/core/files/teamFiles.ts';
import { makeWorld } from '../functions/makeWorld.ts';

const PDF = Buffer.from('%PDF-1.7 label');
const HANDOFF = { caseId: 'C-TEST', epoch: 3 };
const ALLOWED = { megabytes: 1, files: 2 };
const file = (more: Partial<BroughtFile> & { bytes?: Uint8Array } = {}): BroughtFile => {
  const { bytes = PDF, ...rest } = more;
  return {
    name: 'label.pdf',
    type: 'application/pdf',
    size: bytes.length,
    content: async () => bytes,
    ...rest,
  };
};
const keep = (world: ReturnType<typeof makeWorld>, ...brought: BroughtFile[]) =>
  keepTeamFiles(brought, HANDOFF, 'mail-1', { ...world, allowed: ALLOWED });

test('a file is kept where its link will find it; the same delivery again keeps the same', async () => {
  const world = makeWorld();
  const kept = await keep(world, file({ name: '../../label.pdf' }));
  expect(kept).toMatchObject({
    ok: true,
    attachments: [{ name: 'label.pdf', type: 'application/pdf', size: PDF.length }],
  });
  const [{ id }] = (kept as { attachments: { id: string }[] }).attachments as [{ id: string }];
  expect(await world.files.get('C-TEST', id)).toMatchObject({ epoch: 3, name: 'label.pdf' });
  expect([...world.uploads.keys()]).toEqual([`handoffs/C-TEST/3/${id}`]);
  expect(await keep(world, file())).toEqual(kept);
});

test.each<[string, BroughtFile, string]>([
  ['a program', file({ name: 'label.exe', type: 'application/octet-stream' }), 'type'],
  ['a program by another name', file({ bytes: Buffer.from('MZ\u0090\u0000') }), 'type'],
  [
    'what a mail may hold, but the page does not take',
    file({ name: 'a.eml', type: 'message/rfc822' }),
    'type',
  ],
  ['what is announced too large, unfetched', file({ size: 2 ** 20 + 1, content: notAsked }), 'too-large'],
  ['what turns out too large', file({ size: 0, bytes: new Uint8Array(2 ** 20 + 1) }), 'too-large'],
  ['what can not be fetched', file({ content: async () => 'not-fetched' }), 'not-fetched'],
  [
    'what the ticket system found harmful, unfetched',
    file({ refused: 'unsafe', content: notAsked }),
    'unsafe',
  ],
])('%s is refused, and with it the rest', async (_, brought, why) => {
  const world = makeWorld();
  expect(await keep(world, brought, file({ name: 'second.pdf' }))).toEqual({
    ok: false,
    refused: [{ name: brought.name, why }],
  });
});

test('more than the client allows are not looked at', async () => {
  const refused = [{ name: 'third.pdf', why: 'too-many' as const }];
  expect(await keep(makeWorld(), file(), file(), file({ name: 'third.pdf', content: notAsked }))).toEqual({
    ok: false,
    refused,
  });
  expect(explainRefusals(refused, ALLOWED, teamLinesIn('en'))).toEqual([
    'third.pdf: there are too many: at most 2 files',
  ]);
});

async function notAsked(): Promise<never> {
  throw new Error('must not be fetched');
}
