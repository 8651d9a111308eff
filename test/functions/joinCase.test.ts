import type { Customer } from '../../layers/core/domain/case.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';
import { makeCase } from '../core/makeCase.ts';
import { makeWorld, type World } from './makeWorld.ts';

const LIAM: Customer = { customerId: 'K-1006', name: 'Liam', identity: 'verified', attributes: {} };
const STRANGER: Customer = { name: 'Liam', identity: 'none', attributes: {} };

/** Liam waits for an agent, in a chat he has left; in another he talks to the AI. */
async function stage(here: Partial<Customer> = { ...LIAM, provedIn: 'chat-2' }, more = {}) {
  const world = makeWorld();
  await world.store.create(
    makeCase({
      caseId: 'C-OLD',
      contactId: 'chat-1',
      contactOpen: false,
      state: 'waiting-for-agent',
      owner: 'provider',
      epoch: 2,
      customer: { ...LIAM, provedIn: 'chat-1' },
    }),
  );
  await world.store.saveContact({ contactId: 'chat-1', caseId: 'C-OLD', channel: 'chat' });
  await say(world, '0', 'Where is my order?');
  const { caseId } = (await world.store.getContact('chat-2'))!;
  await world.store.note(caseId, { customer: { ...STRANGER, ...here }, ...more });
  return { world, own: caseId };
}

const say = (world: World, turn: string, text: string, customer = STRANGER) =>
  openCase({ turnId: `chat-2:${turn}`, contactId: 'chat-2', channel: 'chat', text, customer }, world);

test('after a code the conversation goes on in the case that lies open, with what was said', async () => {
  const { world, own } = await stage();
  const opened = await say(world, '1', 'And my complaint?');
  expect(opened).toMatchObject({
    mayAnswer: false,
    case: {
      caseId: 'C-OLD',
      state: 'waiting-for-agent',
      contactId: 'chat-2',
      contactOpen: true,
      recontacts: 1,
      customer: { identity: 'verified', provedIn: 'chat-2' },
    },
  });
  expect((await world.store.turns('C-OLD')).map(({ customer }) => customer)).toEqual([
    'Where is my order?',
    'And my complaint?',
  ]);
  expect(await world.store.get(own)).toMatchObject({ state: 'closed', closedAs: 'joined' });
  expect((await world.store.events('C-OLD')).map(({ kind }) => kind)).toContain('joined');
  // Further messages, and the same one again, are no further coming back.
  await say(world, '1', 'And my complaint?');
  expect((await say(world, '2', 'Hello?')).case).toMatchObject({ caseId: 'C-OLD', recontacts: 1 });
});

test('cut off in the middle it is done once all the same', async () => {
  const { world } = await stage();
  const { saveContact } = world.store;
  world.store.saveContact = async () => {
    throw new Error('killed');
  };
  await expect(say(world, '1', 'And my complaint?')).rejects.toThrow('killed');
  world.store.saveContact = saveContact;
  expect((await say(world, '1', 'And my complaint?')).case).toMatchObject({ caseId: 'C-OLD', recontacts: 1 });
});

test.each<[string, Partial<Customer>, object]>([
  ['a claim', { ...LIAM, identity: 'claimed' }, {}],
  ['a proof given elsewhere', { ...LIAM, provedIn: 'chat-9' }, {}],
  ['somebody else', { ...LIAM, customerId: 'K-1', provedIn: 'chat-2' }, {}],
  ['a dialog under way', { ...LIAM, provedIn: 'chat-2' }, { dialog: { action: 'track', state: {} } }],
])('%s leads to no other case', async (_what, here, more) => {
  const { world, own } = await stage(here, more);
  expect((await say(world, '1', 'And my complaint?')).case.caseId).toBe(own);
  expect(await world.store.get('C-OLD')).toMatchObject({ recontacts: 0, contactId: 'chat-1' });
});

test('a case in which they talk at this moment is left alone', async () => {
  const { world, own } = await stage();
  await world.store.note('C-OLD', { contactOpen: true });
  expect((await say(world, '1', 'And my complaint?')).case.caseId).toBe(own);
});
