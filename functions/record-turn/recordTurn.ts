import {
  conclude,
  concludeStale,
  languageOfTurn,
  type Conclusion,
} from '../../layers/core/answer/conclude.ts';
import type { Case, Reply, TurnDecision } from '../../layers/core/domain/case.ts';
import {
  agentDeadline,
  approvalDeadline,
  clientDeadline,
  surveyDeadline,
} from '../../layers/core/domain/deadlines.ts';
import { lacksWorkflow } from '../../layers/core/domain/transitions.ts';
import type { TurnResult, TurnSoFar } from '../../layers/core/domain/turn.ts';
import type { Bus } from '../../layers/core/events/bus.ts';
import type { Figures } from '../../layers/core/platform/figures.ts';
import type { Release } from '../../layers/core/release/release.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

export interface RecordTurnDependencies {
  store: CaseStore;
  release: Pick<Release, 'config' | 'knowledge'>;
  bus: Bus;
  figures?: Figures;
  now: () => Date;
}

/**
 * Ends a turn: the case moves under the epoch the turn began with, then the reply is recorded. When the owner changed
 * meanwhile the reply is kept in the timeline and not spoken. Safe to repeat: the recorded reply is given again.
 */
export async function recordTurn(turn: TurnSoFar, deps: RecordTurnDependencies): Promise<TurnResult> {
  const { store } = deps;
  const current = await store.get(turn.caseId);
  if (!current) throw new Error(`case ${turn.caseId} of turn ${turn.turnId} does not exist`);
  const recorded = await store.getTurn(turn.caseId, turn.turnId);
  if (recorded?.reply && !recorded.reply.discarded) return repeated(current, recorded.reply);

  const saidAt = recorded?.at;
  if (current.epoch !== turn.epoch) return tooLate(turn, current, deps);
  const concluded = conclude(about(turn, current, deps));
  const changed = await apply(concluded, turn, current, deps);
  if (!changed.ok) return tooLate(turn, changed.current ?? current, deps);
  measure(turn, changed.case, saidAt, deps);
  return finish(turn, changed.case, concluded, deps);
}

/** Somebody took the case while the AI was thinking: its words are kept, not spoken; who has the case is said instead. */
async function tooLate(turn: TurnSoFar, current: Case, deps: RecordTurnDependencies): Promise<TurnResult> {
  await discard(turn, current, deps);
  return finish(turn, current, concludeStale(about(turn, current, deps)), deps);
}

const about = (turn: TurnSoFar, current: Case, { release, now }: RecordTurnDependencies) => ({
  turn,
  case: current,
  config: release.config,
  now: now().getTime(),
});

function apply(
  concluded: Conclusion,
  turn: TurnSoFar,
  current: Case,
  { store, release, now }: RecordTurnDependencies,
) {
  const { operation, reason, closedAs } = concluded;
  const changes = withTitles(concluded.changes, release);
  const believed = { caseId: turn.caseId, epoch: turn.epoch };
  if (!operation) return store.change(believed, changes);
  const { config } = release;
  const at = now();
  const urgency = changes.urgency ?? current.urgency;
  const more: Partial<Case> = {
    escalate: {
      // Until the new workflow notes its name; that of an earlier escalation must not pass for it.
      execution: undefined,
      dueAt: agentDeadline(config, { urgency }, at),
      offeredAs: concluded.outcome === 'escalate' ? ('contact' as const) : ('task' as const),
    },
    propose: {
      execution: undefined,
      offeredAs: 'task' as const,
      dueAt: approvalDeadline(config, current.channel === 'email' ? 'email' : 'chat', at),
    },
    'refer-to-client': { execution: undefined, dueAt: clientDeadline(config, { urgency }, at) },
    resolve: {
      closedAs,
      closedAt: at.toISOString(),
      dueAt: surveyDeadline(at),
    },
  }[operation as 'escalate' | 'propose' | 'refer-to-client' | 'resolve'];
  return store.transition(
    operation,
    believed,
    'ai',
    { ...changes, ...(reason && { reason }), ...more },
    {
      turn: turn.turnId,
      ...(reason && { reason: reason.code, why: reason.text }),
      ...(closedAs && { closedAs }),
    },
  );
}

