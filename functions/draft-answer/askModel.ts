import { inputsInOwnWords } from '../../layers/core/answer/actionTools.ts';
import type { Draft, Receipt } from '../../layers/core/answer/contract.ts';
import type { ModelPrompt, ToolUse } from '../../layers/core/answer/modelPrompt.ts';
import { parseModelAnswer } from '../../layers/core/answer/prompt.ts';
import type { Completion } from '../../layers/core/bedrock/model.ts';
import { actionById } from '../../layers/core/domain/decide.ts';
import type { DraftResult } from '../../layers/core/domain/turn.ts';
import { actInDialog } from './actInDialog.ts';
import type { DraftAnswerDependencies, DraftAnswerInput } from './draftAnswer.ts';

/** Milliseconds of the first question to the model, and the least that is worth a second one. */
const FIRST_MS = 9_000;
const WORTH_ASKING_MS = 1_500;

export type Asked =
  | { kind: 'answered'; draft: Draft }
  /** The model asked for an action: what its dialog says, or the answer that tells of its receipt. */
  | { kind: 'acted'; result: DraftResult }
  /** It says that the passages have no answer. */
  | { kind: 'declined' }
  /** A guardrail stopped it. */
  | { kind: 'stopped' }
  | { kind: 'failed'; error: string };

/**
 * Asks the model, which may ask for one action in turn. Whether that runs is decided by the action's own dialog, as for any
 * customer; its receipt goes back to the model as the tool's result, for the words.
 */
export async function askModel(
  prompt: ModelPrompt,
  input: DraftAnswerInput,
  language: string,
  deps: DraftAnswerDependencies,
): Promise<Asked> {
  const { maxTokens } = deps.release.config.answers.model;
  const timeoutMs = Math.min(FIRST_MS, deps.timeLeft());
  const completion = await deps.model.complete(prompt, { maxTokens, timeoutMs });
  if (!completion.ok) return failure(completion);
  const [use] = completion.toolUses;
  if (!use) return answerOf(completion, []);

  const acted = await act(use, prompt, input, deps);
  if (acted === undefined) return { kind: 'failed', error: `asked for "${use.name.slice(0, 40)}"` };
  const receipt = acted.kind === 'draft' ? acted.draft.receipts[0] : undefined;
  if (acted.kind !== 'draft' || !receipt) return { kind: 'acted', result: acted };

  const told = await tellReceipt(receipt, prompt, completion, deps);
  const asIs = { kind: 'acted' as const, result: acted };
  if (told?.kind !== 'answered') return asIs;
  // It is done, so the customer hears of it, in the receipt's own words if the model's don't hold.
  const { turn, opened } = input;
  const { channel, text: question } = turn;
  // Only what the model did is judged here: the rules are read when the first such is told.
  const { verifyDraft } = await import('../../layers/core/answer/verifyDraft.ts');
  const verdict = verifyDraft(
    { draft: told.draft, question, history: opened.history, channel, language },
    deps.release,
  );
  return verdict.ok ? { kind: 'acted', result: { ...acted, draft: told.draft } } : asIs;
}

/** Undefined when there is no such action, or none that was offered. */
async function act(
  use: ToolUse,
  { tools = [] }: ModelPrompt,
  input: DraftAnswerInput,
  deps: DraftAnswerDependencies,
): Promise<DraftResult | undefined> {
  const { turn, opened } = input;
  const action = actionById(deps.release.config, use.name);
  if (!action || !tools.some(({ name }) => name === use.name)) return undefined;
  const wrote = [turn.text, ...opened.history.map(({ customer }) => customer)];
  const acted = await actInDialog(input, action.id, deps, {
    kind: 'inputs',
    inputs: inputsInOwnWords(action, use.input, wrote, deps.now().toISOString()),
    mustConfirm: action.request.method !== 'GET',
  });
  return acted.kind === 'left' ? undefined : acted;
}

/** The second question: the same conversation, with the receipt. Undefined when there is no time for it. */
async function tellReceipt(
  receipt: Receipt,
  prompt: ModelPrompt,
  { toolUses, text }: Extract<Completion, { ok: true }>,
  deps: DraftAnswerDependencies,
): Promise<Asked | undefined> {
  const timeoutMs = deps.timeLeft();
  if (timeoutMs < WORTH_ASKING_MS) return undefined;
  const [first, ...others] = toolUses;
  const completion = await deps.model.complete(
    {
      ...prompt,
      messages: [
        ...prompt.messages,
        {
          role: 'assistant',
          content: [...(text.trim() ? [{ text }] : []), ...toolUses.map(toolUse => ({ toolUse }))],
        },
        {
          role: 'user',
          content: [
            { toolResult: { id: first!.id, text: JSON.stringify({ receipt: receipt.text }) } },
            ...others.map(({ id }) => ({
              toolResult: { id, text: 'One action a message.', failed: true as const },
            })),
          ],
        },
      ],
    },
    { maxTokens: deps.release.config.answers.model.maxTokens, timeoutMs },
  );
  if (!completion.ok) return failure(completion);
  // A second action in one message is not run: the receipt is told as it is.
  return completion.toolUses.length > 0 ? undefined : answerOf(completion, [receipt]);
}

const failure = ({ why, error }: Extract<Completion, { ok: false }>): Asked =>
  why === 'guardrail' ? { kind: 'stopped' } : { kind: 'failed', error };

function answerOf({ text, model }: Extract<Completion, { ok: true }>, receipts: Receipt[]): Asked {
  const parsed = parseModelAnswer(text);
  if (!parsed.ok) return { kind: 'failed', error: `reply: ${parsed.reason}` };
  const { answer, citations, sure } = parsed.value;
  if (!sure) return { kind: 'declined' };
  return { kind: 'answered', draft: { text: answer, citations, receipts, source: 'model', model } };
}
