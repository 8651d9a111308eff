import { Outbox, type Unsent } from '../../web/chat/outbox.ts';

/** A service that takes messages while it is up, and a line in which each message's fate is written. */
function makeOutbox(kept: Unsent[] = []) {
  const said = new Map<string, string>();
  const seen: string[] = [];
  let again: (() => void) | undefined;
  const world = { isUp: true, losesReplies: false, kept, said, seen, again: () => again?.() };
  const outbox = new Outbox({
    deliver: async ({ token, text }) => {
      if (!world.isUp) throw new Error('no network');
      said.set(token, text);
      if (world.losesReplies) throw new Error('the reply was lost');
      return `id-${said.size}`;
    },
    show: text => ({
      sent: () => void seen.push(`sent ${text}`),
      waiting: retry => {
        again = retry;
        seen.push(`waits ${text}`);
      },
    }),
    keep: items => (world.kept = items),
  });
  return { world, outbox };
}
const settled = () => new Promise(resolve => setImmediate(resolve));

test('what is written without a network waits in its order and is sent once it is back', async () => {
  const { world, outbox } = makeOutbox();
  world.isUp = false;
  outbox.add(['one', 'two']);
  await settled();
  outbox.add(['three']);
  await settled();
  expect([...world.said.values()]).toEqual([]);
  expect(world.kept.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  world.isUp = true;
  await outbox.flush();
  expect([...world.said.values()]).toEqual(['one', 'two', 'three']);
  expect(world.kept).toEqual([]);
});

test('a message whose confirmation was lost is not said twice', async () => {
  const { world, outbox } = makeOutbox();
  world.losesReplies = true;
  outbox.add(['once']);
  await settled();
  expect(world.seen).toEqual(['waits once']);
  world.losesReplies = false;
  world.again();
  await settled();
  expect([...world.said.values()]).toEqual(['once']);
  expect(world.seen).toEqual(['waits once', 'sent once']);
});

test('a network that comes back in the middle of a failing try is used', async () => {
  const { world, outbox } = makeOutbox();
  world.isUp = false;
  outbox.add(['soon']);
  world.isUp = true;
  await outbox.flush();
  await settled();
  expect([...world.said.values()]).toEqual(['soon']);
});

test('the next page goes on with what this one left, under the same token', async () => {
  const first = makeOutbox();
  first.world.losesReplies = true;
  first.outbox.add(['kept']);
  await settled();
  const second = makeOutbox(first.world.kept);
  second.outbox.restore(second.world.kept);
  await second.outbox.flush();
  expect([...second.world.said.keys()]).toEqual([...first.world.said.keys()]);
});
