import type { Decision } from '../../layers/core/domain/decide.ts';
import type { DraftResult } from '../../layers/core/domain/turn.ts';
import { answerFromKnowledge } from './answerFromKnowledge.ts';
import type { DraftAnswerDependencies, DraftAnswerInput } from './draftAnswer.ts';

/** Answers each question of a message by itself, at once: all of them, or none. */
export async function answerParts(
  input: DraftAnswerInput,
  parts: NonNullable<Decision['parts']>,
  deps: DraftAnswerDependencies,
): Promise<DraftResult> {
  const { turn, decision } = input;
  const drafted = await Promise.all(
    parts.map(({ text, topic }) =>
      answerFromKnowledge(
        {
          ...input,
          turn: { ...turn, text },
          // As for a draft: what is only a part of an answer must not do anything.
          decision: { ...decision, route: 'draft', triage: { ...decision.triage, topic } },
        },
        deps,
      ),
    ),
  );
  const said = drafted.filter(each => each.kind === 'draft');
  const missing = drafted.find(each => each.kind === 'none');
  if (missing) return missing;
  const drafts = said.map(({ draft }) => draft);
  return {
    ...said[0]!,
    draft: {
      ...drafts[0]!,
      text: drafts.map(({ text }) => text).join('\n\n'),
      citations: [...new Set(drafts.flatMap(({ citations }) => citations))],
      source: drafts.some(({ source }) => source === 'model') ? 'model' : 'extracted',
    },
  };
}
