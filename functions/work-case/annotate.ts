import type { Case } from '../../layers/core/domain/case.ts';
import { agentDeadline } from '../../layers/core/domain/deadlines.ts';
import type { CorrectionKind } from '../../layers/core/domain/correction.ts';
import type { Urgency } from '../../layers/core/domain/triage.ts';
import { offerAgain } from '../../layers/core/speaking/offerAgain.ts';
import { waitingContact } from '../../layers/core/speaking/rankInQueue.ts';
import { by, refused, worked, type Agent, type WorkCaseDependencies, type Worked } from './worked.ts';

/** An internal line of the timeline. */
export async function takeNote(
  current: Case,
  { key, text }: { key: string; text: string },
  agent: Agent,
  { store }: WorkCaseDependencies,
): Promise<Worked> {
  await store.event(current, 'note', by(agent), { key, detail: { text, name: agent.name } });
  return { ok: true, case: current };
}

/** What the case is really about, or how urgent it really is: a correction of the AI's triage. */
export async function correctTriage(
  current: Case,
  { topic, urgency }: { topic?: string | null; urgency?: Urgency },
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const { store, config, topics, now } = deps;
  if (topic && !topics.some(({ id }) => id === topic))
    return refused('unknown-topic', `There is no topic ${topic}.`);
  const isTopic = topic !== undefined && topic !== (current.topic ?? null);
  const isUrgency = urgency !== undefined && urgency !== current.urgency;
  if (!isTopic && !isUrgency) return { ok: true, case: current };
  const isUnheld = current.state === 'waiting-for-agent';
  const changes: Partial<Case> = {
    ...(isTopic && { topic }),
    ...(isUrgency && { urgency }),
    // Whoever waits longer because of a wrong urgency waits no longer than the right one allows.
    ...(isUrgency && isUnheld && { dueAt: agentDeadline(config, { urgency }, now()) }),
  };
  const changed = worked(await store.change(current, changes));
  if (!changed.ok) return changed;
  if (isUrgency && isUnheld) await offerAgain(changed.case, deps);
  if (isTopic) await correct('topic-corrected', current, current.topic ?? '', topic ?? '', agent, deps);
  if (isUrgency) await correct('urgency-corrected', current, current.urgency, urgency, agent, deps);
  await store.event(current, 'triage-corrected', by(agent), {
    key: `${topic ?? ''}-${urgency ?? ''}`,
    detail: {
      ...(isTopic && { topic: { before: current.topic ?? null, after: topic } }),
      ...(isUrgency && { urgency: { before: current.urgency, after: urgency } }),
    },
  });
  return changed;
}

async function correct(
  kind: CorrectionKind,
  { caseId, topic, language }: Case,
  before: string,
  after: string,
  agent: Agent,
  { store, corrections, now }: WorkCaseDependencies,
): Promise<void> {
  // What triage read: the customer's message that it judged last before people had the case.
  const judged = (await store.turns(caseId)).filter(turn => turn.customer && turn.decision).at(-1);
  await corrections.add({
    id: `${caseId}:${kind}:${after}`,
    kind,
    caseId,
    ...(judged?.customer && { question: judged.customer }),
    topic,
    language,
    before,
    after,
    by: by(agent),
    at: now().toISOString(),
  });
}

export async function wrapUp(
  current: Case,
  { code }: { code: string },
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const unknown = unknownWrapUp(code, deps);
  if (unknown) return unknown;
  const changed = worked(await deps.store.note(current.caseId, { wrapUp: code }));
  if (changed.ok) await deps.store.event(current, 'wrapped-up', by(agent), { key: code, detail: { code } });
  return changed;
}

/** A refusal when the code is none of the client's. */
export function unknownWrapUp(
  code: string | undefined,
  { config }: Pick<WorkCaseDependencies, 'config'>,
): Worked | undefined {
  const codes = config.wrapUpCodes.map(({ id }) => id);
  if (code === undefined || codes.includes(code)) return undefined;
  return refused(
    'unknown-wrap-up',
    `There is no wrap-up code ${code}; ${codes.length ? `there are ${codes.join(', ')}` : 'the client has none'}.`,
  );
}

/** Where it stands in its queue: in the case, and for a contact that waits in Connect there too. */
export async function setPriority(
  current: Case,
  { priority }: { priority: number },
  supervisor: Agent,
  { store, contacts }: WorkCaseDependencies,
): Promise<Worked> {
  const changed = worked(await store.change(current, { priority }));
  if (!changed.ok) return changed;
  const contact = await waitingContact(changed.case, store);
  if (contact) await contacts.setPriority(contact, priority);
  await store.event(current, 'priority-set', by(supervisor), { key: String(priority), detail: { priority } });
  return changed;
}
