import type { Act, Triage } from '../domain/triage.ts';
import type { Classified, Classifier } from './classifier.ts';
import type { TriageContext, TriageEngine } from './contract.ts';
import { followUp } from './followUp.ts';
import { topicsOfParts, type PartTopic } from './partTopics.ts';
import { actOf } from './signals/act.ts';
import { complexityOf } from './signals/complexity.ts';
import { languageOf } from './signals/language.ts';
import { sentimentOf } from './signals/sentiment.ts';
import { urgencyOf } from './signals/urgency.ts';
import { personAskedFor } from './signals/wantsPerson.ts';
import { questionsIn } from './text/clauses.ts';
import { readable } from './text/normalise.ts';
import { wordsIn } from './text/words.ts';

type Decision = ReturnType<TriageEngine['triage']>;

/** At most this many topics are ranked for the caller: as many as are put before a model. */
const RANKED = 8;

/** A part speaks for the whole a little less surely than the whole for itself: what else is in the message? */
const PART_FOR_WHOLE = 0.97;
/** From so many words on a message is a story with the matter in one of its parts; a shorter one is judged as a whole. */
const STORY = 40;

/** A message shorter than this, in words, that is surely of one topic is not searched for others. */
const SHORT = 10;

/** Everything triage says of one message. Never throws, whatever the text. */
export function decide(classifier: Classifier, text: string, context: TriageContext = {}): Decision {
  const read = readable(text);
  const words = wordsIn(read);
  const { act, reasons: actReasons } = actOf(words);
  const classified = classifier.classify(words);
  const plainCase = classified.confidence >= classifier.sure && words.length < SHORT;
  const parts = act === 'enquiry' && !plainCase ? topicsOfParts(classifier, read) : [];
  const choice = choose(classifier, { classified, parts, words, act, context });
  const others = parts.map(part => part.topic).filter(topic => topic !== choice.topic);
  const topic = classifier.topics.find(one => one.id === choice.topic);
  const person = personAskedFor(words);
  const sentiment = sentimentOf(words, read);
  const urgency = urgencyOf(words, topic?.urgency);
  const complexity = complexityOf(words, questionsIn(read), 1 + others.length, topic?.complexity);
  return {
    topic: choice.topic,
    others,
    act,
    urgency: urgency.urgency,
    sentiment: sentiment.sentiment,
    complexity: complexity.complexity,
    language: languageOf(read),
    wantsPerson: person !== undefined,
    confidence: choice.confidence,
    reasons: [
      ...choice.reasons,
      ...others.map(other => `also about ${other}`),
      ...actReasons,
      ...(person ? [`wants a person: ${person}`] : []),
      ...sentiment.reasons.map(reason => `sentiment: ${reason}`),
      ...urgency.reasons.map(reason => `urgency: ${reason}`),
      ...complexity.reasons.map(reason => `complexity: ${reason}`),
    ],
    sure: choice.sure,
    ranked: ranked(classifier, classified, choice.best),
  };
}

interface Heard {
  classified: Classified;
  parts: PartTopic[];
  words: readonly string[];
  act: Act;
  context: TriageContext;
}

interface Choice extends Pick<Triage, 'topic' | 'confidence' | 'reasons'> {
  sure: boolean;
  /** The likeliest topic, whether or not it was rejected. */
  best: string;
}

function choose(classifier: Classifier, { classified, parts, words, act, context }: Heard): Choice {
  const previous = context.previousTopic ?? null;
  const kept = previous !== null && classifier.topics.some(one => one.id === previous) ? previous : null;
  const best = classifier.topics[classified.best]?.id as string;
  const { confidence } = classified;
  const unsure = { best, confidence, sure: false };
  if (act === 'empty') return { ...unsure, topic: kept, confidence: 0, reasons: [] };
  if (confidence >= classifier.sure)
    return { ...unsure, topic: best, sure: true, reasons: explain(classifier, classified) };
  if (act !== 'enquiry') return { ...unsure, topic: kept, reasons: [] };
  const continued = kept === null ? undefined : followUp(words, best, kept, confidence);
  if (kept !== null && continued) {
    const least = continued.sure ? classifier.sure : 0;
    return {
      best: kept,
      topic: kept,
      confidence: Math.max(confidence, least),
      sure: continued.sure,
      reasons: [continued.reason],
    };
  }
  const part = parts[0];
  const speaks = part && (part.topic === best || parts.length > 1 || words.length >= STORY);
  if (speaks && part.confidence * PART_FOR_WHOLE > confidence) {
    const backed = part.confidence * PART_FOR_WHOLE;
    const reasons = [`a part of it is most like ${part.topic} (${Math.round(part.confidence * 100)} %)`];
    return {
      best: part.topic,
      topic: part.topic,
      confidence: backed,
      sure: backed >= classifier.sure,
      reasons,
    };
  }
  const reasons = explain(classifier, classified);
  if (confidence >= classifier.reject) return { ...unsure, topic: best, reasons };
  return {
    ...unsure,
    topic: null,
    reasons: [...reasons, 'too unlike the examples of any topic: none of ours'],
  };
}

function explain(classifier: Classifier, { best, second, confidence, known }: Classified): string[] {
  const name = (index: number) => classifier.topics[index]?.id ?? '–';
  const reasons = [`most like ${name(best)} (${Math.round(confidence * 100)} %)`];
  if (second >= 0) reasons.push(`next ${name(second)}`);
  if (known < 0.7) reasons.push(`${Math.round((1 - known) * 100)} % of its words are new`);
  return reasons;
}

/** By score, the chosen one first. */
function ranked(classifier: Classifier, { scores }: Classified, first: string): Decision['ranked'] {
  const chosen = classifier.topics.findIndex(one => one.id === first);
  const order = [chosen];
  while (order.length < Math.min(RANKED, scores.length)) {
    let next = -1;
    for (let c = 0; c < scores.length; c++)
      if (!order.includes(c) && (next < 0 || (scores[c] as number) > (scores[next] as number))) next = c;
    order.push(next);
  }
  return order.map(c => ({ topic: classifier.topics[c]?.id as string, score: scores[c] as number }));
}
