import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { figuresOf, percentile, type Figures } from './figures.ts';
import { readRows, WrongInput } from './rows.ts';
import { compressedBytes, predict, rejectionOn, trainOn, type Trained } from './trial.ts';

const USAGE =
  'usage: augment triage evaluate --train F.jsonl --test F.jsonl [--dev F.jsonl] [--in-scope-target 0.91] [--wrong-per-hundred 2] [--predictions OUT.jsonl]';

/**
 * Trains on one labelled file and measures on another. With `--dev` the rejection threshold keeps in-scope accuracy there at
 * the target; without, cross-validation on the training file decides. Resolves to the exit code: 0, or 2 for wrong input.
 */
export async function evaluateTriage(args: string[]): Promise<number> {
  try {
    return evaluate(optionsOf(args));
  } catch (error) {
    if (!(error instanceof WrongInput)) throw error;
    console.error(error.message);
    return 2;
  }
}

interface Options {
  train: string;
  test: string;
  dev?: string;
  target: number;
  wrongPerHundred: number;
  predictions?: string;
}

function evaluate({ train, test, dev, target, wrongPerHundred, predictions: file }: Options): number {
  const rows = readRows(train);
  const asked = readRows(test);
  const devRows = dev === undefined ? undefined : readRows(dev);
  if (rows.every(row => row.topic === null))
    throw new WrongInput(`${train}: every row is out of scope; no topic to learn`);
  const trained = trainOn(rows, wrongPerHundred);
  const reject = devRows
    ? rejectionOn(devRows, predict(trained.engine, devRows, 0).predictions, target)
    : trained.classifier.rejectionFor(target);
  const { predictions, micros } = predict(trained.engine, asked, reject);
  if (file !== undefined) write(file, predictions);
  const from = devRows ? 'dev' : 'cross-validation on train';
  console.log(
    `rejection threshold      ${reject.toFixed(4)} (in-scope target ${percent(target)} on ${from})`,
  );
  for (const line of report(figuresOf(asked, predictions), trained, micros)) console.log(line);
  return 0;
}

function report(figures: Figures, trained: Trained, micros: number[]): string[] {
  const { model, seconds, loadMs } = trained;
  return [
    `in-scope accuracy        ${percent(figures.accuracyBefore)} before rejection, ${percent(figures.accuracyAfter)} after (${figures.inScope} rows)`,
    `out-of-scope recall      ${percent(figures.outOfScopeRecall)} (${figures.outOfScope} rows)`,
    `macro-F1                 ${percent(figures.macroF1)}`,
    `coverage                 ${percent(figures.coverage95)} at 95 % precision, ${percent(figures.coverage98)} at 98 %`,
    `calibration error        ${figures.calibrationError.toFixed(4)} (in-scope rows, ten bins)`,
    `time per message         ${percentile(micros, 0.5).toFixed(0)} µs p50, ${percentile(micros, 0.99).toFixed(0)} µs p99`,
    `training                 ${seconds.toFixed(1)} s`,
    `loading                  ${loadMs.toFixed(1)} ms`,
    `model                    ${model.length} bytes, ${compressedBytes(model)} compressed (brotli)`,
  ];
}

const percent = (share: number): string => (Number.isNaN(share) ? 'none' : `${(100 * share).toFixed(2)} %`);

function write(file: string, predictions: object[]): void {
  try {
    writeFileSync(file, predictions.map(one => `${JSON.stringify(one)}\n`).join(''));
  } catch (error) {
    throw new WrongInput(`${file}: cannot be written: ${(error as Error).message}`);
  }
}

function optionsOf(args: string[]): Options {
  const values = parsed(args);
  const { train, test, dev, predictions } = values;
  if (!train || !test) throw new WrongInput(`${!train ? '--train' : '--test'} is missing\n${USAGE}`);
  return {
    train,
    test,
    dev,
    predictions,
    target: within(values['in-scope-target'] ?? '0.91', '--in-scope-target', 0, 1),
    wrongPerHundred: within(values['wrong-per-hundred'] ?? '2', '--wrong-per-hundred', 0, 100),
  };
}

function within(value: string, option: string, above: number, below: number): number {
  const number = Number(value);
  if (number > above && number < below) return number;
  throw new WrongInput(`${option} is "${value}", must be between ${above} and ${below}\n${USAGE}`);
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        train: text,
        test: text,
        dev: text,
        predictions: text,
        'in-scope-target': text,
        'wrong-per-hundred': text,
      },
    }).values;
  } catch (error) {
    throw new WrongInput(`${(error as Error).message}\n${USAGE}`);
  }
}
