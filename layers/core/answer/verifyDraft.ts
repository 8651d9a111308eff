import type { ClientConfig } from '../domain/clientConfig.ts';
import type { Channel } from '../domain/triage.ts';
import type { Exchange } from '../domain/turn.ts';
import type { Passage } from '../knowledge/contract.ts';
import { FIXED_DIALOG_LINES } from './actionDialog.ts';
import type { Draft, Verdict } from './contract.ts';
import { fixedHouseLines } from './houseLines.ts';
import { verify } from './verify.ts';

export interface VerifyDraftInput {
  draft: Draft;
  question: string;
  history: Exchange[];
  channel: Channel;
  /** Language of the reply, ISO 639-1. */
  language: string;
}

/** Verify with what the release knows, each of what is said in a row by itself. What an action's own dialog says comes from the client's configuration. */
export function verifyDraft(input: VerifyDraftInput, release: VerifyingRelease): Verdict {
  const { then } = input.draft;
  const verdict = verifyOne(input, release);
  return verdict.ok && then ? verifyDraft({ ...input, draft: then }, release) : verdict;
}

type VerifyingRelease = {
  config: ClientConfig;
  knowledge: () => { passage(id: string): Passage | undefined };
};

function verifyOne(input: VerifyDraftInput, release: VerifyingRelease): Verdict {
  const { draft, history } = input;
  const { brand, name, actions, answers } = release.config;
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
    subjectsToLeave: answers.subjectsToLeave,
    adviceToLeave: answers.adviceToLeave,
    houseLines: [...fixedHouseLines, ...FIXED_DIALOG_LINES, ...questions.filter(Boolean)],
  });
}
