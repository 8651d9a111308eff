import {
  decide,
  reason,
  type DecideInput,
  type Decision,
  type QuestionPart,
} from '../../layers/core/domain/decide.ts';
import { MOST_QUESTIONS, questionsIn } from '../../layers/core/triage/questions.ts';
import type { Release } from '../../layers/core/release/release.ts';

/**
 * A mail with several questions is answered as a whole or goes to people as a whole: half an answer by mail costs the
 * customer a day. Each question is judged as if it stood alone; undefined when they are about one thing.
 */
export function decideSeveral(
  context: Omit<DecideInput, 'triage' | 'sure'>,
  whole: Decision,
  release: Pick<Release, 'triage'>,
): Decision | undefined {
  const questions = questionsIn(context.text);
  if (questions.length < 2 || context.case.dialog) return undefined;
  const noticed = [whole.triage.topic, ...whole.triage.others];
  const decisions = questions.map(text => {
    const { sure, ranked: _ranked, ...triage } = release.triage().triage(text, {});
    // What stands out in the whole mail is what this part of it is about.
    const known = triage.topic !== null && noticed.includes(triage.topic);
    return { text, decision: decide({ ...context, text, triage, sure: sure || known }) };
  });
  const topics = new Set(decisions.map(({ decision }) => (decision.sure ? decision.triage.topic : null)));
  if (topics.size === 1) return undefined;
  const forPeople = decisions.find(({ decision }) => decision.route !== 'answer');
  if (!forPeople && questions.length <= MOST_QUESTIONS)
    return { ...whole, ...answered(decisions), failedTry: false };
  const why = forPeople?.decision;
  const gravest = why?.route === 'escalate' || why?.route === 'refer' ? why.reason : undefined;
  return {
    ...whole,
    ...(why?.queue && { queue: why.queue, priority: why.priority }),
    route: 'escalate',
    reason: gravest ?? reason('mail-several'),
  };
}

/** Questions on one topic are one part. */
function answered(
  decisions: { text: string; decision: Decision }[],
): Pick<Decision, 'route' | 'sure' | 'parts'> {
  const parts: QuestionPart[] = [];
  for (const { text, decision } of decisions) {
    const topic = decision.triage.topic!;
    const same = parts.find(part => part.topic === topic);
    if (same) same.text += ` ${text}`;
    else parts.push({ text, topic });
  }
  return { route: 'answer', sure: true, parts };
}
