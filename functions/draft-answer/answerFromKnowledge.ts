import type { Draft } from '../../layers/core/answer/contract.ts';
import { extractAnswer } from '../../layers/core/answer/extract.ts';
import { buildAnswerPrompt } from '../../layers/core/answer/prompt.ts';
import { actionTools } from '../../layers/core/answer/actionTools.ts';
import type { ReasonCode } from '../../layers/core/domain/decide.ts';
import { localDate } from '../../layers/core/domain/hours.ts';
import { replyLanguage } from '../../layers/core/domain/replyLanguage.ts';
import type { DraftResult } from '../../layers/core/domain/turn.ts';
import type { Found } from '../../layers/core/knowledge/contract.ts';
import { questionMeaning } from '../../layers/core/knowledge/meaning.ts';
import { askModel } from './askModel.ts';
import type { DraftAnswerDependencies, DraftAnswerInput } from './draftAnswer.ts';

/** Passages put before the model. */
const PASSAGES = 5;

/**
 * The model's words on the passages that fit; when it gives none, sentences of the passages themselves.
 * @param room characters an answer may take, where it is one of several
 */
export async function answerFromKnowledge(
  input: DraftAnswerInput,
  deps: DraftAnswerDependencies,
  room?: number,
): Promise<DraftResult> {
  const { turn, opened, decision } = input;
  const { release, now } = deps;
  const { config } = release;
  const language = replyLanguage(config, decision.triage.language, opened.case.language);
  const knowledge = release.knowledge();
  const about = { text: turn.text, history: opened.history, language };
  const found = knowledge.search({
    ...about,
    topic: decision.triage.topic,
    audience: 'customer',
    // An article holds from midnight to midnight where the client is.
    now: localDate(now().getTime(), config.hours.timeZone),
    limit: PASSAGES,
    vector: await deps.embed?.(questionMeaning(about), {
      embeddedBy: knowledge.embeddedBy,
      timeoutMs: Math.min(config.answers.embeddings?.timeoutMs ?? 0, deps.timeLeft()),
    }),
  });
  if (found.length === 0) return none('no-answer');

  const prompt = buildAnswerPrompt({
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
    room,
    subjects: config.answers.subjectsToLeave,
    // What only an agent will send must not do anything yet.
    tools: decision.route === 'draft' ? [] : actionTools(config),
  });
  const asked = await askModel(prompt, input, language, deps);
  switch (asked.kind) {
    case 'answered':
      return { kind: 'draft', language, draft: asked.draft };
    case 'acted':
      return asked.result;
    // The model has read the passages: words that only look alike know no better.
    case 'declined':
      return none('no-answer');
    case 'stopped':
      return none('guardrail');
    case 'failed':
      deps.onModelFailure(asked.error);
      return extracted(input, { found, language, room }, deps);
  }
}

/** Sentences of the passages, when they stand clear and the guardrail, which no model has asked, lets them pass. */
async function extracted(
  { turn, opened }: DraftAnswerInput,
  { found, language, room }: { found: Found[]; language: string; room: number | undefined },
  { guardrail }: DraftAnswerDependencies,
): Promise<DraftResult> {
  const history = opened.history.map(({ customer }) => customer);
  const { sure, draft } = extractAnswer({
    question: turn.text,
    found,
    history,
    ...(room !== undefined && { maxLength: room }),
  });
  if (!sure) return none('ai-unavailable');
  const said: { kind: 'draft'; language: string; draft: Draft } = { kind: 'draft', language, draft };
  if (!guardrail) return said;
  const checks = await Promise.all([
    guardrail.check('INPUT', turn.text),
    guardrail.check('OUTPUT', draft.text),
  ]);
  if (checks.includes('stopped')) return none('guardrail');
  return checks.includes('failed') ? none('ai-unavailable') : said;
}

const none = (reason: ReasonCode): DraftResult => ({ kind: 'none', reason });
