import { workCase, type AgentWork } from '../../functions/work-case/workCase.ts';
import type { Case, Reply } from '../../layers/core/domain/case.ts';
import { makeCase } from '../core/makeCase.ts';
import type { World } from './makeWorld.ts';

export const MINUTE = 60_000;
export const ADA = { id: 'ada', name: 'Ada' };
export const BO = { id: 'bo', name: 'Bo' };
export const AGENTS = ['agents', 'queue:general'];
export const OVERDUE = '2026-11-24T00:00:00.000Z';
export const said = (reply: Partial<Reply>): Reply => ({
  text: 'x',
  by: 'ai',
  at: OVERDUE,
  via: 'email',
  ...reply,
});

/** A case in the given state, with its contact. */
export async function seeded(world: World, overrides: Partial<Case> = {}): Promise<Case> {
  const seed = makeCase({
    customer: { identity: 'claimed', email: 'jo@mail.example', attributes: {} },
    ...overrides,
  });
  await world.store.create(seed);
  await world.store.saveContact({ contactId: seed.contactId, caseId: seed.caseId, channel: 'chat' });
  return (await world.store.get(seed.caseId))!;
}
export const waiting = (more: Partial<Case> = {}): Partial<Case> => ({
  state: 'waiting-for-agent',
  owner: 'provider',
  epoch: 2,
  offeredAs: 'contact',
  queue: 'general',
  reason: { code: 'wants-person', text: 'Asked for a person.' },
  waiting: { for: 'agent', token: 'token-1' },
  ...more,
});
export const withAda = (more: Partial<Case> = {}) => waiting({ state: 'with-agent', agent: ADA, ...more });
export const withClient = (more: Partial<Case> = {}): Partial<Case> => ({
  state: 'with-client',
  owner: 'client',
  epoch: 3,
  ask: 'May we refund?',
  waiting: { for: 'client', token: 'token-2' },
  ...more,
});
export type Work = { do: AgentWork['do'] } & Record<string, unknown>;
export const work = (world: World, what: Work, epoch = 2, agent = ADA) =>
  workCase(
    'C-TEST',
    { epoch, checklist: [], ...what } as unknown as AgentWork,
    { ...agent, groups: AGENTS },
    world.work,
  );
export const tokenOf = async (world: World, epoch = 3) =>
  (await world.links.handoff('C-TEST', epoch, 7)).split('/').at(-1)!;
