import type { Classifier } from './classifier.ts';
import { clausesOf } from './text/clauses.ts';
import { wordsIn } from './text/words.ts';
import { actOf } from './signals/act.ts';

/** A part of a message must be this likely to be about a topic; the whole message backs a part less than itself. */
const LIKELY = 0.6;
const MOST_OTHERS = 3;

export interface PartTopic {
  topic: string;
  confidence: number;
}

/** Topics that the parts of a message are about, most likely first; none for a message of one part. `text` as `readable` gives it. */
export function topicsOfParts(classifier: Classifier, text: string): PartTopic[] {
  const clauses = clausesOf(text);
  if (clauses.length < 2) return [];
  const found = new Map<string, number>();
  for (const clause of clauses) {
    const words = wordsIn(clause);
    if (actOf(words).act !== 'enquiry') continue;
    const { best, confidence } = classifier.classify(words);
    if (confidence < Math.max(LIKELY, classifier.reject)) continue;
    const topic = classifier.topics[best]?.id as string;
    found.set(topic, Math.max(found.get(topic) ?? 0, confidence));
  }
  return [...found]
    .map(([topic, confidence]) => ({ topic, confidence }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, 1 + MOST_OTHERS);
}
