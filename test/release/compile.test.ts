import { cpSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRelease } from '../../layers/core/release/compileRelease.ts';
import { differences } from '../../layers/core/release/differences.ts';
import { ClientFileError, readClient } from '../../layers/core/release/readClient.ts';
import { openRelease } from '../../layers/core/release/release.ts';
import { makeArticle } from '../knowledge/articles.ts';
import { FIXTURES } from '../infra/clients.ts';
import { makeConfig } from '../core/makeCase.ts';
import { makeFiles, makeRelease } from './makeRelease.ts';

/** A copy of the fixture client somewhere else, written at another time. */
function copy(change: (dir: string) => void = () => {}): string {
  const dir = join(mkdtempSync(join(tmpdir(), 'client-')), 'fixture');
  cpSync(join(FIXTURES, 'fixture'), dir, { recursive: true });
  for (const name of ['client.yaml', 'topics.yaml', 'knowledge/delivery.md'])
    utimesSync(join(dir, name), new Date('2001-01-01'), new Date('2001-01-01'));
  change(dir);
  return dir;
}
const compiled = (dir: string, number = 1) => Buffer.from(compileRelease(readClient(dir)).bytes(number));

test('the same files give the same bytes: again, elsewhere, at another time, with other line ends', () => {
  const bytes = compiled(join(FIXTURES, 'fixture'));
  expect(compiled(join(FIXTURES, 'fixture')).equals(bytes)).toBe(true);
  expect(compiled(copy()).equals(bytes)).toBe(true);
  const windows = copy(dir => {
    for (const name of ['client.yaml', 'topics.yaml', 'knowledge/delivery.md']) {
      const path = join(dir, name);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
    }
  });
  expect(compiled(windows).equals(bytes)).toBe(true);
  expect(compiled(copy(), 2).equals(bytes)).toBe(false);
});

describe('corrections.jsonl', () => {
  const withLines = (...lines: string[]) =>
    copy(dir => writeFileSync(join(dir, 'corrections.jsonl'), lines.join('\n')));

  test('is read, and changes what is compiled', () => {
    const dir = withLines('{"text":"my package","topic":"order-tracking"}', '', '{"text":"hi","topic":null}');
    expect(readClient(dir).labelled).toEqual([
      { text: 'my package', topic: 'order-tracking' },
      { text: 'hi', topic: null },
    ]);
    expect(compiled(dir).equals(compiled(copy()))).toBe(false);
    expect(differences(compiled(copy()), compiled(dir))).toContain('~ corrections: 0 → 2');
  });

  test.each([
    ['{oops', /corrections\.jsonl:2: is not JSON/],
    ['{"text":" ","topic":null}', /corrections\.jsonl:2: `text`: must not be empty/],
    ['{"text":"x"}', /corrections\.jsonl:2: `topic`/],
    [
      '{"text":"x","topic":"y"}',
      /corrections\.jsonl:2: topic "y" is not in topics.yaml; expected null or one of/,
    ],
  ])('%s is named by its line', (line, message) => {
    const dir = withLines('{"text":"a parcel","topic":"order-tracking"}', line);
    expect(() => readClient(dir)).toThrow(message);
    expect(() => readClient(dir)).toThrow(ClientFileError);
  });
});

test('what a release changes is told by article, topic and setting', () => {
  const article = makeArticle({ id: 'returns' });
  const { topics } = makeFiles();
  const before = makeRelease(2, {
    articles: [article, makeArticle({ id: 'old', body: 'Gone soon, for good.' })],
  });
  const config = { ...makeConfig(), reopenDays: 3, boundaries: { default: 'draft' as const, topics: {} } };
  const after = makeRelease(3, {
    config,
    articles: [
      makeArticle({ id: 'returns', title: 'Sending back', body: 'You can return items within 14 days.' }),
      makeArticle({ id: 'sizes', title: 'Sizes', body: 'Measure your foot.' }),
    ],
    topics: [
      { ...topics[0]!, urgency: 'high', examples: [...topics[0]!.examples, 'what about a swap'] },
      { ...topics[1]!, id: 'shipping' },
    ],
  });
  expect(differences(before, after)).toEqual(
    expect.arrayContaining([
      '- article old',
      '+ article sizes',
      '~ article returns: title: "Returns" → "Sending back"',
      '~ article returns: no longer says "You can return items within 30 days."',
      '~ article returns: now says "You can return items within 14 days."',
      '- topic delivery',
      '+ topic shipping',
      '~ topic returns: urgency: "normal" → "high"',
      '~ topic returns: examples 1 added, 0 removed',
      '~ reopenDays: 7 → 3',
      expect.stringMatching(/^~ boundaries\.default: .* → "draft"/),
    ]),
  );
  expect(differences(before, before)).toEqual([]);
});

test('a compiled release opens and knows its number', () => {
  const release = openRelease(makeRelease(12));
  expect(release.number).toBe(12);
  expect(release.triage().triage('how do I return shoes').topic).toBe('returns');
});
