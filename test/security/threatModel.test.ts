import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../infra/clients.ts';

const page = readFileSync(join(ROOT, 'docs', 'security.md'), 'utf8');

interface Threat {
  who: string;
  what: string;
  stops: string;
  tests: { file: string; title: string }[];
}

/** Rows of the page's tables: who, what, what stops it, and the titles of tests behind their file. */
export function threatsIn(text: string): Threat[] {
  return text
    .split('\n')
    .filter(line => /^\|(?! -|--)/.test(line) && !/^\| Who /.test(line))
    .map(line => {
      const [who = '', what = '', stops = '', shown = ''] = line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim());
      const tests: Threat['tests'] = [];
      let file = '';
      for (const [, said] of shown.matchAll(/`([^`]+)`/g))
        if (/^test\/.*\.ts$/.test(said!)) file = said!;
        else tests.push({ file, title: said! });
      return { who, what, stops, tests };
    });
}

/** What is wrong with one named test; nothing when it is there and runs. */
function wrongWith({ file, title }: Threat['tests'][number]): string | undefined {
  if (!file || !existsSync(join(ROOT, file))) return `there is no file ${file}`;
  // A title may be broken over lines, and marks in it escaped.
  const source = readFileSync(join(ROOT, file), 'utf8').replaceAll("\\'", "'");
  const at = source.indexOf(title);
  if (at < 0) return `${file} has no test "${title}"`;
  const line = source.slice(source.lastIndexOf('\n', at) + 1, at);
  return /\.(skip|todo)\b|^\s*(\/\/|\*)/.test(line) ? `${file}: "${title}" does not run` : undefined;
}

const threats = threatsIn(page);

test('there are threats, each with who, what and what stops it', () => {
  expect(threats.length).toBeGreaterThanOrEqual(35);
  for (const { who, what, stops, tests } of threats) {
    expect(Math.min(who.length, what.length, stops.length)).toBeGreaterThan(5);
    expect([what, tests.length > 0]).toEqual([what, true]);
  }
});

test.each(threats.flatMap(({ what, tests }) => tests.map(each => [what, each] as const)))(
  '%s: %o',
  (_, named) => {
    expect(wrongWith(named)).toBeUndefined();
  },
);

test('every file of test/security is shown by a line', () => {
  const named = new Set(threats.flatMap(({ tests }) => tests.map(({ file }) => file)));
  const files = readdirSync(join(ROOT, 'test', 'security')).filter(name => name !== 'threatModel.test.ts');
  for (const name of files) expect([name, named.has(`test/security/${name}`)]).toEqual([name, true]);
});

test('a test that is gone is missed', () => {
  expect(wrongWith({ file: 'test/security/tokens.test.ts', title: 'no such test' })).toMatch(/has no test/);
  expect(wrongWith({ file: 'test/security/gone.test.ts', title: 'x' })).toMatch(/no file/);
  expect(threatsIn('| a | b | c | `test/x.test.ts` `one`, `two` |')).toEqual([
    {
      who: 'a',
      what: 'b',
      stops: 'c',
      tests: [
        { file: 'test/x.test.ts', title: 'one' },
        { file: 'test/x.test.ts', title: 'two' },
      ],
    },
  ]);
});
