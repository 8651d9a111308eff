import type { Passage } from './contract.ts';
import { isMoney, measures } from './measures.ts';
import { negates } from './negation.ts';
import { pairsSharing, readTogether, share } from './pairs.ts';
import { contentStems } from './words.ts';

/** Sentences this alike beside their numbers speak of the same thing. */
const SAME_SUBJECT = 0.75;
/** The same for sentences of which one says no: one word more is often what makes the difference. */
const SAME_CLAIM = 0.85;

/** Words of subject a sentence needs: a shorter one fits too much. */
const SHORTEST = 4;

/** Stems that say that a price follows, not of what. */
const OF_PRICES = new Set(
  ['costs', 'price', 'charge', 'free', 'euro', 'euros', 'dollars', 'pounds', 'kostet', 'kostenlos'].flatMap(
    word => contentStems(word),
  ),
);

interface Statement {
  passage: Passage;
  numbers: Map<string, Set<string>>;
  denies: boolean;
  stems: Set<string>;
}

/**
 * Sentences of different passages that speak of the same thing and give other numbers or prices, or of which one says yes and
 * the other no. Customers' and agents' articles are held against each other too.
 */
export function contradictions(passages: Passage[]): string[] {
  const statements = passages.flatMap(statementsOf);
  const frequency = new Map<string, number>();
  for (const { stems } of statements)
    for (const one of stems) frequency.set(one, (frequency.get(one) ?? 0) + 1);
  const rarest = (stems: Set<string>) =>
    [...stems].sort((a, b) => frequency.get(a)! - frequency.get(b)! || (a < b ? -1 : 1)).slice(0, 4);

  const told = new Set<string>();
  return pairsSharing(statements, ({ stems }) => rarest(stems)).flatMap(([a, b]) => {
    if (a.passage === b.passage || !readTogether(a.passage, b.passage)) return [];
    const alike = share(a.stems, b.stems);
    const said =
      (alike >= SAME_SUBJECT ? otherNumbers(a.numbers, b.numbers) : undefined) ??
      (alike >= SAME_CLAIM && a.denies !== b.denies ? 'yes and no' : undefined);
    const line = `contradiction? "${a.passage.id}" and "${b.passage.id}" say ${said} of what seems the same`;
    if (!said || told.has(line)) return [];
    told.add(line);
    return [line];
  });
}

function statementsOf(passage: Passage): Statement[] {
  const { title, text, language } = passage;
  return text
    .split(/(?<=[.!?])\s+|\n/)
    .map(sentence => ({
      passage,
      numbers: measures(sentence, language),
      denies: negates(sentence, language),
      stems: new Set([
        ...contentStems(title, language),
        ...contentStems(sentence, language).filter(one => !/\d/.test(one) && !OF_PRICES.has(one)),
      ]),
    }))
    .filter(({ stems }) => stems.size >= SHORTEST);
}

/** `30 and 14 (dai)`: what two sentences give in the same unit without a number in common. */
function otherNumbers(a: Statement['numbers'], b: Statement['numbers']): string | undefined {
  for (const [unit, values] of a) {
    const others = b.get(unit);
    if (!others || [...values].some(value => others.has(value))) continue;
    return `${[...values].join(', ')} and ${[...others].join(', ')}${unit ? ` (${unit})` : ''}`;
  }
  return freeAndNot(a, b) ?? freeAndNot(b, a);
}

/** "Free" beside a price; "free from 50 euros" has its own. */
function freeAndNot(a: Statement['numbers'], b: Statement['numbers']): string | undefined {
  if (!a.has('free') || b.has('free') || [...a.keys()].some(isMoney)) return undefined;
  const price = [...b].find(([unit]) => isMoney(unit));
  return price && `free and ${[...price[1]].join(', ')} (${price[0]})`;
}
