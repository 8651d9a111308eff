/**
 * Measures the triage engine on public data and prints the figures against the goals:
 *   node cli/run.mjs bench/triage.ts --data DIR [--only clinc150,few,banking77,small,pairs,person]
 * DIR has the folders clinc150, banking77 and nlupp as JSON Lines. Nothing is
 * copied, and CLINC150's test half is not read: half of dev sets the threshold, the other half is asked, and the other way round.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { sureMatters } from '../layers/core/triage/matters.ts';
import { personAskedFor } from '../layers/core/triage/signals/wantsPerson.ts';
import { wordsOf } from '../layers/core/triage/text/words.ts';
import { figuresOf, percentile, type Figures, type Prediction } from '../cli/triage/figures.ts';
import { readLines, readRows, WrongInput, type Row } from '../cli/triage/rows.ts';
import { compressedBytes, predict, rejectionOn, trainOn } from '../cli/triage/trial.ts';
import { goalLines, type Measured } from './triageGoals.ts';

const TARGET = 0.91;
const WRONG_PER_HUNDRED = 2;

const { values } = parseArgs({ options: { data: { type: 'string' }, only: { type: 'string' } } });
const { data } = values;
if (!data) {
  console.error(
    'usage: node cli/run.mjs bench/triage.ts --data DIR [--only clinc150,few,banking77,small,pairs,person]',
  );
  process.exit(2);
}

const measured: Measured = {};

const BENCHES: Record<string, () => void> = {
  clinc150: () => {
    const { figures, micros, trained } = halves('clinc150', clinc('train'), clinc('dev'));
    Object.assign(measured, {
      'clinc150 in-scope, before rejection': figures.accuracyBefore,
      'clinc150 in-scope, after rejection': figures.accuracyAfter,
      'clinc150 out-of-scope recall': figures.outOfScopeRecall,
      'p99 a message, ms': percentile(micros, 0.99) / 1000,
      'model, MB compressed': compressedBytes(trained.model) / 1e6,
      'training, s of one core': trained.busySeconds,
      'loading, ms': trained.loadMs,
    } satisfies Measured);
  },
  few: () => {
    const { figures } = halves('clinc150, 10 a topic', firstOfEach(clinc('train'), 10), clinc('dev'));
    measured['10 examples a topic, in-scope'] = figures.accuracyBefore;
  },
  banking77: () => {
    const figures = folds('banking77, 5 folds', banking(), 5);
    measured['banking77 in-scope, 5 folds'] = figures.accuracyBefore;
    measured['banking77 coverage at 95 % precision'] = figures.coverage95;
  },
  small: () => small(),
  pairs: () => pairs(),
  person: () => person(),
};
for (const name of values.only?.split(',') ?? Object.keys(BENCHES)) {
  const bench = BENCHES[name];
  if (!bench) {
    console.error(`no bench "${name}"; there are ${Object.keys(BENCHES).join(', ')}`);
    process.exit(2);
  }
  try {
    bench();
  } catch (error) {
    if (!(error instanceof WrongInput)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

console.log('\ngoals');
for (const line of goalLines(measured)) console.log(`  ${line}`);

function clinc(part: string): Row[] {
  return readRows(join(data as string, 'clinc150', `${part}.jsonl`));
}
function banking(): Row[] {
  return readRows(join(data as string, 'banking77', 'train.jsonl'));
}

/** One training, asked twice: each half of `dev` with the threshold from the other. */
function halves(title: string, train: Row[], dev: Row[]) {
  const trained = trainOn(train, WRONG_PER_HUNDRED);
  const part = (odd: number) => dev.filter((_, i) => i % 2 === odd);
  const asked = [part(0), part(1)].map(rows => ({ rows, ...predict(trained.engine, rows, 0) }));
  const predictions = asked.flatMap((half, i) => {
    const other = asked[1 - i] as (typeof asked)[number];
    const own = other.rows.filter(row => row.topic !== null);
    const before = figuresOf(other.rows, other.predictions).accuracyBefore;
    const reject = rejectionOn(other.rows, other.predictions, Math.min(TARGET, before * 0.97));
    return own.length === 0 ? half.predictions : half.predictions.map(one => rejected(one, reject));
  });
  const micros = asked.flatMap(half => half.micros);
  const figures = print(
    title,
    asked.flatMap(half => half.rows),
    predictions,
    micros,
  );
  console.log(
    `  training ${trained.seconds.toFixed(1)} s, loading ${trained.loadMs.toFixed(1)} ms, model ${trained.model.length} bytes, ${compressedBytes(trained.model)} compressed`,
  );
  const sure = asked
    .flatMap(half => half.rows.map(row => ({ row, ...trained.engine.triage(row.text) })))
    .filter(one => one.sure);
  console.log(
    `  sure at wrongPerHundred ${WRONG_PER_HUNDRED}: ${sure.length} of ${dev.length}, ${((100 * sure.filter(one => one.topic !== one.row.topic).length) / sure.length).toFixed(2)} % of them wrong`,
  );
  return { figures, micros, trained };
}

