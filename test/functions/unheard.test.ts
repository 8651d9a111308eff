import { recordMessage } from '../../functions/record-message/recordMessage.ts';
import { routeContact } from '../../functions/route-contact/routeContact.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';
import { STRANGER } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';

/* What the bot never brought us is only known from Connect's stream. */

const center = { instanceArn: 'i', instanceId: 'i', flows: {}, queues: { general: 'arn:general' } };
type World = ReturnType<typeof makeWorld>;

const hear = (world: World, id: string, text: string, at = world.now().toISOString()) =>
  recordMessage({ id, contactId: 'contact-1', at, role: 'CUSTOMER', name: 'Jo', text }, world);
const goToPeople = (world: World) =>
  routeContact(
    { contactId: 'contact-1', currentId: 'contact-1', step: 'queue', channel: 'chat', customer: STRANGER },
    { ...world, center },
  );
const turn = (world: World, number: string, text: string) =>
  openCase(
    { turnId: `contact-1:${number}`, contactId: 'contact-1', channel: 'chat', text, customer: STRANGER },
    world,
  );
async function kept(world: World) {
  const contact = await world.store.getContact('contact-1');
  if (!contact) return undefined;
  const turns = await world.store.turns(contact.caseId);
  return {
    state: (await world.store.get(contact.caseId))!.state,
    said: turns.map(({ customer }) => customer),
  };
}

test('the first message opens a case for people', async () => {
  const world = makeWorld();
  expect(await hear(world, 'm1', 'My stove leaks')).toBe('heard');
  expect(await goToPeople(world)).toMatchObject({ next: 'queue', caseId: expect.stringMatching(/^C-/) });
  expect(await kept(world)).toEqual({ state: 'waiting-for-agent', said: ['My stove leaks'] });
});

test('so does one that the stream brings only afterwards', async () => {
  const world = makeWorld();
  const at = world.now().toISOString();
  world.advance(1_000);
  await goToPeople(world);
  expect(await kept(world)).toBeUndefined();
  await hear(world, 'm1', 'My stove leaks', at);
  await hear(world, 'm1', 'My stove leaks', at);
  expect(await kept(world)).toEqual({ state: 'waiting-for-agent', said: ['My stove leaks'] });
  // The flow has gone on without a case: whoever takes the contact is to see it.
  const { caseId } = (await world.store.getContact('contact-1'))!;
  expect(await world.contacts.attributes('contact-1')).toMatchObject({ caseId });
});

test('of what was said before, what stands in turns is not kept twice', async () => {
  const world = makeWorld();
  for (const [n, text] of ['Hello', 'yes', 'yes'].entries()) {
    await hear(world, `m${n}`, text);
    if (n < 2) await turn(world, `000${n}`, text);
    world.advance(1_000);
  }
  await goToPeople(world);
  await goToPeople(world);
  expect(await kept(world)).toEqual({ state: 'waiting-for-agent', said: ['Hello', 'yes', 'yes'] });
});

test('a turn that was stored and broke off later is as it was', async () => {
  const world = makeWorld();
  await hear(world, 'm1', 'Hello');
  await turn(world, '0000', 'Hello');
  await goToPeople(world);
  expect(await kept(world)).toEqual({ state: 'waiting-for-agent', said: ['Hello'] });
});

test('what is said to the AI once it has the chat again is a turn, whatever broke off before', async () => {
  const world = makeWorld();
  await hear(world, 'm1', 'Hello');
  await goToPeople(world);
  const { caseId } = (await world.store.getContact('contact-1'))!;
  const taken = await world.store.transition('accept', (await world.store.get(caseId))!, 'agent:ada');
  await world.store.transition('back-to-ai', taken.ok ? taken.case : taken.current!, 'agent:ada');
  world.advance(60_000);
  await hear(world, 'm2', 'And now?');
  expect(await kept(world)).toEqual({ state: 'with-ai', said: ['Hello'] });
});

test('a stream that is slower than the turn brings nothing twice', async () => {
  const world = makeWorld();
  const at = world.now().toISOString();
  await turn(world, '0000', 'A person, please');
  const { caseId } = (await world.store.getContact('contact-1'))!;
  world.advance(1_000);
  await world.store.transition('escalate', (await world.store.get(caseId))!, 'ai');
  world.advance(1_000);
  expect(await hear(world, 'm1', 'A person, please', at)).toBe('heard');
  expect(await kept(world)).toEqual({ state: 'waiting-for-agent', said: ['A person, please'] });
});

test('what is said while the turn before brings the chat to people is kept', async () => {
  const world = makeWorld();
  await hear(world, 'm1', 'A person, please');
  await turn(world, '0000', 'A person, please');
  world.advance(500);
  await hear(world, 'm2', 'My order is 1001');
  const { caseId } = (await world.store.getContact('contact-1'))!;
  world.advance(500);
  await world.store.transition('escalate', (await world.store.get(caseId))!, 'ai');
  await goToPeople(world);
  expect(await kept(world)).toEqual({
    state: 'waiting-for-agent',
    said: ['A person, please', 'My order is 1001'],
  });
});
