import { closeCase } from '../../functions/close-case/closeCase.ts';
import { followContact } from '../../functions/follow-contact/followContact.ts';
import { lapseDraft } from '../../functions/lapse-draft/lapseDraft.ts';
import { offerCase } from '../../functions/offer-case/offerCase.ts';
import { workCase, type AgentWork } from '../../functions/work-case/workCase.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { makeCase } from '../core/makeCase.ts';
import { makeWorld, type World } from './makeWorld.ts';

/** The task by which a case is offered: gone from the queue once nobody is to be rung for it, however the wait ended. */

const member = (id: string, groups: string[]) => ({ id, name: id, groups });
const ADA = member('ada', ['agents', 'queue:general']);
const BO = member('bo', ['agents', 'queue:general']);
const SUE = member('sue', ['supervisors']);
const DRAFT = { text: 'Within 30 days.', citations: [], turnId: 'turn-1' };
const WAITING: Partial<Case> = {
  state: 'waiting-for-agent',
  owner: 'provider',
  epoch: 2,
  queue: 'general',
  offeredAs: 'task',
  dueAt: '2026-11-24T11:00:00.000Z',
};
const DRAFTED: Partial<Case> = { ...WAITING, state: 'waiting-for-approval', draft: DRAFT };

async function offered(overrides: Partial<Case>): Promise<World> {
  const world = makeWorld();
  const seed = makeCase({ ...WAITING, ...overrides });
  await world.store.create(seed);
  await world.store.saveContact({ contactId: seed.contactId, caseId: seed.caseId, channel: 'chat' });
  await world.presence.seen({ id: 'bo', name: 'Bo', queues: ['general'] });
  const waitsFor = seed.state === 'waiting-for-approval' ? ('approval' as const) : ('agent' as const);
  await offerCase({ caseId: 'C-TEST', taskToken: 'token-1', waitsFor }, world.work);
  expect(await theCase(world)).toMatchObject({ task: 'task-C-TEST-2', taskEpoch: 2 });
  return world;
}
const theCase = async (world: World) => (await world.store.get('C-TEST'))!;
const work = (world: World, who: typeof ADA, what: { do: string } & Record<string, unknown>) =>
  workCase('C-TEST', { epoch: 2, checklist: [], ...what } as unknown as AgentWork, who, world.work);

test.each<[string, typeof ADA, { do: string } & Record<string, unknown>]>([
  ['accepts it from the list', ADA, { do: 'accept' }],
  ['gives it to an agent', SUE, { do: 'assign', agent: 'bo' }],
  ['passes it to another queue', SUE, { do: 'transfer', queue: 'billing' }],
])('it leaves the queue when somebody %s', async (_how, who, what) => {
  const world = await offered({});
  await work(world, SUE, { do: 'priority', priority: 2 });
  expect(world.sent.withdrawn).toEqual([]);
  expect(await work(world, who, what)).toMatchObject({ ok: true });
  expect(world.sent.withdrawn).toEqual(['task-C-TEST-2']);
  expect((await theCase(world)).task).toBeUndefined();
});

test('it leaves the queue when another agent sends the draft', async () => {
  const world = await offered(DRAFTED);
  await work(world, BO, { do: 'send-draft', key: 'key-00001' });
  expect(world.sent.withdrawn).toEqual(['task-C-TEST-2']);
});

test('an agent whose work broke off before the task was withdrawn withdraws it with the next', async () => {
  const world = await offered({});
  await world.store.transition('accept', await theCase(world), 'agent:ada', {
    agent: { id: 'ada', name: 'ada' },
  });
  await work(world, ADA, { do: 'accept' });
  expect(world.sent.withdrawn).toEqual(['task-C-TEST-2']);
});

test('a draft that lapsed keeps its task: it still brings the case to an agent', async () => {
  const world = await offered(DRAFTED);
  await lapseDraft({ caseId: 'C-TEST' }, world.work);
  await offerCase({ caseId: 'C-TEST', taskToken: 'token-2' }, world.work);
  expect(world.sent).toMatchObject({ tasks: ['task-C-TEST-2'], withdrawn: [] });
});

