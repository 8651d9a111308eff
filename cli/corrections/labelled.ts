import type { Correction } from '../../layers/core/domain/correction.ts';
import type { LabelledExample } from '../../layers/core/release/labelledExamples.ts';

/**
 * What approved corrections of topics teach, oldest first, beyond what is known. A topic that is no longer there is left
 * out: its id is in `unknown`.
 */
export function labelledOf(
  corrections: Correction[],
  known: LabelledExample[],
  topicIds: ReadonlySet<string>,
): { examples: LabelledExample[]; unknown: string[] } {
  // The later line of the same words counts, so that is what is known of them.
  const taught = new Map(known.map(({ text, topic }) => [text, topic]));
  const examples: LabelledExample[] = [];
  const unknown = new Set<string>();
  const approved = corrections.filter(
    ({ kind, question, review }) =>
      kind === 'topic-corrected' && review?.verdict === 'approved' && question?.trim(),
  );
  for (const { question, after } of approved.sort((a, b) => a.at.localeCompare(b.at))) {
    const text = question!.trim();
    const topic = after || null;
    if (topic !== null && !topicIds.has(topic)) {
      unknown.add(topic);
      continue;
    }
    if (taught.get(text) === topic) continue;
    taught.set(text, topic);
    examples.push({ text, topic });
  }
  return { examples, unknown: [...unknown] };
}
