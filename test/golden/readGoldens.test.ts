import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GoldenFileError, readGoldens } from '../../cli/golden/readGoldens.ts';

const GOOD = 'id: faq\ntitle: A question\ncustomer: { name: Mara }\nsteps:\n  - customer: hello\n';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'goldens-'))));
afterEach(() => rmSync(dir, { recursive: true }));

const problems = () => {
  try {
    readGoldens(dir);
    return [];
  } catch (error) {
    return (error as GoldenFileError).problems;
  }
};

test('goldens come in the order of their files', () => {
  writeFileSync(join(dir, '02-b.yaml'), GOOD.replace('faq', 'b'));
  writeFileSync(join(dir, '01-a.yaml'), GOOD.replace('faq', 'a'));
  expect(readGoldens(dir).map(({ id }) => id)).toEqual(['a', 'b']);
});

test.each([
  ['no file', {}, /expected at least one \.yaml file/],
  [
    'an unknown step',
    { 'a.yaml': GOOD.replace('customer: hello', 'customer: hello\n  - shout: loud') },
    /a\.yaml:\d+: .*steps/,
  ],
  ['no step', { 'a.yaml': GOOD.replace(/steps:[^]*/, 'steps: []\n') }, /a\.yaml:4: .*steps/],
  ['a member too many', { 'a.yaml': `${GOOD}mood: fine\n` }, /a\.yaml:\d+: .*mood/],
  ['an id twice', { 'a.yaml': GOOD, 'b.yaml': GOOD }, /b\.yaml:1: .*"faq" is taken by a\.yaml/],
  ['no YAML', { 'a.yaml': 'id: [' }, /a\.yaml:\d+: .*valid YAML/],
])('a wrong golden names its file and line: %s', (_name, files, message) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  expect(problems().join('\n')).toMatch(message);
});
