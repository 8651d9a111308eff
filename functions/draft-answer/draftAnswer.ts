import { extractAnswer } from '../../layers/core/answer/extract.ts';
import { buildAnswerPrompt, parseModelAnswer } from '../../layers/core/answer/prompt.ts';
import type { ActionDependencies } from '../../layers/core/actions/runAction.ts';
import type { Model } from '../../layers/core/bedrock/model.ts';
import type { Decision, ReasonCode } from '../../layers/core/domain/decide.ts';
import { replyLanguage } from '../../layers/core/domain/replyLanguage.ts';
import type { DraftResult, OpenedTurn, TurnInput } from '../../layers/core/domain/turn.ts';
import type { Release } from '../../layers/core/release/release.ts';
import { actInDialog } from './actInDialog.ts';

/** Milliseconds the model may take: the workflow gives this step 14 s. */
const MODEL_BUDGET_MS = 9_000;
/** Milliseconds that calls of the client's service may take together. */
export const ACTION_BUDGET_MS = 11_000;
/** Passages put before the model. */
const PASSAGES = 5;

export interface DraftAnswerInput {
  turn: TurnInput;
  opened: Pick<OpenedTurn, 'case' | 'history'>;
  decision: Decision;
}

export interface DraftAnswerDependencies extends ActionDependencies {
  release: Release;
  model: Model;
  /** The model gave nothing usable; the error's name, or what was wrong with its reply. */
  onModelFailure: (error: string) => void;
}

/** Something to say: a step of an action's dialog, or an answer from the release's passages. */
export async function draftAnswer(
  input: DraftAnswerInput,
  deps: DraftAnswerDependencies,
): Promise<DraftResult> {
  const { decision } = input;
  if (decision.route !== 'act') return fromKnowledge(input, deps);
  const ran = await actInDialog(input, decision.action!, deps);
  if (ran.kind !== 'left') return ran;
  // The customer turned to something else: another action's topic starts its dialog, anything else is a question.
  const { topic } = decision.triage;
  const other = deps.release.config.actions.find(
    ({ topics }) => decision.sure && topics.includes(topic ?? ''),
  );
  if (other && other.id !== decision.action) {
    const fresh = {
      ...input,
      opened: { ...input.opened, case: { ...input.opened.case, dialog: undefined } },
    };
    const next = await actInDialog(fresh, other.id, deps);
    if (next.kind !== 'left') return next;
  }
  return { ...(await fromKnowledge(input, deps)), dialog: null };
}

async function fromKnowledge(input: DraftAnswerInput, deps: DraftAnswerDependencies): Promise<DraftResult> {
  const { turn, opened, decision } = input;
  const { release, model, now } = deps;
  const { config } = release;
  const language = replyLanguage(config, decision.triage.language, opened.case.language);
  const found = release.knowledge().search({
    text: turn.text,
    history: opened.history,
    topic: decision.triage.topic,
    language,
    audience: 'customer',
    now: now().toISOString(),
    limit: PASSAGES,
  });
  if (found.length === 0) return { kind: 'none', reason: 'no-answer' };

  const completion = await model.complete(
    buildAnswerPrompt({
      brand: { name: config.name, voice: config.brand.voice, forbidden: config.brand.forbidden },
      language,
      channel: turn.channel,
      passages: found.map(({ passage, score }) => ({ ...passage, score })),
      receipts: [],
      history: opened.history.flatMap(({ customer, reply }) => [
        { who: 'customer' as const, text: customer },
        ...(reply ? [{ who: 'support' as const, text: reply }] : []),
      ]),
      question: turn.text,
    }),
    { maxTokens: config.answers.model.maxTokens, timeoutMs: MODEL_BUDGET_MS },
  );
  const parsed = completion.ok ? parseModelAnswer(completion.text) : undefined;
  if (completion.ok && parsed?.ok) {
    const { answer, citations, sure } = parsed.value;
    if (!sure) return none('no-answer');
    return {
      kind: 'draft',
      language,
      draft: { text: answer, citations, receipts: [], source: 'model', model: completion.model },
    };
  }
  deps.onModelFailure(completion.ok ? 'unreadable reply' : completion.error);
  // The model is busy, refuses, or writes nonsense: sentences of the passages themselves, when they stand clear.
  const history = opened.history.map(({ customer }) => customer);
  const extracted = extractAnswer({ question: turn.text, found, history });
  return extracted.sure ? { kind: 'draft', language, draft: extracted.draft } : none('ai-unavailable');
}

const none = (reason: ReasonCode): DraftResult => ({ kind: 'none', reason });