function rejected(one: Prediction, reject: number): Prediction {
  return { ...one, topic: one.confidence >= reject ? one.best : null };
}

/** Row i is asked in fold i mod `count` of a fixed shuffle, within its topic. */
function folds(title: string, rows: Row[], count: number): Figures {
  const seen = new Map<string | null, number>();
  const fold = rows.map(row => {
    const place = seen.get(row.topic) ?? 0;
    seen.set(row.topic, place + 1);
    return place % count;
  });
  const accuracies: number[] = [];
  const all: { rows: Row[]; predictions: Prediction[]; micros: number[] } = {
    rows: [],
    predictions: [],
    micros: [],
  };
  for (let f = 0; f < count; f++) {
    const trained = trainOn(
      rows.filter((_, i) => fold[i] !== f),
      WRONG_PER_HUNDRED,
    );
    const asked = rows.filter((_, i) => fold[i] === f);
    const { predictions, micros } = predict(trained.engine, asked, 0);
    accuracies.push(figuresOf(asked, predictions).accuracyBefore);
    all.rows.push(...asked);
    all.predictions.push(...predictions);
    all.micros.push(...micros);
  }
  const figures = print(title, all.rows, all.predictions, all.micros);
  console.log(`  folds: ${accuracies.map(one => (100 * one).toFixed(2)).join(' ')}`);
  return figures;
}

/** A client's first topics.yaml: 30 topics with 15 examples; the other 120 topics are foreign. */
function small(): void {
  const train = clinc('train');
  const topics = [...new Set(train.map(row => row.topic))].filter((_, i) => i % 5 === 0);
  const trained = trainOn(
    firstOfEach(
      train.filter(row => topics.includes(row.topic)),
      15,
    ),
    WRONG_PER_HUNDRED,
  );
  const dev = clinc('dev').map(row => (topics.includes(row.topic) ? row : { ...row, topic: null }));
  const said = dev.map(row => ({ row, ...trained.engine.triage(row.text) }));
  const own = said.filter(one => one.row.topic !== null);
  const foreign = said.filter(one => one.row.topic === null);
  const share = (part: unknown[], whole: unknown[]) => `${((100 * part.length) / whole.length).toFixed(1)} %`;
  const ownSure = own.filter(one => one.sure);
  console.log(
    `30 topics × 15 examples, ${trained.seconds.toFixed(1)} s of training, threshold ${trained.engine.threshold.toFixed(3)}`,
  );
  console.log(
    `  own messages:     best right ${share(
      own.filter(one => one.ranked[0]?.topic === one.row.topic),
      own,
    )}, sure ${share(ownSure, own)}, of the sure wrong ${share(
      ownSure.filter(one => one.topic !== one.row.topic),
      ownSure,
    )}`,
  );
  console.log(
    `  foreign messages: topic null ${share(
      foreign.filter(one => one.topic === null),
      foreign,
    )}, sure ${share(
      foreign.filter(one => one.sure),
      foreign,
    )}`,
  );
}

