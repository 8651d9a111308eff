import { createCaseStore } from '../../layers/core/store/caseStore.ts';
import { NOW } from './makeCase.ts';
import { createMemoryTable } from './memoryTable.ts';

function makeStore() {
  const table = createMemoryTable();
  const state = { takesWrites: true, done: 0 };
  const store = createCaseStore({
    table: {
      ...table,
      putNew: item => (state.takesWrites ? table.putNew(item) : Promise.reject(new Error('no writes now'))),
    },
    now: () => NOW,
    retentionDays: 1,
  });
  const attempt = () => store.once('a-mail', async () => void (state.done += 1));
  return { state, attempt };
}

test('what is marked is not done again', async () => {
  const { state, attempt } = makeStore();
  expect(await attempt()).toBe('done');
  expect(await attempt()).toBe('already');
  expect(state.done).toBe(1);
});

test('while it could not be marked it is not done at all, however often it is tried', async () => {
  const { state, attempt } = makeStore();
  state.takesWrites = false;
  for (let n = 0; n < 3; n += 1) await expect(attempt()).rejects.toThrow('no writes now');
  expect(state.done).toBe(0);
  state.takesWrites = true;
  expect(await attempt()).toBe('done');
  expect(state.done).toBe(1);
});
