import { activate, rollBack, type ActivateDependencies } from '../../layers/core/release/activate.ts';
import { makeConfig } from '../core/makeCase.ts';
import { headRelease, memoryFiles } from './makeRelease.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const two = headRelease(2);

function shelf(releases: Record<number, Uint8Array> = { 2: two, 3: headRelease(3), 4: headRelease(4) }) {
  const files = memoryFiles(releases);
  const deps: ActivateDependencies = {
    files,
    deployed: { config: makeConfig(), source: 'deployed' },
    now: () => NOW,
  };
  return { files, deps };
}
const numbers = async ({ pointer }: ReturnType<typeof memoryFiles>) =>
  (await pointer()).pointer?.activations.map(({ number, how }) => `${how} ${number}`);

test('activations and rollbacks, each from what was in effect', async () => {
  const { files, deps } = shelf();
  expect(await activate(2, deps)).toEqual({ before: 1, now: 2, changed: true });
  expect(await activate(2, deps)).toEqual({ before: 2, now: 2, changed: false });
  expect(await activate(3, deps)).toEqual({ before: 2, now: 3, changed: true });
  expect(await activate(4, deps)).toMatchObject({ before: 3 });
  expect(await rollBack(deps)).toEqual({ before: 4, now: 3, changed: true });
  expect(await rollBack(deps)).toMatchObject({ now: 2 });
  expect(await rollBack(deps)).toMatchObject({ now: 1 });
  await expect(rollBack(deps)).rejects.toThrow('the baseline is in effect and nothing is activated over it');
  expect(await numbers(files)).toEqual([
    'activate 2',
    'activate 3',
    'activate 4',
    'rollback 3',
    'rollback 2',
    'rollback 1',
  ]);
});

test('the baseline can be activated by name, and rolled back from', async () => {
  const { deps } = shelf();
  await activate(2, deps);
  expect(await activate(1, deps)).toEqual({ before: 2, now: 1, changed: true });
  expect(await rollBack(deps)).toMatchObject({ before: 1, now: 2 });
});

test('after a deployment the activation has lapsed: rollback says so, a new activation counts', async () => {
  const { deps } = shelf();
  await activate(2, deps);
  const redeployed = { ...deps, deployed: { ...deps.deployed, source: 'another' } };
  await expect(rollBack(redeployed)).rejects.toThrow(/release 2 lapsed/);
  expect(await activate(2, redeployed)).toEqual({ before: 1, now: 2, changed: true });
});

const torn = two.slice(0, two.length - 200);
const changed = Uint8Array.from(two, (byte, n) => (n === 40 ? byte ^ 1 : byte));
const elsewhere = { ...makeConfig(), client: 'elsewhere' };
const queues = [...makeConfig().queues, { id: 'new', name: 'New', topics: [] }];
test.each<[string, number, Uint8Array | undefined, RegExp]>([
  ['an unknown number', 9, undefined, /no release 9 of .*; there are 1, 2, 3, 4/],
  ['no release at all', 2, Buffer.from('<html>'), /release 2 .*not a release: its first bytes are wrong/],
  ['a release that was cut off', 2, torn, /release 2 can't be activated: the release is damaged/],
  ['a changed byte', 2, changed, /release 2 can't be activated: the release is damaged/],
  [
    'another client',
    2,
    headRelease(2, { config: elsewhere }),
    /it is a release of client "elsewhere", not of/,
  ],
  ['another number', 2, headRelease(5), /it says of itself that it is release 5/],
  [
    'a queue that is not deployed',
    2,
    headRelease(2, { config: { ...makeConfig(), queues } }),
    /it needs `queues` of client.yaml.*deploy first/,
  ],
  [
    'a model that no function may call',
    2,
    headRelease(2, {
      config: makeConfig({ answers: { model: { id: 'x' } } }),
    }),
    /it needs `answers.model`/,
  ],
  [
    'an action with a key that the stack has no secret for',
    2,
    headRelease(2, {
      config: makeConfig({
        actions: [
          {
            id: 'pay',
            title: 'Pay',
            topics: ['returns'],
            identity: 'none',
            inputs: {},
            request: { method: 'POST', url: '{service}/pay', auth: { secret: 'payments' } },
            receipt: 'Paid.',
            notFound: 'No.',
          },
        ],
      }),
    }),
    /it needs `actions: secret payments`/,
  ],
])('%s is refused and nothing is moved', async (_, number, bytes, message) => {
  const { files, deps } = shelf({ 2: two, 3: two, 4: two, ...(bytes ? { [number]: bytes } : {}) });
  await expect(activate(number, deps)).rejects.toThrow(message);
  expect(await numbers(files)).toBeUndefined();
});

test('what a release decides by itself needs no deployment', async () => {
  const config = { ...makeConfig(), boundaries: { default: 'human' as const, topics: {} } };
  const { deps } = shelf({ 2: headRelease(2, { config }) });
  expect(await activate(2, deps)).toMatchObject({ changed: true });
});

test('a proof that fails moves nothing', async () => {
  const { files, deps } = shelf();
  const prove = () => {
    throw new Error('golden x: topic y');
  };
  await expect(activate(2, { ...deps, prove })).rejects.toThrow('golden x');
  expect(await numbers(files)).toBeUndefined();
});

test('of two at the same moment one wins and the other is told', async () => {
  const { files, deps } = shelf();
  files.rival = () => activate(3, deps);
  await expect(activate(2, deps)).rejects.toThrow(/somebody else activated a release at the same moment/);
  expect(await numbers(files)).toEqual(['activate 3']);
});
