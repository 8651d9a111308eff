import { workCase, type AgentWork } from '../../functions/work-case/workCase.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { makeCase } from '../core/makeCase.ts';
import type { World } from './makeWorld.ts';

export const MINUTE = 60_000;
export const ADA = { id: 'ada', name: 'Ada', groups: ['agents', 'queue:general'] };
export const BO = { id: 'bo', name: 'Bo', groups: ['agents', 'queue:general', 'queue:billing'] };
export const CY = { id: 'cy', name: 'Cy', groups: ['agents', 'queue:billing'] };
export const SUE = { id: 'sue', name: 'Sue', groups: ['supervisors'] };
export const REY = { id: 'rey', name: 'Rey', groups: ['reviewers'] };

type Work = { do: AgentWork['do'] } & Record<string, unknown>;
export const work = (world: World, who: typeof ADA, what: Work, epoch = 2) =>
  workCase('C-TEST', { epoch, ...what } as unknown as AgentWork, who, world.work);

export async function seeded(world: World, overrides: Partial<Case> = {}): Promise<void> {
  const seed = makeCase({
    state: 'waiting-for-agent',
    owner: 'provider',
    epoch: 2,
    queue: 'general',
    offeredAs: 'contact',
    topic: 'sizing',
    customer: { identity: 'claimed', email: 'jo@mail.example', attributes: {} },
    waiting: { for: 'agent', token: 'token-1' },
    ...overrides,
  });
  await world.store.create(seed);
  await world.store.saveContact({ contactId: seed.contactId, caseId: seed.caseId, channel: 'chat' });
  await world.store.addTurn({
    turnId: 'turn-1',
    caseId: seed.caseId,
    contactId: seed.contactId,
    channel: 'chat',
    at: world.now().toISOString(),
    customer: 'Which size fits me?',
    decision: {
      topic: 'sizing',
      confidence: 0.9,
      urgency: 'normal',
      sentiment: 'neutral',
      route: 'draft',
      reasons: [],
    },
  });
}
export const withAda: Partial<Case> = { state: 'with-agent', agent: { id: 'ada', name: 'Ada' } };
export const DRAFT = {
  text: 'Size 42 fits.',
  citations: [{ id: 'sizing#table-1', title: 'Sizes' }],
  turnId: 'turn-1',
};
export const drafted = (world: World): Partial<Case> => ({
  state: 'waiting-for-approval',
  offeredAs: 'task',
  draft: DRAFT,
  dueAt: new Date(world.now().getTime() + 2 * MINUTE).toISOString(),
  waiting: { for: 'approval', token: 'token-1' },
});
export const theCase = (world: World) => world.store.get('C-TEST');
export const corrections = async (world: World) => (await world.corrections.list({})).items;
