import { jest } from '@jest/globals';
import { explainTriage } from '../../cli/triage/explain.ts';

afterEach(() => jest.restoreAllMocks());

async function explain(...args: string[]) {
  const out = jest.spyOn(console, 'log').mockImplementation(() => {});
  const err = jest.spyOn(console, 'error').mockImplementation(() => {});
  const code = await explainTriage(args);
  return { code, out: out.mock.calls.join('\n'), err: err.mock.calls.join('\n') };
}

test('shows the path: confidence against the threshold, parts, the trigger that decides, the strictest boundary', async () => {
  const { code, out } = await explain(
    'my stove leaks gas and where is my order',
    ...['--tier', 'vip', '--attribute', 'orderValue=12'],
  );
  expect(code).toBe(0);
  expect(out).toMatch(/^triage +topic track-order, sure: 0\.\d+, needed 0\.\d+$/m);
  expect(out).toMatch(/^parts +also about gear-safety$/m);
  expect(out).toMatch(/^trigger +unsafe: .* → agent, decides$/m);
  expect(out).toMatch(/^trigger +vip: .* → agent$/m);
  expect(out).toMatch(/^boundary +human, for gear-safety: the strictest/m);
  expect(out).toMatch(/^model +is not asked$/m);
  expect(out).toMatch(/^decision +escalate; unsafe: .*skills gear-safety$/m);
});

test('says when a model would be asked', async () => {
  const { out } = await explain('could you do the thing with the other one', '--client', 'second');
  expect(out).toMatch(/^trigger +none holds$/m);
  expect(out).toMatch(/^model +is asked first/m);
});

test.each([
  [['x', '--client', 'nobody'], 'there is no client "nobody"'],
  [['x', '--at', 'tomorrow'], 'expected a time like'],
  [['x', '--tries', 'many'], 'expected a whole number'],
  [['x', '--channel', 'pigeon'], 'expected one of chat'],
  [['x', '--attribute', 'vip'], 'expected name=value'],
  [['x', '--tear', 'vip'], '--tear'],
])('%j is refused with what is expected', async (args, message) => {
  const { code, err } = await explain(...args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