async function finish(
  turn: TurnSoFar,
  current: Case,
  concluded: Conclusion,
  deps: RecordTurnDependencies,
): Promise<TurnResult> {
  const { store, bus, now } = deps;
  const reply: Reply = {
    text: concluded.reply,
    by: concluded.by,
    at: now().toISOString(),
    via: current.channel === 'email' ? 'email' : 'bot',
    outcome: concluded.outcome,
    ...(concluded.notice && { notice: true }),
    ...(concluded.spokeDraft && sources(turn, deps)),
  };
  await store.finishTurn(turn.caseId, turn.turnId, { decision: decisionOf(turn), reply });
  if (current.state === 'closed' && current.closedAs) {
    await bus.caseClosed({ caseId: current.caseId, epoch: current.epoch, closedAs: current.closedAs });
  }
  return {
    caseId: turn.caseId,
    epoch: current.epoch,
    reply: reply.text,
    ...titlesOf(reply),
    language: languageOfTurn(about(turn, current, deps)),
    outcome: concluded.outcome,
    ...(concluded.changes.failedTries !== undefined && { unclear: true as const }),
    ...(current.awaitingMessage && { expects: 'message' as const }),
    escalation: lacksWorkflow(current),
  };
}

/** How the AI does, by channel; what is said while people have the case is none of its turns. */
function measure(
  { decision }: TurnSoFar,
  { channel, owner, closedAs }: Case,
  saidAt: string | undefined,
  { figures, now }: RecordTurnDependencies,
): void {
  if (!figures || !decision) return;
  const isAi = owner === 'ai' || closedAs === 'resolved-by-ai';
  figures.put(channel, {
    AnsweredByAi: isAi ? 100 : 0,
    ...(saidAt && { ReplySeconds: Math.max(0, now().getTime() - Date.parse(saidAt)) / 1000 }),
  });
}

/** The same answer as the first time; an escalation is started again in case the first start was lost: it is by name. */
const repeated = (current: Case, reply: Reply): TurnResult => ({
  caseId: current.caseId,
  epoch: current.epoch,
  reply: reply.text,
  ...titlesOf(reply),
  language: current.language,
  outcome: reply.outcome ?? 'continue',
  ...(current.awaitingMessage && { expects: 'message' as const }),
  escalation: lacksWorkflow(current),
});

async function discard(turn: TurnSoFar, current: Case, { store }: RecordTurnDependencies) {
  const text = turn.drafted?.kind === 'draft' ? turn.drafted.draft.text : undefined;
  await store.event(current, 'reply-discarded', 'ai', {
    key: turn.turnId,
    detail: { turn: turn.turnId, epochOfReply: turn.epoch, ...(text && { text }) },
  });
}

function sources({ drafted }: TurnSoFar, { release }: RecordTurnDependencies): Partial<Reply> {
  if (drafted?.kind !== 'draft') return {};
  const { citations, source, then } = drafted.draft;
  const receipts = [...drafted.draft.receipts, ...(then?.receipts ?? [])];
  const knowledge = release.knowledge();
  return {
    source,
    ...(citations.length > 0 && {
      citations: citations.map(id => ({ id, title: knowledge.passage(id)?.title ?? id })),
    }),
    ...(receipts.length > 0 && { receipts: receipts.map(({ id }) => id) }),
  };
}

/** A draft that an agent will see names its sources as people know them. */
function withTitles(changes: Partial<Case>, release: RecordTurnDependencies['release']): Partial<Case> {
  const { draft } = changes;
  if (!draft?.citations.length) return changes;
  const knowledge = release.knowledge();
  const citations = draft.citations.map(({ id }) => ({ id, title: knowledge.passage(id)?.title ?? id }));
  return { ...changes, draft: { ...draft, citations } };
}

function decisionOf({ decision, failed, verdict }: TurnSoFar): TurnDecision | undefined {
  if (!decision) return undefined;
  const { triage, route, reason } = decision;
  const refusals =
    verdict && !verdict.ok ? verdict.refusals.map(({ rule }) => `verify refused: ${rule}`) : [];
  return {
    topic: triage.topic,
    confidence: triage.confidence,
    urgency: triage.urgency,
    sentiment: triage.sentiment,
    route,
    ...(reason && { reason }),
    reasons: [...triage.reasons, ...refusals, ...(failed ? [`${failed} failed`] : [])],
  };
}

/** Titles as customers see them, each once. */
function titlesOf({ citations = [] }: Reply): Pick<TurnResult, 'sources'> {
  return citations.length > 0 ? { sources: [...new Set(citations.map(({ title }) => title))] } : {};
}
