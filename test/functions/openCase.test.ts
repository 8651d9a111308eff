import { caseIdOf, openCase } from '../../layers/core/turns/openCase.ts';
import { recordTurn } from '../../functions/record-turn/recordTurn.ts';
import type { Customer } from '../../layers/core/domain/case.ts';
import { customerIn } from '../../layers/core/domain/identity.ts';
import { makeWorld, type World } from './makeWorld.ts';
import { DAY, message, decided, answered, opened } from './turnSteps.ts';

describe('open-case', () => {
  test('stores the message and opens one case, however often it is delivered', async () => {
    const world = makeWorld();
    const first = await openCase(message(), world);
    const again = await openCase(message(), world);
    expect(again.case.caseId).toBe(first.case.caseId);
    expect(first.mayAnswer).toBe(true);
    const turns = await world.store.turns(first.case.caseId);
    expect(turns.map(({ customer }) => customer)).toEqual(['How do I return boots?']);
    expect((await world.store.events(first.case.caseId)).map(({ kind }) => kind)).toEqual(['open']);
  });

  test('a turn that was answered is given its recorded answer', async () => {
    const world = makeWorld();
    const { soFar } = await opened(world);
    const result = await recordTurn({ ...soFar, ...answered('Within 30 days.') }, world);
    const again = await openCase(message(), world);
    expect(again.recorded).toMatchObject({
      sources: ['a#1'],
      reply: 'Within 30 days.',
      language: 'en',
      outcome: 'continue',
      epoch: result.epoch,
    });
  });

  test('a turn whose workflow was never started asks for it again, until one runs', async () => {
    const world = makeWorld();
    const { soFar } = await opened(world);
    await recordTurn({ ...soFar, failed: 'triage-turn' }, world);
    expect((await openCase(message(), world)).recorded).toMatchObject({ escalation: true });
    await world.store.note(soFar.caseId, { execution: 'under-way' });
    expect((await openCase(message(), world)).recorded).toMatchObject({ escalation: false });
  });

  test('the next turn knows what was said', async () => {
    const world = makeWorld();
    const { soFar } = await opened(world);
    await recordTurn({ ...soFar, ...answered('Within 30 days.') }, world);
    const { turn } = await opened(world, { turnId: 'contact-1:0001', text: 'And to Germany?' });
    expect(turn.history).toEqual([
      { customer: 'How do I return boots?', reply: 'Within 30 days.', cited: ['a#1'] },
    ]);
  });

  test('a customer who comes back within the days reopens the case, later starts a new one', async () => {
    const world = makeWorld();
    const { turn, soFar } = await opened(world);
    await recordTurn({ ...soFar, decision: decided('close') }, world);
    const { caseId } = turn.case;

    world.advance(2 * DAY);
    const back = await openCase(message({ contactId: 'contact-2', turnId: 'contact-2:0000', caseId }), world);
    expect(back.case).toMatchObject({
      caseId,
      state: 'with-ai',
      recontacts: 1,
      epoch: 3,
      contactId: 'contact-2',
    });
    expect(back.case.closedAs).toBeUndefined();

    await recordTurn({ ...soFar, turnId: 'contact-2:0000', epoch: 3, decision: decided('close') }, world);
    world.advance(8 * DAY);
    const late = await openCase(message({ contactId: 'contact-3', turnId: 'contact-3:0000', caseId }), world);
    expect(late.case.caseId).toBe(caseIdOf('contact-3'));
    expect(late.case.recontacts).toBe(0);
  });

  test('what the site vouched for is not lost by a message that knows less', async () => {
    const world = makeWorld();
    await openCase(
      message({ customer: { identity: 'verified', customerId: 'K1', tier: 'vip', attributes: {} } }),
      world,
    );
    const { case: later } = await openCase(message({ turnId: 'contact-1:0001' }), world);
    expect(later.customer).toMatchObject({ identity: 'verified', customerId: 'K1' });
    expect(await world.store.casesOf('K1', 5)).toHaveLength(1);
  });
});

describe('who is in a case', () => {
  const K1 = { identity: 'verified' as const, customerId: 'K1', attributes: {} };
  const first = async (world: World) => {
    const { case: begun } = await openCase(message({ customer: K1 }), world);
    await world.store.note(begun.caseId, { contactOpen: false });
    return begun;
  };
  const from2 = (customer: Customer, more = {}) =>
    message({ contactId: 'contact-2', turnId: 'contact-2:0000', customer, ...more });

  test('who has proved who they are finds the case they left open, on any channel, and has come back once', async () => {
    const world = makeWorld();
    const begun = await first(world);
    const call = { channel: 'voice' as const };
    const { case: found } = await openCase(from2(K1, call), world);
    expect(found).toMatchObject({ caseId: begun.caseId, contactId: 'contact-2', recontacts: 1 });
    const { case: again } = await openCase(from2(K1, { ...call, turnId: 'contact-2:0001' }), world);
    expect(again).toMatchObject({ caseId: begun.caseId, recontacts: 1 });
  });

  test.each([
    ['who only says so', { identity: 'claimed' as const, customerId: 'K1', attributes: {} }],
    ['somebody else', { identity: 'verified' as const, customerId: 'K2', attributes: {} }],
  ])('%s begins anew', async (_who, customer) => {
    const world = makeWorld();
    const begun = await first(world);
    expect((await openCase(from2(customer), world)).case.caseId).not.toBe(begun.caseId);
  });

  test('a case in which the customer is talking at this moment is left alone', async () => {
    const world = makeWorld();
    const begun = await first(world);
    await world.store.note(begun.caseId, { contactOpen: true });
    expect((await openCase(from2(K1), world)).case.caseId).not.toBe(begun.caseId);
  });

  test('somebody else at the same browser is not in it, whatever the browser remembers', async () => {
    const world = makeWorld();
    const { caseId } = await first(world);
    const other = { ...K1, customerId: 'K2' };
    const opened = await openCase(from2(other, { caseId }), world);
    expect(opened.case).toMatchObject({ caseId: caseIdOf('contact-2'), customer: { customerId: 'K2' } });
  });

  test('what was proved in one contact counts in no other, until it is proved there', async () => {
    const world = makeWorld();
    const { caseId } = await first(world);
    const stranger = { identity: 'none' as const, attributes: {} };
    const { case: resumed } = await openCase(from2(stranger, { caseId }), world);
    expect(resumed.customer).toMatchObject({ identity: 'verified', provedIn: 'contact-1' });
    expect(customerIn('contact-2', resumed.customer).identity).toBe('claimed');
    const { case: proved } = await openCase(from2(K1, { turnId: 'contact-2:0001' }), world);
    expect(customerIn('contact-2', proved.customer).identity).toBe('verified');
  });
});
