import {
  decide,
  type DecideInput,
  type Decision,
  type QuestionPart,
} from '../../layers/core/domain/decide.ts';
import type { Release } from '../../layers/core/release/release.ts';
import { sureMatters } from '../../layers/core/triage/matters.ts';

/** More matters than these, in one message, are not answered at once. */
const MOST_MATTERS = 3;

/**
 * A chat message about several matters, each of which the AI may answer, gets all answers at once: what the knowledge
 * says first, then the first step of an action. Each must be as sure as a message of its own, so the promise of wrong
 * answers holds for each. Undefined when it is about one thing, or a part is for people, unclear, or one too many: then the
 * message is judged as a whole.
 */
export function decideSeveralInChat(
  context: Omit<DecideInput, 'triage' | 'sure'>,
  whole: Decision,
  release: Pick<Release, 'triage'>,
): Decision | undefined {
  if (context.case.dialog || whole.triage.others.length === 0) return undefined;
  const matters = sureMatters(release.triage(), context.text)?.map(({ text, triage }) => ({
    text,
    topic: triage.topic!,
    decision: decide({ ...context, text, triage, sure: true }),
  }));
  if (!matters?.every(({ decision: { route } }) => route === 'answer' || route === 'act')) return undefined;
  const parts: QuestionPart[] = [];
  for (const { text, topic, decision } of matters) {
    const same = parts.find(part => part.topic === topic);
    if (same) same.text += ` ${text}`;
    else if (decision.route === 'answer') parts.push({ text, topic });
  }
  const actions = new Set(matters.flatMap(({ decision }) => decision.action ?? []));
  const asked = parts.length + actions.size;
  if (actions.size > 1 || parts.length === 0 || asked < 2 || asked > MOST_MATTERS) return undefined;
  const [action] = actions;
  const main = matters.find(({ decision }) => decision.action === action)!.decision;
  const { topic, confidence } = main.triage;
  const topics = [...new Set(matters.map(one => one.topic))];
  return {
    ...whole,
    route: main.route,
    queue: main.queue,
    priority: main.priority,
    action,
    parts,
    sure: true,
    failedTry: false,
    reason: undefined,
    triage: {
      ...whole.triage,
      topic,
      confidence,
      others: topics.filter(other => other !== topic),
      reasons: [...whole.triage.reasons, `each by itself: ${topics.join(', ')}`],
    },
  };
}
