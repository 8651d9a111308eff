import { jest } from '@jest/globals';
import { measureRedaction, readLabelled } from '../../bench/redaction/measure.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { personalIn, redact, redactLogged, tellableError } from '../../layers/core/platform/redact.ts';
import { isCardNumber, isIban } from '../../layers/core/platform/checkDigits.ts';
import { logger } from '../../layers/core/platform/telemetry.ts';

const share = (set: 'lines' | 'held', kinds: string[] | 'all') => {
  const { rows } = measureRedaction(readLabelled(set));
  const chosen = rows.filter(({ kind }) => (kinds === 'all' ? kind === 'all' : kinds.includes(kind)));
  const sum = (member: 'labelled' | 'hidden' | 'found' | 'right') =>
    chosen.reduce((all, row) => all + row[member], 0);
  return {
    recall: sum('hidden') / sum('labelled'),
    precision: sum('right') / sum('found'),
    labelled: sum('labelled'),
  };
};

test('there are three hundred labelled lines and more, with and without something personal', () => {
  const lines = [...readLabelled('lines'), ...readLabelled('held')];
  expect(lines.length).toBeGreaterThanOrEqual(400);
  expect(lines.filter(({ spans }) => spans.length === 0).length).toBeGreaterThanOrEqual(150);
  expect(new Set(lines.map(({ text }) => text)).size).toBe(lines.length);
});

// Measured: 97.3 and 100 (docs/figures.md). Lower than this is a step back.
test('the floor: what is hidden, and what is hidden for nothing', () => {
  const { recall, precision } = share('lines', 'all');
  expect(recall).toBeGreaterThanOrEqual(0.96);
  expect(precision).toBeGreaterThanOrEqual(0.98);
});

test('the floor for what proves itself by its shape, on lines that no rule was made for', () => {
  const { recall, precision } = share('held', ['email', 'phone', 'card', 'iban']);
  expect(recall).toBeGreaterThanOrEqual(0.9);
  expect(precision).toBeGreaterThanOrEqual(0.9);
});

test('the measure can fail: a label that nothing hides, and something hidden without a label', () => {
  const { rows, misses } = measureRedaction([
    { nth: 1, text: 'Zorg ate it', spans: [{ kind: 'name', from: 0, to: 4 }] },
    { nth: 2, text: 'jo@mail.example', spans: [] },
  ]);
  expect(rows.find(({ kind }) => kind === 'all')).toEqual({
    kind: 'all',
    labelled: 1,
    hidden: 0,
    found: 1,
    right: 0,
  });
  expect(misses.map(({ what }) => what)).toEqual(['left', 'hidden for nothing']);
});

test('check digits: one digit off is no card and no IBAN', () => {
  expect(isCardNumber('4111 1111 1111 1111')).toBe(true);
  expect(isCardNumber('4111 1111 1111 1112')).toBe(false);
  expect(isIban('DE89 3704 0044 0532 0130 00')).toBe(true);
  expect(isIban('DE88 3704 0044 0532 0130 00')).toBe(false);
});

test('a text keeps what says nothing of a person', () => {
  expect(redact('case C-1A2B3C4D5E of jo@mail.example, order LF-20713')).toBe(
    'case C-1A2B3C4D5E of [email], order LF-20713',
  );
  const report = 'RequestId: 341613f1-44d7-414b-ad42-69870c96aa17 Duration: 160.29 ms';
  expect(redact(report)).toBe(report);
  expect(redact('x 1'.repeat(10_000)).length).toBeLessThan(2_100);
  expect(personalIn('jo@mail.example')).toEqual([{ kind: 'email', from: 0, to: 15 }]);
});

test('an error that quotes what is no JSON quotes it no more', () => {
  const quoted = (text: string) => {
    try {
      JSON.parse(text);
      return '';
    } catch (error) {
      return redactLogged((error as Error).message);
    }
  };
  for (const text of [
    'Hello, I lost my ring',
    '{"a": I lost my ring and I am very sad about all of this today',
    '"',
  ])
    expect(quoted(text)).not.toMatch(/Hello|my ring|sad/);
});

describe('the logger', () => {
  let written: string[];
  beforeEach(() => {
    written = [];
    logger.setLogLevel('INFO');
    const keep = (line: unknown) => void written.push(String(line));
    for (const stream of ['error', 'warn', 'info', 'log'] as const)
      jest.spyOn((logger as unknown as { console: Console }).console, stream).mockImplementation(keep);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    logger.setLogLevel('SILENT');
  });

  test('hides what came in with an error of a service, wherever it stands', () => {
    const error = new Error('Email address is not verified: mara.winter@mail.example', {
      cause: new Error('call +43 664 1234567'),
    });
    logger.error('MAIL_FAILED', {
      error,
      caseId: 'C-1A2B3C4D5E',
      more: { deep: ['IBAN DE89370400440532013000'] },
    });
    expect(written).toHaveLength(1);
    expect(written[0]).not.toMatch(/mara|1234567|DE89/);
    expect(written[0]).toContain('C-1A2B3C4D5E');
    expect(JSON.parse(written[0]!).more.deep).toEqual(['IBAN [iban]']);
  });
});

test('what a function throws tells its name and nobody’s words or items', async () => {
  class ItemRefused extends Error {
    override name = 'ItemRefused';
    Item = { customer: 'mara.winter@mail.example' };
  }
  const handler = lambda(async () => {
    throw new ItemRefused('no item of mara.winter@mail.example');
  });
  const context = { functionName: 'f', awsRequestId: 'r' } as never;
  const thrown = await Promise.resolve(handler({}, context)).catch(error => error as Error);
  expect(thrown).toMatchObject({ name: 'ItemRefused', message: 'no item of [email]' });
  expect(JSON.stringify(thrown) + thrown.stack).not.toContain('mara');
});

test('an error without a stack, and what is no error, can be told', () => {
  const bare = new Error('x');
  delete bare.stack;
  expect(tellableError(bare).message).toBe('x');
  expect(tellableError('to jo@mail.example').message).toBe('to [email]');
});
