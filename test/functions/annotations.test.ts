import { createHandler as createOversight } from '../../functions/oversee-cases/handler.ts';
import { labelledOf } from '../../cli/corrections/labelled.ts';
import { makeConfig } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';
import { MINUTE, ADA, work, seeded, withAda, theCase, corrections } from './workspaceCase.ts';

describe('what agents write down', () => {
  test('notes are kept once and are no words to the customer', async () => {
    const world = makeWorld();
    await seeded(world, withAda);
    for (let times = 0; times < 2; times++)
      await work(world, ADA, { do: 'note', key: 'key-00001', text: 'Called the shop.' });
    const notes = (await world.store.events('C-TEST')).filter(({ kind }) => kind === 'note');
    expect(notes).toMatchObject([{ by: 'agent:ada', detail: { text: 'Called the shop.' } }]);
    expect(world.sent.chat).toEqual([]);
  });

  test('the right triage is a correction each, and shortens the wait', async () => {
    const world = makeWorld();
    await seeded(world, { dueAt: new Date(world.now().getTime() + 30 * MINUTE).toISOString() });
    expect(await work(world, ADA, { do: 'triage', topic: 'nothing' })).toMatchObject({
      code: 'unknown-topic',
    });
    await work(world, ADA, { do: 'triage', topic: 'returns', urgency: 'critical' });
    expect(await theCase(world)).toMatchObject({
      topic: 'returns',
      urgency: 'critical',
      dueAt: new Date(world.now().getTime() + 5 * MINUTE).toISOString(),
    });
    expect(world.sent.woken).toMatchObject([{ output: { outcome: 'offer-again', agentSeconds: 300 } }]);
    expect((await corrections(world)).map(({ kind, before, after }) => [kind, before, after])).toEqual(
      expect.arrayContaining([
        ['topic-corrected', 'sizing', 'returns'],
        ['urgency-corrected', 'normal', 'critical'],
      ]),
    );
  });

  test('a corrected topic teaches once a reviewer says so, and nobody else may; the last verdict counts', async () => {
    const world = makeWorld();
    await seeded(world);
    await work(world, ADA, { do: 'triage', topic: 'returns' });
    const call = async (verdict: string, groups: string, id = 'C-TEST:topic-corrected:returns') => {
      const { statusCode } = await createOversight(async () => world as never)({
        routeKey: `POST /corrections/{id}/${verdict}`,
        pathParameters: { id },
        requestContext: {
          authorizer: { jwt: { claims: { sub: 'rey', name: 'Rey', 'cognito:groups': groups } } },
        },
      } as never);
      return statusCode;
    };
    expect(await call('approve', '[agents supervisors]')).toBe(403);
    expect(await call('approve', '[reviewers]', 'C-NONE:topic-corrected:x')).toBe(404);
    expect((await corrections(world))[0]!.review).toBeUndefined();
    const verdicts = [];
    for (const verdict of ['refuse', 'approve']) {
      expect(await call(verdict, '[reviewers]')).toBe(200);
      verdicts.push((await corrections(world))[0]!.review);
    }
    expect(verdicts).toMatchObject([{ verdict: 'refused', by: 'rey' }, { verdict: 'approved' }]);
    expect(labelledOf(await corrections(world), [], new Set(['returns']))).toEqual({
      examples: [{ text: 'Which size fits me?', topic: 'returns' }],
      unknown: [],
    });
  });

  test('a hand-over needs the whole protocol of the case’s topic', async () => {
    const config = makeConfig({
      checklist: [
        { id: 'looked-up', text: 'Looked up' },
        { id: 'photos-there', text: 'Photos', topics: ['sizing'] },
        { id: 'ledger-read', text: 'Ledger', topics: ['chargeback'] },
      ],
    });
    const world = makeWorld({ config });
    await seeded(world, withAda);
    const handOff = { do: 'hand-off', ask: 'May we?' } as const;
    expect(await work(world, ADA, { ...handOff, checklist: ['looked-up'] })).toMatchObject({
      code: 'checklist',
      more: { missing: [{ id: 'photos-there', text: 'Photos' }] },
    });
    expect((await theCase(world))!.state).toBe('with-agent');
    expect(await work(world, ADA, { ...handOff, checklist: ['looked-up', 'photos-there'] })).toMatchObject({
      case: { state: 'with-client' },
    });
  });

  test('wrap-up codes are the client’s', async () => {
    const world = makeWorld({ config: makeConfig({ wrapUpCodes: [{ id: 'solved', title: 'Solved' }] }) });
    await seeded(world, withAda);
    expect(await work(world, ADA, { do: 'resolve', how: 'x', wrapUp: 'other' })).toMatchObject({
      code: 'unknown-wrap-up',
    });
    await work(world, ADA, { do: 'resolve', how: 'x', wrapUp: 'solved' });
    expect(await theCase(world)).toMatchObject({ state: 'closed', wrapUp: 'solved' });
  });
});
