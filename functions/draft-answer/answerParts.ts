import type { Draft } from '../../layers/core/answer/contract.ts';
import { LENGTHS } from '../../layers/core/answer/length.ts';
import type { Decision } from '../../layers/core/domain/decide.ts';
import type { DraftResult } from '../../layers/core/domain/turn.ts';
import { answerFromKnowledge } from './answerFromKnowledge.ts';
import type { DraftAnswerDependencies, DraftAnswerInput } from './draftAnswer.ts';

/**
 * Answers each question of a message by itself, at once. By mail all of them or none; where the customer is there to ask again,
 * those that have an answer, `partly` when one has none.
 */
export async function answerParts(
  input: DraftAnswerInput,
  parts: NonNullable<Decision['parts']>,
  deps: DraftAnswerDependencies,
): Promise<DraftResult> {
  const { turn, decision } = input;
  const room = Math.floor(LENGTHS[turn.channel] / (parts.length + (decision.action ? 1 : 0)));
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
        room,
      ),
    ),
  );
  const said = drafted.filter(each => each.kind === 'draft');
  const missing = drafted.find(each => each.kind === 'none');
  if (missing && (said.length === 0 || turn.channel === 'email' || missing.reason === 'guardrail'))
    return missing;
  return { ...said[0]!, draft: joined(said.map(({ draft }) => draft)), ...(missing && { partly: true }) };
}

const joined = (drafts: Draft[]): Draft => ({
  ...drafts[0]!,
  text: drafts.map(({ text }) => text).join('\n\n'),
  citations: [...new Set(drafts.flatMap(({ citations }) => citations))],
  source: drafts.some(({ source }) => source === 'model') ? 'model' : 'extracted',
});

/** An answer to some questions of a message, and a step of the action that another part asks for. */
export function withStep(
  answered: Extract<DraftResult, { kind: 'draft' }>,
  step: Extract<DraftResult, { kind: 'draft' }>,
): DraftResult {
  return { ...step, ...answered, draft: { ...answered.draft, then: step.draft } };
}
