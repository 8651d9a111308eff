import type { Article } from '../domain/clientConfig.ts';
import type { Passage } from './contract.ts';
import { givesOrders } from './orders.ts';
import { contentStems, fold, words } from './words.ts';

/** Passages this alike (shared three-word sequences over all of both) say the same thing twice. */
const NEAR = 0.7;
/** Sentences this alike beside their numbers speak of the same thing. */
const SAME_SUBJECT = 0.75;
/** Passages looked up by a sequence that many share is boilerplate, not a duplicate. */
const COMMON = 40;

const share = (a: Set<string>, b: Set<string>) => {
  let both = 0;
  for (const one of a) if (b.has(one)) both++;
  return both / (a.size + b.size - both || 1);
};

/** Groups members by key and gives each pair that shares one, once. */
function pairsSharing<T>(members: T[], keysOf: (member: T) => Iterable<string>): [T, T][] {
  const byKey = new Map<string, number[]>();
  members.forEach((member, n) => {
    for (const key of keysOf(member)) {
      const at = byKey.get(key);
      if (at) at.push(n);
      else byKey.set(key, [n]);
    }
  });
  const seen = new Set<number>();
  const pairs: [T, T][] = [];
  for (const at of byKey.values()) {
    if (at.length < 2 || at.length > COMMON) continue;
    for (let i = 0; i < at.length; i++)
      for (let j = i + 1; j < at.length; j++) {
        const key = at[i]! * members.length + at[j]!;
        if (at[i] === at[j] || seen.has(key)) continue;
        seen.add(key);
        pairs.push([members[at[i]!]!, members[at[j]!]!]);
      }
  }
  return pairs;
}

function sequences(text: string): Set<string> {
  const all = words(text);
  return new Set(all.slice(0, -2).map((word, n) => `${word} ${all[n + 1]} ${all[n + 2]}`));
}

/** A few sequences that stand for all: those with the smallest hash. */
function sketch(all: Set<string>): string[] {
  const hash = (text: string) => {
    let value = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return value >>> 0;
  };
  return [...all]
    .map(text => [hash(text), text] as const)
    .sort((a, b) => a[0] - b[0])
    .slice(0, 8)
    .map(([, text]) => text);
}

const readTogether = (a: Passage, b: Passage) =>
  a.language === b.language &&
  a.audience === b.audience &&
  !(a.validUntil && b.validFrom && a.validUntil < b.validFrom) &&
  !(b.validUntil && a.validFrom && b.validUntil < a.validFrom);

function duplicates(passages: Passage[]): string[] {
  const members = passages.map(passage => ({
    passage,
    folded: fold(passage.text).replace(/\s+/g, ' '),
    all: sequences(passage.text),
  }));
  return pairsSharing(members, member => (member.all.size ? sketch(member.all) : [member.folded])).flatMap(
    ([a, b]) => {
      if (!readTogether(a.passage, b.passage)) return [];
      const names = `"${a.passage.id}" and "${b.passage.id}"`;
      if (a.folded === b.folded) return [`duplicate: ${names} have the same text; keep one`];
      if (a.all.size >= 8 && share(a.all, b.all) >= NEAR)
        return [
          `near duplicate: ${names} say nearly the same; merge them, or an answer may cite the wrong one`,
        ];
      return [];
    },
  );
}

const NUMBER = /(?:[$€£]\s?)?\d[\d.,:]*\d|(?:[$€£]\s?)?\d/g;
/** Unit → number: "30 days" → day: 30, "€5" → €: 5. */
function measures(sentence: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const match of sentence.matchAll(NUMBER)) {
    const sign = /^[$€£]/.exec(match[0])?.[0];
    const after = words(sentence.slice(match.index + match[0].length, match.index + match[0].length + 30));
    const unit = sign ?? contentStems(after[0] ?? '')[0] ?? '';
    const value = match[0].replace(/[^\d.,:]/g, '').replace(/,(?=\d{3})/g, '');
    found.set(unit, (found.get(unit) ?? new Set()).add(value));
  }
  return found;
}

/** Sentences of different passages that speak of the same thing with other numbers. */
function contradictions(passages: Passage[]): string[] {
  const sentences = passages.flatMap(passage =>
    passage.text
      .split(/(?<=[.!?])\s+|\n/)
      .filter(sentence => /\d/.test(sentence))
      .map(sentence => ({
        passage,
        sentence,
        numbers: measures(sentence),
        stems: new Set([
          ...contentStems(passage.title),
          ...contentStems(sentence).filter(one => !/\d/.test(one)),
        ]),
      }))
      .filter(({ stems }) => stems.size >= 4),
  );
  const frequency = new Map<string, number>();
  for (const { stems } of sentences)
    for (const one of stems) frequency.set(one, (frequency.get(one) ?? 0) + 1);
  const rarest = (stems: Set<string>) =>
    [...stems].sort((a, b) => frequency.get(a)! - frequency.get(b)! || (a < b ? -1 : 1)).slice(0, 4);

  return pairsSharing(sentences, ({ stems }) => rarest(stems)).flatMap(([a, b]) => {
    if (a.passage === b.passage || !readTogether(a.passage, b.passage)) return [];
    if (share(a.stems, b.stems) < SAME_SUBJECT) return [];
    for (const [unit, values] of a.numbers) {
      const others = b.numbers.get(unit);
      if (!others || [...values].some(value => others.has(value))) continue;
      const said = `${[...values].join(', ')} and ${[...others].join(', ')}${unit ? ` (${unit})` : ''}`;
      return [`contradiction? "${a.passage.id}" and "${b.passage.id}" say ${said} of what seems the same`];
    }
    return [];
  });
}

/** What an operator should look at before releasing; nothing here stops a release. */
export function findWarnings(articles: Article[], passages: Passage[], today?: string): string[] {
  const empty = articles
    .filter(article => !passages.some(passage => passage.articleId === article.id))
    .map(article => `empty: article "${article.id}" has no text`);
  const expired = articles
    .filter(article => today && article.validUntil && article.validUntil < today.slice(0, 10))
    .map(
      article => `expired: article "${article.id}" was valid until ${article.validUntil}; it is never found`,
    );
  const never = articles
    .filter(({ validFrom, validUntil }) => validFrom && validUntil && validUntil < validFrom)
    .map(article => `never valid: article "${article.id}" ends before it begins`);
  const orders = passages
    .filter(({ text, audience }) => audience === 'customer' && givesOrders(text))
    .map(
      ({ id }) => `orders: passage "${id}" speaks to an assistant, not to customers; no answer rests on that`,
    );
  return [...empty, ...expired, ...never, ...orders, ...duplicates(passages), ...contradictions(passages)];
}
