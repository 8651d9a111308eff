import { flagAsked, flagsOf } from '../knowledge/analyse.ts';
import type { Found } from '../knowledge/contract.ts';
import { relatedStems } from '../knowledge/related.ts';
import { contentStems, fold } from '../knowledge/words.ts';
import type { Draft } from './contract.ts';
import { stands } from './reading.ts';
import { splitSentences } from './sentences.ts';

export interface ExtractInput {
  question: string;
  /** Best first, as the search gave them. */
  found: Found[];
  /** Earlier words of the customer, oldest first. */
  history?: string[];
  /** Sentences of the answer; steps of a numbered list are never torn apart. 3 unless told. */
  maxSentences?: number;
  /** Characters; 1,000 unless told. */
  maxLength?: number;
}

/**
 * When an answer stands clear, calibrated on labelled questions (`bench/labels/questions.jsonl`, see `bench/answers.ts`):
 * score of the best passage, and by how much of it the next article falls behind.
 */
export const SURE_SCORE = 0.3;
export const SURE_LEAD = 0.12;
/** Share of the question's words of subject that the passage must know: "price match" is not answered by prices. */
export const SURE_COVERS = 0.7;
const DEFAULT_SENTENCES = 3;
const DEFAULT_LENGTH = 1_000;
/** A list of steps this long is given whole. */
const WHOLE_STEPS = 8;

const isStep = (line: string) => /^\d{1,2}\. /.test(line);

/**
 * Answers with sentences of the best passage, in its order and in its words, citing it. `sure` is false when nothing
 * stands clear; the draft is then only a suggestion for a person.
 */
export function extractAnswer(input: ExtractInput): { draft: Draft; sure: boolean } {
  const [best, ...others] = input.found;
  if (!best) return { draft: draftOf('', []), sure: false };
  const language = best.passage.language;
  const asked = new Set(
    contentStems([...(input.history ?? []).slice(-1), input.question].join(' '), language),
  );
  const sentences = splitSentences(best.passage.text);
  const chosen = chooseSentences(sentences, best, asked, input);
  const text = joinSentences(
    chosen.map(n => sentences[n]!),
    best.passage.text,
  );

  const rival = others.find(({ passage }) => passage.articleId !== best.passage.articleId);
  const lead = rival ? (best.score - rival.score) / best.score : 1;
  const sure =
    text !== '' && best.score >= SURE_SCORE && lead >= SURE_LEAD && covers(best, input) >= SURE_COVERS;
  return { draft: draftOf(text, [best.passage.id]), sure };
}

/** Of a follow-up without words of its own, the question before counts. */
function covers({ passage }: Found, { question, history }: ExtractInput): number {
  const { language, title, heading, text } = passage;
  const known = new Set(contentStems(`${title} ${heading ?? ''} ${text}`, language));
  const own = contentStems(question, language);
  const asked = new Set(own.length ? own : contentStems(history?.at(-1) ?? '', language));
  let sum = 0;
  for (const one of asked) sum += stands(one, known, language) ? 1 : 0;
  return asked.size ? sum / asked.size : 0;
}

const draftOf = (text: string, citations: string[]): Draft => ({
  text,
  citations,
  receipts: [],
  source: 'extracted',
});

/** Numbers of the sentences to give: the run of neighbours that speaks most of what was asked. */
function chooseSentences(
  sentences: string[],
  best: Found,
  asked: Set<string>,
  input: ExtractInput,
): number[] {
  const most = input.maxSentences ?? DEFAULT_SENTENCES;
  const room = input.maxLength ?? DEFAULT_LENGTH;
  const all = sentences.map((_, n) => n);
  const lengthOf = (run: number[]) => run.reduce((sum, n) => sum + sentences[n]!.length + 1, 0);
  const steps = all.filter(n => isStep(sentences[n]!));
  if (sentences.length <= most && lengthOf(all) <= room) return all;
  if (steps.length > 1 && steps.length <= WHOLE_STEPS) {
    const run = all.slice(Math.max(0, steps[0]! - 1), steps.at(-1)! + 1);
    if (lengthOf(run) <= room) return run;
  }

  const { language } = best.passage;
  const flag = flagAsked(fold(input.question));
  const seen = new Map<string, number>();
  const stems = sentences.map(sentence => new Set(contentStems(sentence, language)));
  for (const set of stems) for (const one of set) seen.set(one, (seen.get(one) ?? 0) + 1);
  const worth = stems.map((set, n) => {
    let sum = 0;
    for (const one of asked) {
      const near =
        language === 'en' ? [...(relatedStems(one) ?? [])].find(other => set.has(other)) : undefined;
      if (set.has(one)) sum += 1 / Math.sqrt(seen.get(one)!);
      else if (near) sum += 0.5 / Math.sqrt(seen.get(near)!);
    }
    return sum + (flag & flagsOf(sentences[n]!) ? 0.7 : 0) + (n === 0 ? 0.1 : 0);
  });

  let winner: number[] = [];
  let highest = -1;
  const anyFits = worth.some(one => one > 0);
  for (let from = 0; from < sentences.length; from++) {
    if (anyFits && worth[from] === 0) continue;
    const run: number[] = [];
    let sum = 0;
    for (let n = from; n < sentences.length && run.length < most; n++) {
      run.push(n);
      if (lengthOf(run) > room) {
        run.pop();
        break;
      }
      // What follows a fitting sentence explains it, so it counts a little by itself.
      sum += worth[n]! + (run.length > 1 ? 0.05 : 0);
    }
    if (run.length && sum > highest) {
      highest = sum;
      winner = run;
    }
  }
  return winner;
}

/** Lines stay lines where the passage had them (lists), sentences of a paragraph stay together. */
function joinSentences(sentences: string[], source: string): string {
  return sentences.reduce((text, sentence) => {
    if (!text) return sentence;
    const onNewLine = source.includes(`\n${sentence}`) && !source.includes(` ${sentence}`);
    return text + (onNewLine ? '\n' : ' ') + sentence;
  }, '');
}
