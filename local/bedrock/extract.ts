import { rarity, words } from './words.ts';

export interface Passage {
  id: string;
  title: string;
  text: string;
}
export interface ExtractedAnswer {
  answer: string;
  citations: string[];
  sure: boolean;
}
interface Sentence {
  passage: Passage;
  place: number;
  text: string;
  own: Set<string>;
  /** Title and headings above it. */
  above: Set<string>;
}

/** Share of the question's weight that the best sentence must cover. */
const SURE = 0.5;
/** A further sentence must be this close to the best one. */
const CLOSE = 0.6;
const MOST_SENTENCES = 3;
const MOST_PASSAGES = 2;

/**
 * For prompts that don't say how well each passage fits.
 * Answers with the one to three sentences that share most with the question, word for word and in their order, from at most
 * two passages. Words of title and headings count half. Nothing fits well: `sure` is false and the answer empty.
 */
export function extractByOverlap(question: string, passages: Passage[]): ExtractedAnswer {
  const asked = new Set(words(question));
  const sentences = passages.flatMap(sentencesOf);
  const weight = rarity(sentences.map(({ own, above }) => new Set([...own, ...above])));
  const total = sum([...asked].map(weight));
  const scored = sentences
    .map(sentence => ({ ...sentence, score: total ? score(sentence, asked, weight) / total : 0 }))
    .sort((a, b) => b.score - a.score);
  const best = scored[0];
  if (!best || best.score < SURE) return { answer: '', citations: [], sure: false };

  const chosen = [best];
  for (const next of scored.slice(1)) {
    const used = new Set([...chosen, next].map(({ passage }) => passage.id));
    const repeats = chosen.some(({ text }) => text === next.text);
    if (next.score < best.score * CLOSE || chosen.length === MOST_SENTENCES) break;
    if (used.size <= MOST_PASSAGES && !repeats) chosen.push(next);
  }
  chosen.sort((a, b) => passages.indexOf(a.passage) - passages.indexOf(b.passage) || a.place - b.place);
  const citations = [...new Set(chosen.map(({ passage }) => passage.id))];
  return { answer: chosen.map(({ text }) => text).join(' '), citations, sure: true };
}

function score({ own, above }: Sentence, asked: Set<string>, weight: (word: string) => number): number {
  return sum([...asked].map(word => (own.has(word) ? weight(word) : above.has(word) ? weight(word) / 2 : 0)));
}

function sentencesOf(passage: Passage): Sentence[] {
  const sentences: Sentence[] = [];
  const title = words(passage.title);
  let heading: string[] = [];
  for (const line of passage.text.split(/\r?\n/)) {
    const marked = /^\s*#+\s+(.*)/.exec(line);
    if (marked) {
      heading = words(marked[1]!);
      continue;
    }
    const plain = line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim();
    for (const text of plain.split(/(?<=[.!?…])\s+(?=[\p{Lu}\p{N}"“«(])/u)) {
      if (text === '') continue;
      const above = new Set([...title, ...heading]);
      sentences.push({ passage, place: sentences.length, text, own: new Set(words(text)), above });
    }
  }
  return sentences;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
