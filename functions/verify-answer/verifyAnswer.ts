import type { Draft, Verdict } from '../../layers/core/answer/contract.ts';
import { FIXED_DIALOG_LINES } from '../../layers/core/answer/actionDialog.ts';
import { fixedHouseLines } from '../../layers/core/answer/houseLines.ts';
import { verify } from '../../layers/core/answer/verify.ts';
import type { Channel } from '../../layers/core/domain/triage.ts';
import type { Exchange } from '../../layers/core/domain/turn.ts';
import type { Passage } from '../../layers/core/knowledge/contract.ts';
import type { Release } from '../../layers/core/release/release.ts';

export interface VerifyAnswerInput {
  draft: Draft;
  question: string;
  history: Exchange[];
  channel: Channel;
  /** Language of the reply, ISO 639-1. */
  language: string;
}

/** Refuses what no passage or receipt supports. What an action's own dialog says comes from the client's configuration. */
export function verifyAnswer(
  input: VerifyAnswerInput,
  release: Pick<Release, 'config' | 'knowledge'>,
): Verdict {
  const { draft, history } = input;
  const { brand, name, actions } = release.config;
  const knowledge = release.knowledge();
  const passages = draft.citations
    .map(id => knowledge.passage(id))
    .filter((passage): passage is Passage => passage !== undefined);
  const questions = actions.flatMap(({ inputs, confirm, notFound }) => [
    ...Object.values(inputs).flatMap(({ ask, hint }) => [ask, hint ?? '']),
    confirm ?? '',
    notFound,
  ]);
  return verify({
    ...input,
    passages,
    history: history.map(({ customer }) => customer),
    brand: { name, forbidden: brand.forbidden },
    houseLines: [...fixedHouseLines, ...FIXED_DIALOG_LINES, ...questions.filter(Boolean)],
  });
}
