import { superviseCases } from '../../functions/oversee-cases/superviseCases.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { makeCase } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';
import { MINUTE, withAda } from './workspaceCase.ts';

test('supervision counts who waits and who works', async () => {
  const world = makeWorld();
  const due = (minutes: number) => new Date(world.now().getTime() + minutes * MINUTE).toISOString();
  const provider = { owner: 'provider' as const, queue: 'general', epoch: 2 };
  const cases: Partial<Case>[] = [
    { ...provider, state: 'waiting-for-agent', dueAt: due(20), waitingSince: due(-12) },
    { ...provider, state: 'waiting-for-agent', dueAt: due(5), waitingSince: due(-3) },
    { ...provider, state: 'waiting-for-approval', dueAt: due(2), waitingSince: due(-1) },
    { ...provider, ...withAda, dueAt: due(-1) },
    { ...provider, queue: 'billing', state: 'with-client', owner: 'client', dueAt: due(600) },
    { state: 'with-ai', owner: 'ai', dueAt: due(1) },
  ];
  for (const [n, overrides] of cases.entries())
    await world.store.create(makeCase({ caseId: `C-${n}`, ...overrides }));
  await world.presence.seen({ id: 'bo', name: 'Bo', queues: ['general'] });
  expect(await superviseCases(world)).toMatchObject({
    queues: [
      {
        id: 'general',
        waiting: 2,
        longestWaitSeconds: 720,
        drafts: 1,
        withAgents: 1,
        withClient: 0,
        atRisk: 3,
      },
      { id: 'billing', waiting: 0, longestWaitSeconds: 0, withClient: 1, atRisk: 0 },
    ],
    agents: [
      { name: 'Ada', cases: [{ caseId: 'C-3', deadline: { state: 'missed' } }] },
      { name: 'Bo', cases: [] },
    ],
    atRisk: [{ caseId: 'C-3' }, { caseId: 'C-2' }, { caseId: 'C-1' }],
    partial: false,
  });
});
