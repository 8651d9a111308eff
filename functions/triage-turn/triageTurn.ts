import { asksForMore } from '../../layers/core/answer/houseLines.ts';
import { buildTriagePrompt, parseModelTriage } from '../../layers/core/answer/triagePrompt.ts';
import type { Model } from '../../layers/core/bedrock/model.ts';
import { asksModel, decide, type Decision } from '../../layers/core/domain/decide.ts';
import { isOpen } from '../../layers/core/domain/hours.ts';
import type { OpenedTurn, TurnInput } from '../../layers/core/domain/turn.ts';
import type { Channel } from '../../layers/core/domain/triage.ts';
import type { Release } from '../../layers/core/release/release.ts';
import { decideSeveralInChat } from './severalInChat.ts';
import { decideSeveral } from './severalQuestions.ts';

/** Milliseconds the model may take to settle what the classifier is unsure of. */
const MODEL_BUDGET_MS = 5_000;
const MODEL_TOKENS = 60;
/** Topics put before the model: the right one is nearly always among the classifier's first few. */
const CANDIDATES = 8;
/** What the model must claim to be believed. */
const MODEL_SURE = 0.8;

/** Who looks whether a message asks several things; on the phone one thing is said at a time. */
const SEVERAL: Partial<Record<Channel, typeof decideSeveral>> = {
  email: decideSeveral,
  chat: decideSeveralInChat,
};

export interface TriageTurnInput {
  turn: TurnInput;
  opened: Pick<OpenedTurn, 'case' | 'history'>;
}

export interface TriageTurnDependencies {
  release: Release;
  model: Model;
  /** Epoch milliseconds. */
  now: number;
}

/** Triggers → classifier → model where the classifier is unsure → boundary: what is done about this turn. */
export async function triageTurn(
  { turn, opened }: TriageTurnInput,
  deps: TriageTurnDependencies,
): Promise<Decision> {
  const { config } = deps.release;
  const last = opened.history.at(-1);
  const context = {
    text: turn.text,
    case: opened.case,
    config,
    channel: turn.channel,
    chosen: turn.channel === 'voice' ? turn.language : undefined,
    forPerson: turn.forPerson,
    withinHours: isOpen(config.hours, deps.now),
    askedForMore: asksForMore(last?.reply ?? ''),
    before: last?.customer,
  };
  const { sure, ranked, ...triage } = deps.release
    .triage()
    .triage(turn.text, { previousTopic: opened.case.topic });
  const decision = decide({ ...context, triage, sure });
  const isOpenQuestion = decision.route === 'answer' || decision.route === 'act' || decision.failedTry;
  const several = isOpenQuestion && SEVERAL[turn.channel]?.(context, decision, deps.release);
  if (several) return several;
  if (turn.forPerson || !asksModel(decision)) return decision;

  const settled = await askModel({ text: turn.text, previous: last?.customer, ranked }, deps);
  if (!settled) return decision;
  return decide({
    ...context,
    sure: true,
    triage: {
      ...triage,
      topic: settled.topic,
      confidence: settled.confidence,
      reasons: [
        ...triage.reasons,
        `the model settled on ${settled.topic} (${settled.confidence.toFixed(2)})`,
      ],
    },
  });
}

async function askModel(
  { text, previous, ranked }: { text: string; previous?: string; ranked: { topic: string }[] },
  { release, model }: TriageTurnDependencies,
): Promise<{ topic: string; confidence: number } | undefined> {
  const candidates = ranked
    .slice(0, CANDIDATES)
    .flatMap(({ topic }) => release.topics.find(({ id }) => id === topic) ?? []);
  if (candidates.length === 0) return undefined;
  const prompt = buildTriagePrompt({ topics: candidates, question: text, previous });
  const completion = await model.complete(prompt, { maxTokens: MODEL_TOKENS, timeoutMs: MODEL_BUDGET_MS });
  if (!completion.ok) return undefined;
  const ids = candidates.map(({ id }) => id);
  const parsed = parseModelTriage(completion.text, ids);
  if (!parsed.ok) return undefined;
  const { topic, confidence } = parsed.value;
  return topic === null || confidence < MODEL_SURE ? undefined : { topic, confidence };
}
