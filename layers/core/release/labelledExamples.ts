import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import * as v from 'valibot';

/** A message and what a person says it is about: taught to triage beside the topics' examples. Null: none of ours. */
const LabelledExampleSchema = v.strictObject({
  text: v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty')),
  topic: v.nullable(v.string()),
});
export type LabelledExample = v.InferOutput<typeof LabelledExampleSchema>;

/**
 * Reads a client's `corrections.jsonl`, one labelled example a line; without the file there are none. Where two, or one and
 * an example of topics.yaml, have the same words, the later line counts.
 */
export function readLabelledExamples(
  file: string,
  topicIds: ReadonlySet<string>,
): { examples: LabelledExample[]; problems: string[] } {
  const examples: LabelledExample[] = [];
  const problems: string[] = [];
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : [];
  lines.forEach((line, n) => {
    if (!line.trim()) return;
    const problem = (what: string) =>
      problems.push(`${relative(process.cwd(), file) || file}:${n + 1}: ${what}`);
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      problem('is not JSON; expected {"text": "…", "topic": "…"} on one line');
      return;
    }
    const parsed = v.safeParse(LabelledExampleSchema, json);
    if (!parsed.success)
      problem(`\`${v.getDotPath(parsed.issues[0]) ?? 'the line'}\`: ${parsed.issues[0].message}`);
    else if (parsed.output.topic !== null && !topicIds.has(parsed.output.topic))
      problem(
        `topic "${parsed.output.topic}" is not in topics.yaml; expected null or one of: ${[...topicIds].join(', ')}`,
      );
    else examples.push(parsed.output);
  });
  return { examples, problems };
}
