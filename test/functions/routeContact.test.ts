import { offerCase } from '../../functions/offer-case/offerCase.ts';
import { routeContact } from '../../functions/route-contact/routeContact.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { makeConfig, NOW, STRANGER } from '../core/makeCase.ts';
import { makeWorld, type World } from './makeWorld.ts';
import { seeded, waiting, withAda, withClient } from './peopleCase.ts';

const LONG_AGO = new Date(NOW.getTime() - 30 * 60_000).toISOString();
/** A case without a live contact, put before agents. */
const TASK = {
  contactId: 'task-1',
  currentId: 'task-1',
  caseId: 'C-TEST',
  customer: STRANGER,
  step: 'queue',
} as const;

describe('what the flow is told', () => {
  const center = {
    instanceArn: 'i',
    instanceId: 'i',
    flows: {},
    queues: { general: 'arn:general', billing: 'arn:billing' },
  };
  const route = (world: World, step: 'queue' | 'full' | 'closed' | 'silent' | 'after-agent') =>
    routeContact(
      { contactId: 'contact-1', currentId: 'contact-1', channel: 'chat', customer: STRANGER, step },
      { ...world, center },
    );

  test.each<[Parameters<typeof route>[1], Partial<Case>, object]>([
    [
      'queue',
      waiting({ queue: 'billing', priority: 1 }),
      // Whether there is room in it is not known yet: nothing is said of it.
      { next: 'queue', queue: 'arn:billing', priority: '1', message: '' },
    ],
    ['queue', waiting({ queue: 'gone' }), { next: 'queue', queue: 'arn:general' }],
    ['after-agent', { state: 'with-ai', owner: 'ai', epoch: 3 }, { next: 'ai' }],
    ['after-agent', withClient(), { next: 'wait' }],
    ['after-agent', withAda(), { next: 'queue' }],
    ['after-agent', { state: 'closed', owner: 'nobody', closedAs: 'resolved-by-agent' }, { next: 'end' }],
    ['closed', { state: 'closed', owner: 'nobody', closedAs: 'resolved-by-ai' }, { next: 'end' }],
    ['closed', waiting(), { next: 'end' }],
  ])('at %s with %o: %o', async (step, state, expected) => {
    const world = makeWorld();
    await seeded(world, state);
    expect(await route(world, step)).toMatchObject(expected);
  });

  describe('while the contact waits in a queue', () => {
    const there = { ...center, instanceArn: 'arn:instance' };
    const BO_THERE = 'arn:instance/agent/bo';
    type Asked = Partial<Parameters<typeof routeContact>[0]>;
    const ask = (world: World, asked: Asked = {}) =>
      routeContact(
        {
          contactId: 'contact-1',
          currentId: 'contact-1',
          channel: 'chat',
          customer: STRANGER,
          step: 'waiting',
          queue: 'arn:general',
          ...asked,
        },
        { ...world, center: there },
      );
    async function madeWorld(state: Partial<Case>, connectAgent = BO_THERE): Promise<World> {
      const world = makeWorld();
      await seeded(world, state);
      await world.presence.seen({ id: 'bo', name: 'Bo', queues: [], connectAgent });
      // A page without a contact panel takes nothing back.
      world.advance(61_000);
      await world.presence.seen({ id: 'bo', name: 'Bo', queues: [] });
      return world;
    }
    const withBo = withAda({ agent: { id: 'bo', name: 'Bo' } });
    const stays = { next: 'wait', message: '', agent: '', movedTo: '' };

    test.each<[string, Partial<Case>, Asked, object]>([
      ['in its queue', waiting(), {}, stays],
      ['long', waiting(), { step: 'still-waiting' }, { next: 'wait', message: /nobody is free yet/ }],
      ['for half an hour', waiting({ waitingSince: LONG_AGO }), {}, { next: 'wait-long', message: '' }],
      ['on the phone', waiting(), { channel: 'voice' }, { next: 'wait', message: /number 2/ }],
      ['long on the phone', waiting({ waitingSince: LONG_AGO }), { channel: 'voice' }, { next: 'wait' }],
      [
        'in another queue',
        waiting({ queue: 'billing' }),
        {},
        { next: 'queue', queue: 'arn:billing', movedTo: 'arn:billing', message: '' },
      ],
      ['taken meanwhile', withBo, {}, { next: 'agent', agent: BO_THERE, movedTo: BO_THERE, message: '' }],
      ['taken, after a move that failed', withBo, { movedTo: BO_THERE }, { next: 'agent', agent: BO_THERE }],
      // What an agent's own queue is called is Connect's matter.
      [
        'at the agent',
        withBo,
        { queue: 'arn:own', movedTo: BO_THERE, step: 'still-waiting' },
        { ...stays, movedTo: BO_THERE },
      ],
      [
        'at the agent, by phone',
        withBo,
        { queue: 'arn:own', movedTo: BO_THERE, channel: 'voice' },
        { next: 'wait', message: /colleague has your case/ },
      ],
      [
        'given back',
        waiting(),
        { queue: 'arn:own', movedTo: BO_THERE },
        { next: 'queue', queue: 'arn:general', movedTo: 'arn:general' },
      ],
      ['cut off from the agent', withBo, { heldBy: 'bo' }, stays],
      ['with an agent whom Connect doesn’t know', withAda(), {}, stays],
      ['with the client', withClient(), { step: 'still-waiting' }, stays],
      [
        'closed',
        { state: 'closed', owner: 'nobody', closedAs: 'resolved-by-agent' },
        {},
        { next: 'end', message: /survey/ },
      ],
      [
        'closed, by phone',
        { state: 'closed', owner: 'nobody', closedAs: 'resolved-by-agent' },
        { channel: 'voice' },
        { next: 'end', message: /Thank you/ },
      ],
    ])('%s', async (_, state, asked, expected) => {
      const reply = await ask(await madeWorld(state), asked);
      for (const [name, value] of Object.entries(expected))
        if (value instanceof RegExp) expect(reply[name as 'message']).toMatch(value);
        else expect(reply[name as 'message']).toBe(value);
    });

    test('an account of another instance is nobody’s', async () => {
      expect(await ask(await madeWorld(withBo, 'arn:other/agent/bo'))).toMatchObject(stays);
    });

    test('come to its new queue it is ranked there once, and its leaving the old one is no end', async () => {
      const world = await madeWorld(waiting({ queue: 'billing', priority: 2 }));
      await ask(world);
      expect(await world.store.getContact('contact-1')).toMatchObject({ leaving: 'contact-1' });
      const arrived = { currentId: 'contact-2', queue: 'arn:billing', movedTo: 'arn:billing' };
      expect(await ask(world, arrived)).toMatchObject(stays);
      await ask(world, { ...arrived, movedTo: '' });
      expect(world.sent.priorities).toEqual(['contact-2:2']);
    });

    test('who had the case when it came into the queue is noted', async () => {
      const world = makeWorld();
      await seeded(world, withAda());
      expect(await route(world, 'after-agent')).toMatchObject({ next: 'queue', heldBy: 'ada', movedTo: '' });
    });
  });

  test('words that never reached the bot: people get a case with the contact all the same', async () => {
    const world = makeWorld();
    const first = {
      contactId: 'contact-9',
      currentId: 'contact-9',
      step: 'queue' as const,
      channel: 'voice' as const,
      customer: { name: 'Jo', phone: '+436641000001', identity: 'none' as const, attributes: {} },
    };
    const queued = () => routeContact(first, { ...world, center });
    expect(await queued()).toMatchObject({ next: 'queue' });
    expect(await queued()).toMatchObject({ next: 'queue' });
    const { caseId } = (await world.store.getContact('contact-9'))!;
    expect(await world.store.get(caseId)).toMatchObject({
      state: 'waiting-for-agent',
      owner: 'provider',
      reason: { code: 'ai-unavailable' },
      offeredAs: 'contact',
      customer: { phone: '+436641000001' },
    });
    expect(await world.store.turns(caseId)).toHaveLength(1);
  });

  test('the same in a language that only people speak: looked for is somebody who speaks it', async () => {
    const french = { names: ['french'], languages: { fr: 'french' } };
    const voice = {
      greeting: 'Hello.',
      languages: [{ locale: 'en_GB' as const, voice: 'Amy' }],
      peopleSpeak: [{ locale: 'fr_FR' as const }],
    };
    const world = makeWorld();
    const deps = { ...world, center, config: makeConfig({ skills: french, voice }) };
    const call = { contactId: 'contact-9', currentId: 'contact-9', step: 'queue', channel: 'voice' } as const;
    expect(await routeContact({ ...call, customer: STRANGER, speaks: 'fr-FR' }, deps)).toMatchObject({
      next: 'queue',
      language: 'fr',
    });
    const { caseId } = (await world.store.getContact('contact-9'))!;
    expect(await world.store.get(caseId)).toMatchObject({ language: 'fr', skills: ['french'] });
  });

  test('a case whose turn broke off goes to people with its contact, and the sweeper finds it', async () => {
    const world = makeWorld();
    const { epoch } = await seeded(world, { state: 'with-ai', owner: 'ai' });
    expect(await route(world, 'queue')).toMatchObject({ next: 'queue', queue: 'arn:general' });
    expect(await world.store.get('C-TEST')).toMatchObject({
      state: 'waiting-for-agent',
      owner: 'provider',
      epoch: epoch + 1,
      reason: { code: 'ai-unavailable' },
      dueAt: world.now().toISOString(),
    });
  });

  describe('a case that asks for skills', () => {
    const skills = ['german', 'tents'];
    const config = makeConfig({ skills: { names: skills, waitSeconds: 60 } });

    test('has them asked of Connect before it is queued', async () => {
      const world = makeWorld({ config });
      await seeded(world, waiting({ skills, priority: 2 }));
      expect(await route(world, 'queue')).toMatchObject({ next: 'queue' });
      expect(world.sent.asked).toEqual([
        { contactId: 'contact-1', attribute: 'test-shop-skills', skills, waitSeconds: 60, priority: 2 },
      ]);
    });

    test('is queued all the same when Connect refuses', async () => {
      const world = makeWorld({ config });
      await seeded(world, waiting({ skills }));
      const contacts = { ...world.contacts, askForSkills: async () => false };
      expect(
        await routeContact(
          {
            contactId: 'contact-1',
            currentId: 'contact-1',
            channel: 'chat',
            customer: STRANGER,
            step: 'queue',
          },
          { ...world, center, contacts },
        ),
      ).toMatchObject({ next: 'queue' });
    });

    test('asks for none while the AI has it', async () => {
      const world = makeWorld({ config });
      await seeded(world, { state: 'with-ai', owner: 'ai', epoch: 3, skills });
      await route(world, 'after-agent');
      expect(world.sent.asked).toEqual([]);
    });
  });

  test('an unknown case still gets to the first queue', async () => {
    expect(await route(makeWorld(), 'queue')).toMatchObject({
      next: 'queue',
      queue: 'arn:general',
      caseId: '',
    });
  });

  test.each([
    ['queue', 0, 'noAgents', 'signed in'],
    ['full', 1, 'queueFull', 'More people are waiting'],
  ] as const)('at %s with %i agents there: answered elsewhere', async (step, agents, why, words) => {
    const unavailable = { noAgents: 'email', queueFull: 'email' } as const;
    const world = makeWorld({ config: makeConfig({ unavailable }) });
    world.online.agents = agents;
    await seeded(world, waiting());
    const told = await route(world, step);
    expect(told).toMatchObject({ next: 'ai', message: expect.stringContaining(words) });
    expect(told.message).toContain('j•••@mail.example');
    expect(await world.store.get('C-TEST')).toMatchObject({
      state: 'waiting-for-agent',
      offeredAs: 'task',
    });
    expect(world.sent.woken).toMatchObject([{ output: { outcome: 'offer-again' } }]);
    expect((await world.store.events('C-TEST')).at(-1)).toMatchObject({
      kind: 'nobody-free',
      detail: { why },
    });
  });

  test('what is said to a chat with people is in a language that people speak, to one with the AI in the client’s', async () => {
    const skills = { names: ['french'], languages: { fr: 'french' } };
    const world = makeWorld({ config: makeConfig({ skills, unavailable: { noAgents: 'email' } }) });
    world.online.agents = 0;
    await seeded(world, waiting({ language: 'fr' }));
    expect(await route(world, 'queue')).toMatchObject({
      language: 'fr',
      message: expect.stringMatching(/^Personne de notre équipe.*par e-mail à l'adresse/),
    });
    const back = makeWorld({ config: world.config });
    await seeded(back, { state: 'with-ai', owner: 'ai', language: 'fr' });
    expect(await route(back, 'after-agent')).toMatchObject({ language: 'en', next: 'ai' });
  });

  test('a task is queued although nobody is there: it waits for whoever comes', async () => {
    const world = makeWorld({ config: makeConfig({ unavailable: { noAgents: 'email' } }) });
    world.online.agents = 0;
    await seeded(world, waiting());
    expect(await routeContact(TASK, { ...world, center })).toMatchObject({ next: 'queue' });
    expect(world.sent.woken).toEqual([]);
  });

  test.each([
    ['an agent has it', withAda()],
    ['it is with the AI again', { state: 'with-ai', owner: 'ai', epoch: 3 }],
    ['it is closed', { state: 'closed', owner: 'nobody', epoch: 3 }],
  ] as [string, Partial<Case>][])('a task whose case waits no more ends: %s', async (_, state) => {
    const world = makeWorld();
    const { state: before } = await seeded(world, state);
    expect(await routeContact(TASK, { ...world, center })).toMatchObject({ next: 'end' });
    expect((await world.store.get('C-TEST'))!.state).toBe(before);
  });

  test('somebody is there, or Connect does not say: the queue', async () => {
    const world = makeWorld({ config: makeConfig({ unavailable: { noAgents: 'email' } }) });
    await seeded(world, waiting());
    expect(await route(world, 'queue')).toMatchObject({ next: 'queue' });
    world.online.agents = undefined;
    expect(await route(world, 'queue')).toMatchObject({ next: 'queue' });
  });

  test('the client’s on-call is told once', async () => {
    const onCall = { name: 'Kim', email: 'kim@shop.example', language: 'fr' } as const;
    const unavailable = { noAgents: 'on-call', onCall } as const;
    const world = makeWorld({ config: makeConfig({ unavailable }) });
    world.online.agents = 0;
    await seeded(world, waiting({ urgency: 'critical' }));
    await route(world, 'queue');
    for (const taskToken of ['one', 'two']) await offerCase({ caseId: 'C-TEST', taskToken }, world.work);
    expect(world.sent.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['kim@shop.example', 'Astreinte : dossier C-TEST (urgence critique) et personne n’est là'],
    ]);
    expect(world.sent.tasks).toEqual(['task-C-TEST-2']);
  });

  test('every value is text, as flows demand', async () => {
    const world = makeWorld();
    await seeded(world, waiting());
    expect(Object.values(await route(world, 'queue')).every(value => typeof value === 'string')).toBe(true);
  });

  test('a silent customer closes the case and is told so', async () => {
    const world = makeWorld();
    await seeded(world);
    expect((await route(world, 'silent')).next).toBe('end');
    expect(await world.store.get('C-TEST')).toMatchObject({ state: 'closed', closedAs: 'customer-silent' });
  });
});
