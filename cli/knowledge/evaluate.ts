import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureKnowledge, tell, type PassageRow, type QuestionRow } from './measure.ts';
import { readRows, UnusableRow } from './readRows.ts';

const USAGE = `usage: augment knowledge evaluate --passages F.jsonl --questions F.jsonl --predictions OUT.jsonl
  passages     {"id": string, "title": string, "text": string}
  questions    {"text": string, "relevant": [ids]}
  predictions  written: {"text", "ranked": [at most 10 ids], "scores": [numbers]}, in the order of the questions`;

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

function readPassages(file: string): PassageRow[] {
  const seen = new Set<string>();
  return readRows<PassageRow>(file, ({ id, title, text }) => {
    if (!isText(id)) return '"id" must be a text';
    if (/\s/.test(id)) return `the id "${id}" must not contain spaces`;
    if (seen.has(id)) return `the id "${id}" stands in an earlier row`;
    seen.add(id);
    if (typeof title !== 'string') return '"title" must be a text';
    return isText(text) ? undefined : '"text" must be a text that is not empty';
  });
}

function readQuestions(file: string, known: Set<string>): QuestionRow[] {
  return readRows<QuestionRow>(file, ({ text, relevant }) => {
    if (typeof text !== 'string') return '"text" must be a text';
    if (!Array.isArray(relevant) || !relevant.length || !relevant.every(isText))
      return '"relevant" must be a list of at least one id';
    const unknown = relevant.find(id => !known.has(id));
    return unknown === undefined ? undefined : `"relevant" names "${unknown}", which is no passage`;
  });
}

/** The command `augment knowledge evaluate`. Returns the exit code: 0, or 2 when arguments or rows can't be used. */
export async function evaluateKnowledge(args: string[]): Promise<number> {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args,
      options: { passages: text, questions: text, predictions: text, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    if (!values.passages || !values.questions || !values.predictions) throw new UnusableRow(USAGE);
    const passages = readPassages(values.passages);
    const questions = readQuestions(values.questions, new Set(passages.map(({ id }) => id)));
    const { predictions, measured } = measureKnowledge(passages, questions);
    writeFileSync(values.predictions, predictions.map(row => `${JSON.stringify(row)}\n`).join(''));
    console.log(tell(measured));
    return 0;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (!(error instanceof UnusableRow) && !code) throw error;
    console.error(error instanceof UnusableRow ? error.message : `${(error as Error).message}\n${USAGE}`);
    return 2;
  }
}
