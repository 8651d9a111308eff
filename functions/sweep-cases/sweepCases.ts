import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { Bus, Notifier } from '../../layers/core/events/bus.ts';
import { LOOK_AGAIN_MS, revive } from '../../layers/core/speaking/revive.ts';
import { DUE_SHARDS, type CaseStore } from '../../layers/core/store/caseStore.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

/** Overdue cases looked at per shard and run; the rest has the next run, five minutes later. */
const MOST = 50;
const MINUTE = 60_000;
/** Workflows raise their own deadlines: what is this much past one has lost its workflow. */
const GRACE_MS = 2 * MINUTE;
/** A closed case whose survey could not be sent for this long is left alone. */
const SURVEY_PATIENCE_MS = 24 * 60 * MINUTE;

export interface SweepCasesDependencies {
  store: CaseStore;
  workflows: Workflows;
  contacts: Contacts;
  escalationArn: string;
  operations: Notifier;
  bus: Bus;
  now: () => Date;
}

export type Swept = 'closed' | 'woken' | 'restarted' | 'announced' | 'given-up' | 'left';

/**
 * Finds the cases that are past their deadline and puts each back on its way. One that can't be helped doesn't keep the others
 * waiting; its error is thrown once all were looked at.
 */
export async function sweepCases(deps: SweepCasesDependencies): Promise<Record<Swept, number>> {
  const counts: Record<Swept, number> = {
    closed: 0,
    woken: 0,
    restarted: 0,
    announced: 0,
    'given-up': 0,
    left: 0,
  };
  const until = new Date(deps.now().getTime() - GRACE_MS).toISOString();
  const failures: unknown[] = [];
  for (let shard = 0; shard < DUE_SHARDS; shard++) {
    const { items } = await deps.store.due(shard, { until: `${until}~`, limit: MOST });
    for (const { caseId } of items) {
      try {
        const current = await deps.store.get(caseId);
        if (current?.dueAt && current.dueAt <= until) counts[await sweep(current, deps)]++;
      } catch (error) {
        failures.push(error);
      }
    }
  }
  if (failures.length > 0) throw failures[0];
  return counts;
}

async function sweep(current: Case, deps: SweepCasesDependencies): Promise<Swept> {
  switch (current.state) {
    case 'with-ai':
      return sweepAbandoned(current, deps);
    case 'closed':
    case 'taken-over':
      return announceAgain(current, deps);
    default:
      return reviveWorkflow(current, deps);
  }
}

/** Nothing was heard of a customer for longer than the flow lets a chat be silent. */
async function sweepAbandoned(
  current: Case,
  { store, contacts, now }: SweepCasesDependencies,
): Promise<Swept> {
  const contact = current.contactOpen && (await store.getContact(current.contactId));
  if (contact && !(await contacts.hasEnded(contact.currentId ?? contact.contactId))) {
    await store.change(current, { dueAt: later(now()) });
    return 'left';
  }
  const closedAs = await silenceMeans(current, store);
  const closed = await store.transition(
    closedAs === 'customer-silent' ? 'abandon' : 'resolve',
    current,
    'system',
    { closedAs, closedAt: now().toISOString(), dueAt: undefined, contactOpen: false },
    { closedAs, why: 'found by the sweeper' },
  );
  return closed.ok ? 'closed' : 'left';
}

/** The last word is among them. */
const TURNS_READ = 12;

/** Who was answered by mail and writes no more has the answer, whoever wrote it; in a chat silence says nothing. */
async function silenceMeans(
  { caseId }: Case,
  store: CaseStore,
): Promise<'customer-silent' | 'resolved-by-ai' | 'resolved-by-agent'> {
  const last = (await store.lastTurns(caseId, TURNS_READ)).findLast(
    ({ reply }) => reply && !reply.discarded,
  )?.reply;
  if (last?.via !== 'email') return 'customer-silent';
  if (last.by === 'ai' || last.draft) return 'resolved-by-ai';
  return last.by === 'agent' ? 'resolved-by-agent' : 'customer-silent';
}

async function announceAgain(current: Case, { store, bus, now }: SweepCasesDependencies): Promise<Swept> {
  const tooLate = now().getTime() - Date.parse(current.closedAt ?? current.updatedAt) > SURVEY_PATIENCE_MS;
  await store.change(current, { dueAt: tooLate ? undefined : later(now()) });
  if (tooLate) return 'given-up';
  await bus.caseClosed({ caseId: current.caseId, epoch: current.epoch, closedAs: current.closedAs! });
  return 'announced';
}

/** A case with people whose workflow has not moved it; that it was started anew is told to operations. */
async function reviveWorkflow(current: Case, deps: SweepCasesDependencies): Promise<Swept> {
  const revived = await revive(current, 'system', deps);
  if (revived === 'restarted')
    await deps.operations.notify(
      `Case ${current.caseId}: its workflow was started again`,
      `Case ${current.caseId} (${current.state}, ${current.urgency}) was past its deadline without a running workflow.`,
    );
  return revived;
}

const later = (now: Date) => new Date(now.getTime() + LOOK_AGAIN_MS).toISOString();
