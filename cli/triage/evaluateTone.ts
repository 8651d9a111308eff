import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { SENTIMENTS, URGENCIES } from '../../layers/core/domain/triage.ts';
import { sentimentOf } from '../../layers/core/triage/signals/sentiment.ts';
import { urgencyOf } from '../../layers/core/triage/signals/urgency.ts';
import { readable } from '../../layers/core/triage/text/normalise.ts';
import { wordsIn } from '../../layers/core/triage/text/words.ts';
import { readLines, WrongInput } from './rows.ts';

const OWN_LABELS = fileURLToPath(new URL('../../bench/labels/tone.jsonl', import.meta.url));
const USAGE = 'usage: augment triage evaluate-tone [--labels F.jsonl] [--show-wrong]';

const LineSchema = v.object({
  text: v.string('"text" must be a text'),
  sentiment: v.picklist(SENTIMENTS, `"sentiment" must be one of ${SENTIMENTS.join(', ')}`),
  urgency: v.picklist(URGENCIES, `"urgency" must be one of ${URGENCIES.join(', ')}`),
});

/**
 * Measures sentiment and urgency on labelled lines (docs/labelling.md), against always saying the commonest label. Resolves
 * to the exit code: 0, or 2 for wrong input.
 */
export async function evaluateTone(args: string[]): Promise<number> {
  try {
    const { labels, showWrong } = optionsOf(args);
    const judged = readLines(labels, LineSchema).map(line => {
      const read = readable(line.text);
      const words = wordsIn(read);
      const said = {
        sentiment: sentimentOf(words, read).sentiment as string,
        urgency: urgencyOf(words, undefined).urgency as string,
      };
      return { line, said };
    });
    for (const what of ['sentiment', 'urgency'] as const) {
      const pairs = judged.map(({ line, said }) => ({
        text: line.text,
        is: line[what] as string,
        said: said[what],
      }));
      for (const row of report(what, pairs)) console.log(row);
      if (!showWrong) continue;
      for (const { text, is, said } of pairs) if (is !== said) console.log(`  ${is}, said ${said}: ${text}`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof WrongInput)) throw error;
    console.error(error.message);
    return 2;
  }
}

function report(what: string, pairs: { is: string; said: string }[]): string[] {
  const labels = [...new Set(pairs.map(pair => pair.is))];
  const counted = labels.map(label => ({ label, count: pairs.filter(pair => pair.is === label).length }));
  const commonest = counted.reduce((most, one) => (one.count > most.count ? one : most));
  const right = pairs.filter(pair => pair.is === pair.said).length;
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  return [
    `${what}: ${share(right, pairs.length)} right of ${pairs.length}, always "${commonest.label}" ${share(commonest.count, pairs.length)}`,
    ...counted.map(({ label, count }) => {
      const said = pairs.filter(pair => pair.said === label).length;
      const hit = pairs.filter(pair => pair.is === label && pair.said === label).length;
      return `  ${label.padEnd(9)} found ${hit} of ${count}, ${said - hit} said wrongly`;
    }),
  ];
}

function optionsOf(args: string[]): { labels: string; showWrong: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: { labels: { type: 'string' }, 'show-wrong': { type: 'boolean' } },
    });
    return { labels: values.labels ?? OWN_LABELS, showWrong: values['show-wrong'] ?? false };
  } catch (error) {
    throw new WrongInput(`${(error as Error).message}\n${USAGE}`);
  }
}
