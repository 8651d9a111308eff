import { houseLinesIn } from '../../layers/core/answer/houseLines.ts';
import { callLinesIn } from '../../layers/core/answer/spoken/callLines.ts';
import { menuIn, saidIn, type ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { languageTag } from './calling.ts';

/** A call as it must go: each step hears something, then says or presses something, or just goes on; the last ends the test. */
export interface CallTest {
  name: string;
  description: string;
  /** What the caller speaks, `en-GB`. */
  language: string;
  steps: { hears: string; says?: string; presses?: string }[];
}

/** The part of a line that the voice leaves as it is written: up to the first sign or figure. */
const core = (line: string): string => /^[\p{L} ,']+/u.exec(line)?.[0].trim() || line;

/** The main paths of a call, for a client with a phone. Connect plays them at any hour: none depends on who is there. */
export function callTests({ voice }: ClientConfig): CallTest[] {
  if (!voice) return [];
  // Who chooses no language gets the first.
  const { locale } = voice.languages[0]!;
  const lines = callLinesIn(locale);
  const greeting = { hears: core(saidIn(voice.greeting, locale)) };
  const menu = menuIn(voice, locale);
  const [option] = menu;
  const language = languageTag(locale);
  const tests: Omit<CallTest, 'language'>[] = [
    {
      name: 'goodbye',
      description: 'Who says goodbye is let go',
      steps: [{ ...greeting, says: 'Goodbye' }, { hears: core(houseLinesIn(language).goodbye) }],
    },
    {
      name: 'repeat',
      description: 'The last words are said again on wish',
      steps: [{ ...greeting, says: 'Say that again' }, greeting],
    },
    {
      name: 'silence',
      description: 'Who says nothing is asked, then offered the keys',
      steps: [greeting, { hears: core(lines.notHeard) }, { hears: core(lines.menu(menu)) }],
    },
    {
      name: 'wrong-key',
      description: 'A key that leads nowhere brings the choices',
      steps: [
        { ...greeting, presses: unusedKey(menu) },
        { hears: core(option ? lines.menu([option]) : lines.menu([])) },
      ],
    },
  ];
  return tests.map(test => ({ ...test, language }));
}

const unusedKey = (menu: { key: string }[]): string =>
  '987654321'.split('').find(key => !menu.some(option => option.key === key)) ?? '#';
