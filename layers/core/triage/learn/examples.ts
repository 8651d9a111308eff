import type { TriageTraining } from '../contract.ts';
import { wordsOf } from '../text/words.ts';

export interface Example {
  text: string;
  /** Index of the topic; −1: none of ours. */
  topic: number;
}

/**
 * The examples of a training, each text once. Throws an Error naming what is wrong: no topics, a topic twice, a topic without
 * examples, one example under two topics, an unknown topic. Where labelled messages contradict examples or each other, the
 * last one counts: they are corrections by people, in order.
 */
export function examplesOf(training: TriageTraining): Example[] {
  const { topics, labelled = [], wrongPerHundred } = training;
  if (topics.length === 0) throw new Error('triage training: no topics');
  if (!(wrongPerHundred > 0 && wrongPerHundred < 100))
    throw new Error(`triage training: wrongPerHundred is ${wrongPerHundred}, must be between 0 and 100`);
  const indexOf = new Map<string, number>();
  topics.forEach(({ id }, i) => {
    if (indexOf.has(id)) throw new Error(`triage training: topic "${id}" is there twice`);
    indexOf.set(id, i);
  });
  const examples = new Map<string, Example>();
  topics.forEach((topic, index) => {
    for (const text of topic.examples) {
      const key = keyOf(text);
      if (key === '')
        throw new Error(`triage training: topic "${topic.id}" has an example without words: "${text}"`);
      const known = examples.get(key);
      if (known && known.topic !== index)
        throw new Error(
          `triage training: "${text}" is an example of both "${topics[known.topic]?.id}" and "${topic.id}"; keep one`,
        );
      examples.set(key, { text, topic: index });
    }
  });
  for (const { text, topic } of labelled) {
    const index = topic === null ? -1 : indexOf.get(topic);
    if (index === undefined) throw new Error(`triage training: labelled message of unknown topic "${topic}"`);
    const key = keyOf(text);
    if (key !== '') examples.set(key, { text, topic: index });
  }
  const all = [...examples.values()];
  const taught = new Set(all.map(example => example.topic));
  const empty = topics.filter((_, index) => !taught.has(index)).map(({ id }) => `"${id}"`);
  if (empty.length > 0) throw new Error(`triage training: no examples for topic ${empty.join(', ')}`);
  return all;
}

const keyOf = (text: string): string => wordsOf(text).join(' ');
