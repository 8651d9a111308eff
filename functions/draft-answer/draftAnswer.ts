import type { ActionDependencies } from '../../layers/core/actions/runAction.ts';
import type { Meaning } from '../../layers/core/bedrock/embedder.ts';
import type { Guardrail } from '../../layers/core/bedrock/guardrail.ts';
import type { Model } from '../../layers/core/bedrock/model.ts';
import type { Decision, QuestionPart } from '../../layers/core/domain/decide.ts';
import type { DraftResult, OpenedTurn, TurnInput } from '../../layers/core/domain/turn.ts';
import type { Release } from '../../layers/core/release/release.ts';
import { actInDialog } from './actInDialog.ts';
import { answerFromKnowledge } from './answerFromKnowledge.ts';
import { callersAnswer, knownCaller } from './knownCaller.ts';
import { answerParts, withStep } from './answerParts.ts';

/** Milliseconds that calls of the client's service may take together. */
export const ACTION_BUDGET_MS = 11_000;

export interface DraftAnswerInput {
  turn: TurnInput;
  opened: Pick<OpenedTurn, 'case' | 'history'>;
  decision: Decision;
}

export interface DraftAnswerDependencies extends ActionDependencies {
  release: Omit<Release, 'triage'>;
  model: Model;
  guardrail?: Guardrail;
  /** What a question means, where the release has vectors of its passages. */
  embed?: (text: string, meaning: Meaning) => Promise<number[] | undefined>;
  /** The model gave nothing usable; the error's name, or what was wrong with its reply. */
  onModelFailure: (error: string) => void;
  /** Milliseconds left until an answer must be there. */
  timeLeft: () => number;
}

/** The whole message is stored and agents see it; search, model and dialog read its beginning. */
const READ_AT_MOST = 6_000;

/** Something to say: a step of an action's dialog, or an answer from the release's passages. */
export async function draftAnswer(
  whole: DraftAnswerInput,
  deps: DraftAnswerDependencies,
): Promise<DraftResult> {
  const input = shortened(whole);
  const { parts } = input.decision;
  if (parts) return answerSeveral(input, parts, deps);
  const drafted = await draftOne(input, deps);
  return drafted.kind === 'draft' && turnedElsewhere(input) ? { ...drafted, partly: true } : drafted;
}

/** What was noticed beside the topic is not in the answer. */
const turnedElsewhere = ({ turn, opened, decision: { triage } }: DraftAnswerInput): boolean =>
  triage.others.length > 0 && turn.channel === 'chat' && !opened.case.dialog;

/**
 * The answers of the knowledge first, then the first step of the action that the message asks for as well. Where the knowledge has
 * none, the action is begun all the same.
 */
async function answerSeveral(
  input: DraftAnswerInput,
  parts: QuestionPart[],
  deps: DraftAnswerDependencies,
): Promise<DraftResult> {
  const answered = await answerParts(input, parts, deps);
  const isOver = answered.kind === 'none' && answered.reason !== 'no-answer';
  if (!input.decision.action || isOver) return answered;
  const step = await actInDialog(input, input.decision.action, deps);
  if (step.kind === 'none') return step;
  if (answered.kind === 'none') return step.kind === 'left' ? answered : { ...step, partly: true };
  return step.kind === 'left' ? { ...answered, partly: true } : withStep(answered, step);
}

async function draftOne(input: DraftAnswerInput, deps: DraftAnswerDependencies): Promise<DraftResult> {
  const { decision } = input;
  if (decision.route !== 'act') return answerFromKnowledge(input, deps);
  const caller = await knownCaller(input, deps);
  if (caller) {
    const known = { ...input, opened: { ...input.opened, case: { ...input.opened.case, customer: caller } } };
    const event = callersAnswer(deps, decision.action!, caller);
    const acted = await actInDialog(known, decision.action!, deps, event);
    if (acted.kind !== 'left') return { customer: caller, ...acted };
  }
  const ran = await actInDialog(input, decision.action!, deps);
  if (ran.kind !== 'left') return ran;
  // The customer turned to something else: another action's topic starts its dialog, anything else is a question.
  const fresh = { ...input, opened: { ...input.opened, case: { ...input.opened.case, dialog: undefined } } };
  const { topic } = decision.triage;
  const other = deps.release.config.actions.find(
    ({ topics }) => decision.sure && topics.includes(topic ?? ''),
  );
  if (other && other.id !== decision.action) {
    const next = await actInDialog(fresh, other.id, deps);
    if (next.kind !== 'left') return next;
  }
  return { dialog: null, ...(await answerFromKnowledge(fresh, deps)) };
}

const shortened = ({ turn, opened, decision }: DraftAnswerInput): DraftAnswerInput => ({
  turn: { ...turn, text: turn.text.slice(0, READ_AT_MOST) },
  opened: {
    ...opened,
    history: opened.history.map(one => ({ ...one, customer: one.customer.slice(0, READ_AT_MOST) })),
  },
  decision,
});
