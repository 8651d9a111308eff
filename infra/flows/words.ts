import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { phoneLanguages } from '../../layers/core/domain/phoneLanguages.ts';
import { peoplesLanguages } from '../../layers/core/domain/spokenIn.ts';
import { compare, setFlowAttributes } from './actions.ts';
import type { Action } from './flow.ts';

/** Sentences of a flow, by name. */
export type Lines<Name extends string> = Record<Name, string>;

/**
 * Languages in which a flow may have to speak: the client's, those its callers choose, and those of its people. The first is spoken
 * unless told.
 */
export const flowLanguages = (config: Pick<ClientConfig, 'languages' | 'skills' | 'voice'>): string[] => [
  ...new Set([
    ...config.languages,
    ...phoneLanguages(config).map(({ locale }) => locale.slice(0, 2)),
    ...peoplesLanguages(config),
  ]),
];

/** How a sentence is said that is set by `setFlowAttributes`. */
export const references = <Name extends string>(lines: Lines<Name>): Lines<Name> =>
  Object.fromEntries(Object.keys(lines).map(name => [name, `$.FlowAttributes.${name}`])) as Lines<Name>;

/**
 * A flow's sentences in the contact's language (its attribute `language`), which it learns at its beginning: a block can't
 * vary what it says, but it can say what an attribute of the flow has. With one language the sentences stand in the blocks.
 * @returns `line`, what to write into a block; the actions, and where they begin
 */
export function wordsIn<Name extends string>(
  languages: string[],
  linesIn: (language: string) => Lines<Name>,
  next: string,
): { line: Lines<Name>; start: string; actions: Record<string, Action> } {
  const [first, ...others] = languages as [string, ...string[]];
  if (others.length === 0) return { line: linesIn(first), start: next, actions: {} };
  const words = (language: string) => `words-${language}`;
  return {
    line: references(linesIn(first)),
    start: 'words',
    actions: {
      words: compare(
        '$.Attributes.language',
        Object.fromEntries(others.map(language => [language, words(language)])),
        words(first),
      ),
      ...Object.fromEntries(
        languages.map(language => [words(language), setFlowAttributes(linesIn(language), next)]),
      ),
    },
  };
}
