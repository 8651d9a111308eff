import type { TriageTraining } from '../contract.ts';
import { wordsOf } from '../text/words.ts';
import { pack } from '../model/pack.ts';
import { trim } from '../model/trim.ts';
import { fitConfidence } from './confidence.ts';
import { featuresOf } from './features.ts';
import { HashTable } from './hashTable.ts';
import { rehearse, type Taught } from './rehearse.ts';
import { separate } from './separate.ts';
import { thresholdsFrom } from './thresholds.ts';
import { encode } from './vocabulary.ts';
import { examplesOf } from './examples.ts';

/** Trains on one core; 15,000 examples of 150 topics take well under half a minute. Throws an Error naming what is wrong. */
export function train(training: TriageTraining): Uint8Array {
  const examples = examplesOf(training);
  const words = examples.map(example => wordsOf(example.text));
  const features = words.map(featuresOf);
  const table = new HashTable(features.reduce((sum, one) => sum + one.hashes.length, 0));
  const isWord: boolean[] = [];
  for (const one of features)
    one.hashes.forEach((hash, i) => {
      table.count(hash);
      if (i < one.wordEnd) isWord[table.rowOf(hash)] = true;
    });
  table.weigh(examples.length);
  const taught: Taught = {
    messages: features.map((one, i) => encode(one, table, (words[i] as string[]).length)),
    topic: Int32Array.from(examples, example => example.topic),
    topics: training.topics.length,
    rows: table.rows,
  };
  const trials = rehearse(taught);
  const head = fitConfidence(trials);
  const { ladder, sure, reject } = thresholdsFrom(trials, head, training.wrongPerHundred);
  return pack({
    topics: training.topics.map(({ id, complexity, urgency }) => ({ id, complexity, urgency })),
    unseen: table.unseen,
    thresholds: { sure, reject },
    ladder,
    head,
    ...trim(separate(taught), taught.topics, table, row => isWord[row] === true),
  });
}
