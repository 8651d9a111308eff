const SENTENCE_END = /(?<=[.?!;…])\s+|\n+/u;
/** Where one sentence may turn to another matter. */
const TURN =
  /,?\s+(?:and also|and another thing|also|besides|additionally|plus|and|but|oh and|by the way|btw|und ausserdem|und|et|y|e|en)\s+(?=\p{L})/iu;
/** A shorter part is no matter of its own. */
const FEWEST_WORDS = 3;
/** More are not looked at: bounds the work on long messages. */
const MOST_CLAUSES = 6;

/** The parts of a message that may be about different matters, at most MOST_CLAUSES. `text` as `readable` gives it, here and below. */
export function clausesOf(text: string): string[] {
  const clauses: string[] = [];
  for (const sentence of text.split(SENTENCE_END)) {
    const parts = sentence.split(TURN);
    const longEnough = parts.every(part => countWords(part) >= FEWEST_WORDS);
    for (const part of longEnough ? parts : [sentence]) {
      if (countWords(part) < FEWEST_WORDS) continue;
      clauses.push(part.trim());
      if (clauses.length === MOST_CLAUSES) return clauses;
    }
  }
  return clauses;
}

/** Question marks count once each run; a sentence that begins like a question counts without one. */
export function questionsIn(text: string): number {
  const sentences = text.split(SENTENCE_END);
  return sentences.filter(
    sentence =>
      sentence.includes('?') ||
      /^\W*(?:and |also |but )?(?:what|where|when|why|how|who|which|can|could|do|does|did|is|are|will|would|may|should|wie|was|wo|wann|warum|comment|quand|pourquoi|como|cuando|donde|come|quando|dove|hoe|waar|wanneer|waarom)\b/i.test(
        sentence,
      ),
  ).length;
}

const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
