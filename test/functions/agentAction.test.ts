import { makeConfig } from '../core/makeCase.ts';
import { makeWorld, type World } from './makeWorld.ts';
import { ADA, BO, work, seeded, withAda } from './workspaceCase.ts';

describe('an action that an agent runs', () => {
  const config = makeConfig({
    service: { url: 'https://service.example' },
    actions: [
      {
        id: 'cancel-order',
        title: 'Cancel',
        topics: ['returns'],
        identity: 'verified',
        inputs: { order: { ask: 'Which order?', pattern: '^\\d{4}$' } },
        confirm: 'Shall I cancel {order}?',
        identify: {
          url: '{service}/orders/{order}',
          emailField: 'email',
          customerIdField: 'customerId',
        },
        request: { method: 'POST', url: '{service}/orders/{order}/cancellation' },
        receipt: 'Order {order} is {status}.',
        notFound: 'There is no such order.',
      },
    ],
  });
  const act = (world: World, more: object = {}) =>
    work(world, ADA, { do: 'action', action: 'cancel-order', inputs: {}, confirmed: false, ...more });

  test('asks for what is missing, the code, the yes; then there is a receipt, once', async () => {
    const world = makeWorld({ config });
    await seeded(world, withAda);
    expect(await act(world)).toMatchObject({ action: { step: 'input', name: 'order', ask: 'Which order?' } });
    expect(await act(world, { inputs: { order: '1001' } })).toMatchObject({
      action: { step: 'code', sentTo: 'j•••@mail.example', wrong: false },
    });
    const code = /\d{6}/.exec(world.sent.mails[0]!.text)![0];
    expect(await act(world, { code: code === '111111' ? '222222' : '111111' })).toMatchObject({
      action: { step: 'code', wrong: true },
    });
    expect(await act(world, { code })).toMatchObject({ action: { step: 'confirm' } });
    expect(world.sent.requests.filter(request => request.startsWith('POST'))).toEqual([]);
    const done = await act(world, { confirmed: true });
    expect(done).toMatchObject({
      case: { customer: { identity: 'verified', customerId: 'K-1' } },
      action: { step: 'done', receipt: { text: 'Order 1001 is cancelled.' } },
    });
    await act(world, { inputs: { order: '1001' }, confirmed: true });
    expect(world.sent.requests.filter(request => request.startsWith('POST'))).toHaveLength(1);
    expect(await world.store.receipts('C-TEST')).toHaveLength(1);
  });

  test('tells nothing of orders that are not there, and is for who has the case', async () => {
    const world = makeWorld({ config });
    await seeded(world, withAda);
    expect(await act(world, { inputs: { order: '9999' } })).toMatchObject({
      action: { step: 'not-found', text: 'There is no such order.' },
    });
    expect(await act(world, { action: 'none' })).toMatchObject({ code: 'unknown-action' });
    expect(
      await work(world, BO, { do: 'action', action: 'cancel-order', inputs: {}, confirmed: false }),
    ).toMatchObject({ why: 'stale' });
  });
});
