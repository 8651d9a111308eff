import { createHash } from 'node:crypto';
import { followActive, LOOK_AGAIN_MS } from '../../layers/core/release/followActive.ts';
import type { Activation, Pointer } from '../../layers/core/release/pointer.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const activation = (number: number, overrides: Partial<Activation> = {}): Activation => ({
  number,
  sha256: createHash('sha256').update(`release ${number}`).digest('hex'),
  source: `source ${number}`,
  over: 'deployed',
  at: '2026-03-02T09:00:00Z',
  how: 'activate',
  ...overrides,
});

/** A function's container beside a bucket that can be changed and broken. */
function container() {
  let now = 0;
  const bucket = {
    pointer: undefined as Pointer | undefined | Error,
    releases: {} as Record<number, string | Error>,
    baseline: 'baseline' as string | Error,
  };
  const seen = { looks: 0, opened: [] as string[], reported: [] as string[] };
  const give = <T>(value: T | Error): T => {
    if (value instanceof Error) throw value;
    return value;
  };
  const follow = followActive({
    baselineSource: 'deployed',
    baseline: async () => bytesOf(give(bucket.baseline)),
    pointer: async () => {
      seen.looks++;
      return give(bucket.pointer);
    },
    release: async number => bytesOf(give(bucket.releases[number] ?? new Error('NoSuchKey'))),
    open: bytes => {
      const text = new TextDecoder().decode(bytes);
      seen.opened.push(text);
      if (text.includes('torn')) throw new Error('cut off');
      return { number: Number(/\d+/.exec(text)?.[0] ?? 1), text };
    },
    prove: ({ text }) => {
      if (text.includes('7')) throw new Error('index of another version');
    },
    now: () => now,
    report: code => void seen.reported.push(code),
  });
  return {
    bucket,
    seen,
    source: async (usedBefore?: number) => (await follow(usedBefore)).text,
    activate: (...activations: Activation[]) => void (bucket.pointer = { activations }),
    later: (ms = LOOK_AGAIN_MS) => void (now += ms),
  };
}

test('nothing activated: the baseline, opened once', async () => {
  const { source, later, seen } = container();
  expect(await source()).toBe('baseline');
  later();
  expect(await source()).toBe('baseline');
  expect(seen).toEqual({ looks: 2, opened: ['baseline'], reported: [] });
});

test('an activation is taken up within half a minute, a rollback too, without opening anything twice', async () => {
  const { source, later, bucket, activate, seen } = container();
  await source();
  bucket.releases = { 2: 'release 2' };
  activate(activation(2));
  later(LOOK_AGAIN_MS - 1);
  expect(await source()).toBe('baseline');
  later(1);
  expect(await source()).toBe('release 2');
  later();
  expect(await source()).toBe('release 2');
  activate(activation(2), activation(1, { how: 'rollback', sha256: '' }));
  later();
  expect(await source()).toBe('baseline');
  expect(seen).toEqual({ looks: 4, opened: ['baseline', 'release 2', 'baseline'], reported: [] });
});

test('many callers at once look once', async () => {
  const { source, seen } = container();
  expect(await Promise.all([source(), source(), source()])).toEqual(['baseline', 'baseline', 'baseline']);
  expect(seen.looks).toBe(1);
});

test.each<[string, Partial<Activation>, string, string[]]>([
  ['another baseline was deployed since', { over: 'earlier' }, 'baseline', ['RELEASE_LAPSED']],
  ['what is active was deployed since', { over: 'earlier', source: 'deployed' }, 'release 2', []],
  ['other bytes than were activated', { sha256: 'other' }, 'baseline', ['RELEASE_DAMAGED']],
])('%s', async (_, overrides, expected, reported) => {
  const { source, bucket, activate, seen } = container();
  bucket.releases = { 2: 'release 2' };
  activate(activation(2, overrides));
  expect(await source()).toBe(expected);
  expect(seen.reported).toEqual(reported);
});

test.each([
  ['can not be opened', 'torn 3'],
  ['can not be used by this code', 'release 7'],
])('an active release that %s: the baseline, told at each look', async (_, text) => {
  const { source, later, bucket, activate, seen } = container();
  bucket.releases = { 7: text };
  activate(activation(7, { sha256: createHash('sha256').update(text).digest('hex') }));
  expect(await source()).toBe('baseline');
  expect(await source()).toBe('baseline');
  later();
  await source();
  expect(seen.reported).toEqual(['RELEASE_DAMAGED', 'RELEASE_DAMAGED']);
});

describe('the release that an earlier step used', () => {
  test('is looked for at once by a function that has not looked for a while', async () => {
    const { source, bucket, activate, seen } = container();
    await source();
    bucket.releases = { 2: 'release 2' };
    activate(activation(2));
    expect(await source(1)).toBe('baseline');
    expect(await source(2)).toBe('release 2');
    expect(seen.looks).toBe(2);
  });

  test('is the one before for a function that has looked already', async () => {
    const { source, later, bucket, activate } = container();
    await source();
    bucket.releases = { 2: 'release 2' };
    activate(activation(2));
    later();
    expect(await source()).toBe('release 2');
    expect(await source(1)).toBe('baseline');
    expect(await source()).toBe('release 2');
  });

  test('is not to be had: the one in effect', async () => {
    const { source } = container();
    expect(await source(5)).toBe('baseline');
  });
});

describe('S3 out of reach', () => {
  test('a warm function keeps what it has, whether pointer or release is missing', async () => {
    const { source, later, bucket, activate, seen } = container();
    bucket.releases = { 2: 'release 2', 3: new Error('TimeoutError') };
    activate(activation(2));
    await source();
    bucket.pointer = new Error('TimeoutError');
    later();
    expect(await source()).toBe('release 2');
    activate(activation(2), activation(3));
    later();
    expect(await source()).toBe('release 2');
    expect(seen.reported).toEqual(['RELEASE_UNREACHABLE', 'RELEASE_UNREACHABLE']);
    bucket.releases[3] = 'release 3';
    later();
    expect(await source()).toBe('release 3');
  });

  test('a cold one takes the baseline, and what is active once it can', async () => {
    const { source, later, bucket, activate, seen } = container();
    bucket.pointer = new Error('TimeoutError');
    expect(await source()).toBe('baseline');
    bucket.releases = { 2: 'release 2' };
    activate(activation(2));
    later();
    expect(await source()).toBe('release 2');
    expect(seen.reported).toEqual(['RELEASE_UNREACHABLE']);
  });

  test('only without any baseline the caller fails, and the next one tries again', async () => {
    const { source, bucket } = container();
    bucket.baseline = new Error('no baseline');
    await expect(source()).rejects.toThrow('no baseline');
    bucket.baseline = 'baseline';
    expect(await source()).toBe('baseline');
  });
});