/** Two messages of different topics made one, and single ones: how often both are told apart, and rightly. */
function pairs(): void {
  const { engine } = trainOn(clinc('train'), WRONG_PER_HUNDRED);
  const own = clinc('dev').filter(row => row.topic !== null);
  const JOINS = [' and ', '. ', '? also ', ', and another thing, ', ' '];
  const STEP = 1_501;
  const pairsOf = own.flatMap((row, i) => {
    const other = own[(i * 7 + STEP) % own.length] as Row;
    const asks = [row, other].map(one => one.topic);
    return row.topic === other.topic ? [] : [{ asks, text: row.text + JOINS[i % JOINS.length] + other.text }];
  });
  const told = (text: string) => {
    const { others } = engine.triage(text);
    const topics = new Set(sureMatters(engine, text)?.map(({ triage }) => triage.topic));
    return { noticed: others.length > 0, topics: others.length > 0 && topics.size > 1 ? [...topics] : [] };
  };
  const joined = pairsOf.map(({ asks, text }) => ({ asks, ...told(text) }));
  const apart = joined.filter(({ topics }) => topics.length > 0);
  const right = apart.filter(({ asks, topics }) => topics.every(topic => asks.includes(topic)));
  const single = own.map(({ text }) => told(text));
  const count = (all: { noticed: boolean }[]) => all.filter(({ noticed }) => noticed).length;
  console.log(
    `pairs: of ${joined.length} messages about two topics ${count(joined)} noticed, ${apart.length} surely told apart, ${right.length} of these rightly`,
  );
  const parted = single.filter(({ topics }) => topics.length > 0).length;
  console.log(`  of ${single.length} about one ${count(single)} seem to be about more, ${parted} told apart`);
}

/** "Wants a person" against the intent `handoff` of NLU++. */
function person(): void {
  const Line = v.object({ text: v.string(), intents: v.array(v.string()) });
  for (const part of ['banking', 'hotels']) {
    const rows = readLines(join(data as string, 'nlupp', `${part}.jsonl`), Line);
    const said = rows.map(row => ({
      wants: row.intents.includes('handoff'),
      found: personAskedFor(wordsOf(row.text)) !== undefined,
    }));
    const hits = said.filter(one => one.wants && one.found).length;
    const found = said.filter(one => one.found).length;
    const wants = said.filter(one => one.wants).length;
    console.log(
      `nlupp ${part}: wants a person found ${hits} of ${wants}, ${found - hits} more of ${rows.length - wants} others`,
    );
  }
}

function firstOfEach(rows: Row[], count: number): Row[] {
  const seen = new Map<string | null, number>();
  return rows.filter(row => {
    const place = (seen.get(row.topic) ?? 0) + 1;
    seen.set(row.topic, place);
    return place <= count;
  });
}

function print(title: string, rows: Row[], predictions: Prediction[], micros: number[]): Figures {
  const figures = figuresOf(rows, predictions);
  const percent = (share: number) => (100 * share).toFixed(2);
  console.log(title);
  console.log(
    `  in-scope ${percent(figures.accuracyBefore)} before, ${percent(figures.accuracyAfter)} after rejection; out-of-scope recall ${percent(figures.outOfScopeRecall)}; macro-F1 ${percent(figures.macroF1)}`,
  );
  console.log(
    `  coverage ${percent(figures.coverage95)} at 95 %, ${percent(figures.coverage98)} at 98 % precision; calibration error ${figures.calibrationError.toFixed(4)}`,
  );
  console.log(
    `  ${percentile(micros, 0.5).toFixed(0)} µs p50, ${percentile(micros, 0.99).toFixed(0)} µs p99 a message`,
  );
  return figures;
}