test('the next offer withdraws what an earlier one left behind, once', async () => {
  const world = await offered({});
  await world.store.transition('requeue', await theCase(world), 'operator', { queue: 'billing' });
  await offerCase({ caseId: 'C-TEST', taskToken: 'token-2' }, world.work);
  await offerCase({ caseId: 'C-TEST', taskToken: 'token-3' }, world.work);
  expect(world.sent).toMatchObject({
    tasks: ['task-C-TEST-2', 'task-C-TEST-3'],
    withdrawn: ['task-C-TEST-2'],
  });
  expect((await theCase(world)).task).toBe('task-C-TEST-3');
});

test('a customer who leaves an unchecked draft and no address is looked for no more, once', async () => {
  const world = await offered({ ...DRAFTED, customer: { identity: 'none', attributes: {} } });
  const { contactId } = await theCase(world);
  const left = { contactId, currentId: contactId, kind: 'DISCONNECTED', at: world.now().toISOString() };
  await followContact(left, world);
  expect(world.sent.woken).toEqual([{ token: 'token-1', output: { outcome: 'abandoned' } }]);
  // The workflow goes on to its last step, which may be repeated.
  await closeCase({ caseId: 'C-TEST' }, world);
  await closeCase({ caseId: 'C-TEST' }, world);
  expect(world.sent.withdrawn).toEqual(['task-C-TEST-2']);
});

test("the client's team that takes over leaves no task behind", async () => {
  const world = await offered({});
  const answer = { kind: 'take-over', text: '', at: world.now().toISOString() } as const;
  await world.store.note('C-TEST', { state: 'with-client', owner: 'client', answer });
  await closeCase({ caseId: 'C-TEST' }, world);
  expect(await theCase(world)).toMatchObject({ state: 'taken-over' });
  expect(world.sent.withdrawn).toEqual(['task-C-TEST-2']);
});

describe('a call back that waits in the queue', () => {
  const asked: Partial<Case> = {
    offeredAs: 'contact',
    channel: 'voice',
    callBack: 'queued',
    contactOpen: false,
  };
  async function queued(): Promise<World> {
    const world = makeWorld();
    const seed = makeCase({ ...WAITING, ...asked });
    await world.store.create(seed);
    await world.store.saveContact({ contactId: seed.contactId, caseId: seed.caseId, channel: 'voice' });
    const at = world.now().toISOString();
    const news = { contactId: seed.contactId, currentId: 'callback-1', kind: 'QUEUED', at };
    await followContact({ ...news, isCallBack: true }, world);
    await followContact({ ...news, currentId: 'transferred' }, world);
    expect(await theCase(world)).toMatchObject({ callBackContact: 'callback-1' });
    return world;
  }

  test('stays while somebody has the case, and leaves with its closing, once', async () => {
    const world = await queued();
    await work(world, ADA, { do: 'accept' });
    expect(world.sent.withdrawn).toEqual([]);
    await work(world, ADA, { do: 'resolve', how: 'Told by mail' });
    await closeCase({ caseId: 'C-TEST' }, world);
    await closeCase({ caseId: 'C-TEST' }, world);
    expect(world.sent.withdrawn).toEqual(['callback-1']);
  });

  test('an agent who came to it ends it themselves', async () => {
    const world = await queued();
    const { contactId } = await theCase(world);
    const at = world.now().toISOString();
    await followContact({ contactId, currentId: 'callback-1', kind: 'CONNECTED_TO_AGENT', at }, world);
    await work(world, ADA, { do: 'accept' });
    await work(world, ADA, { do: 'resolve', how: 'Told on the phone' });
    await closeCase({ caseId: 'C-TEST' }, world);
    expect(world.sent.withdrawn).toEqual([]);
  });
});
