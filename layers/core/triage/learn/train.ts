import type { TriageTraining } from '../contract.ts';
import { pack } from '../model/pack.ts';
import { trim } from '../model/trim.ts';
import { wordsOf } from '../text/words.ts';
import { calibrate, fitConfidence } from './confidence.ts';
import { examplesOf } from './examples.ts';
import { featuresOf } from './features.ts';
import { FOREIGN } from './foreign.ts';
import { foreignTo } from './foreignToClient.ts';
import { HashTable } from './hashTable.ts';
import { rehearse, type Taught } from './rehearse.ts';
import { separate } from './separate.ts';
import { thresholdsFrom } from './thresholds.ts';
import { encode } from './vocabulary.ts';

/** Trains on one core; 15,000 examples of 150 topics take under half a minute. Throws an Error naming what is wrong. */
export function train(training: TriageTraining): Uint8Array {
  const examples = examplesOf(training);
  const words = [...examples.map(example => example.text), ...FOREIGN].map(wordsOf);
  const features = words.map(featuresOf);
  const table = new HashTable(features.reduce((sum, one) => sum + one.hashes.length, 0));
  const isWord: boolean[] = [];
  for (const one of features)
    one.hashes.forEach((hash, i) => {
      table.count(hash);
      if (i < one.wordEnd) isWord[table.rowOf(hash)] = true;
    });
  table.weigh(words.length);
  const messages = features.map((one, i) => encode(one, table, (words[i] as string[]).length));
  const own = messages.slice(0, examples.length);
  const foreign = foreignTo(own, messages.slice(examples.length), table.rows);
  const taught: Taught = {
    messages: [...own, ...foreign],
    topic: Int32Array.from([...examples.map(example => example.topic), ...foreign.map(() => -1)]),
    ownForeignFrom: own.length,
    topics: training.topics.length,
    rows: table.rows,
  };
  const trials = rehearse(taught);
  const head = calibrate(fitConfidence(trials), trials);
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
