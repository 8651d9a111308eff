import type { Case, CaseEvent, CaseState, Turn, Reply } from '../domain/case.ts';
import { isWaiting, needsPerson, nextOf, TRANSITIONS, type CaseOperation } from '../domain/transitions.ts';
import type { Receipt } from '../answer/contract.ts';
import { createContactRecords, type ContactRecords } from './contactRecords.ts';
import type { Table } from './table.ts';

/** Shards of the index of cases with something left to do, so that no partition is hot. */
export const DUE_SHARDS = 4;
const DAY_SECONDS = 24 * 3600;
/** Longer than any function that speaks may run: who has not ended by then was killed. */
const SPEECH_MS = 30_000;

/** A change that was refused because the case had moved on; `current` is where it stands. */
export type Changed = { ok: true; case: Case } | { ok: false; current: Case | undefined };

export interface CaseStore extends ContactRecords {
  get(caseId: string): Promise<Case | undefined>;
  /** False when a case of this id exists. */
  create(newCase: Case): Promise<boolean>;
  /**
   * Carries out a row of the transition table under the epoch the caller believes in, with further changes, and writes the
   * event. Refused when state or epoch have moved on, while words are on their way to the customer, or where `only` doesn't
   * hold.
   */
  transition(
    operation: CaseOperation,
    believed: Pick<Case, 'caseId' | 'epoch'>,
    by: string,
    changes?: Partial<Case>,
    detail?: Record<string, unknown>,
    only?: { absent?: (keyof Case)[] },
  ): Promise<Changed>;
  /** Changes that move no owner; refused when the epoch, or the states where given, no longer hold. */
  change(
    believed: Pick<Case, 'caseId' | 'epoch'>,
    changes: Partial<Case>,
    only?: { states?: readonly CaseState[]; absent?: (keyof Case)[]; equals?: Partial<Case> },
  ): Promise<Changed>;
  /**
   * The right to say something: given in these states under the current epoch, to one message at a time. Until it is over no
   * transition is made, so that nobody else can speak in between. `key` names the message: it may begin again.
   */
  beginSpeech(
    believed: Pick<Case, 'caseId' | 'epoch'>,
    states: readonly CaseState[],
    key: string,
  ): Promise<Changed>;
  endSpeech(caseId: string, key: string, changes?: Partial<Case>): Promise<Changed>;
  /** Changes whatever the epoch: facts that are true for whoever owns the case (the contact ended, a token arrived). */
  note(
    caseId: string,
    changes: Partial<Case>,
    only?: { absent?: (keyof Case)[]; equals?: Partial<Case> },
  ): Promise<Changed>;
  /** Adds a line to the timeline, once per case, epoch, kind and `key`. */
  event(
    of: Pick<Case, 'caseId' | 'owner' | 'epoch'>,
    kind: string,
    by: string,
    more?: { key?: string; detail?: Record<string, unknown> },
  ): Promise<void>;
  events(caseId: string): Promise<CaseEvent[]>;
  /** Those of the latest epochs, the latest epoch first. */
  lastEvents(caseId: string, limit: number): Promise<CaseEvent[]>;
  /** False when the turn is stored already. */
  addTurn(turn: Turn): Promise<boolean>;
  getTurn(caseId: string, turnId: string): Promise<Turn | undefined>;
  /** Adds decision and reply to a stored turn. False when it has a reply already. */
  finishTurn(
    caseId: string,
    turnId: string,
    changes: { decision?: Turn['decision']; reply: Reply },
  ): Promise<boolean>;
  /** In the order they were said. Costs the more, the longer the case: for what happens once, not with every message. */
  turns(caseId: string): Promise<Turn[]>;
  /** The latest of them, in the order they were said: costs the same however long the case is. */
  lastTurns(caseId: string, limit: number): Promise<Turn[]>;
  addReceipt(caseId: string, receipt: Receipt): Promise<boolean>;
  receipts(caseId: string): Promise<Receipt[]>;
  /**
   * Does `work` once per key: not again when it was done before, again when it was begun and failed. A crash after the
   * work and before its mark repeats it: better a mail twice than none.
   */
  once(key: string, work: () => Promise<void>): Promise<'done' | 'already'>;
  /** Cases whose deadline is not after `until`, or all with one, soonest first, of one shard. */
  due(
    shard: number,
    options: { until?: string; limit: number; after?: string },
  ): Promise<{ items: Case[]; last?: string }>;
  /** Cases of a verified customer, the one they were heard of last first. */
  casesOf(customerId: string, limit: number): Promise<Case[]>;
}

export interface CaseStoreOptions {
  table: Table;
  /** Days after its last change for which a case and all about it is kept. */
  retentionDays: number;
  now: () => Date;
}

export function createCaseStore({ table, retentionDays, now }: CaseStoreOptions): CaseStore {
  const key = (caseId: string) => ({ pk: `CASE#${caseId}`, sk: 'CASE' });
  const expiresAt = () => Math.floor(now().getTime() / 1000) + retentionDays * DAY_SECONDS;
  const stamp = () => now().toISOString();
  /** Nobody's words are on their way, or who sent them was killed. */
  const silent = () => [{ absent: ['speakingUntil'] }, { before: { speakingUntil: stamp() } }];

  const update = async (
    caseId: string,
    changes: Partial<Case>,
    condition: Parameters<Table['update']>[2],
  ) => {
    const changed = await table.update<Case>(
      key(caseId),
      { ...changes, ...indexMembers(caseId, changes, stamp()), updatedAt: stamp(), expiresAt: expiresAt() },
      condition,
    );
    return changed.ok
      ? { ok: true as const, case: changed.item }
      : { ok: false as const, current: changed.current };
  };

  const store: CaseStore = {
    get: caseId => table.get<Case>(`CASE#${caseId}`, 'CASE'),

    create: newCase =>
      table.putNew({
        ...key(newCase.caseId),
        ...newCase,
        ...indexMembers(newCase.caseId, newCase, stamp()),
        expiresAt: expiresAt(),
      }),

    async transition(operation, { caseId, epoch }, by, changes = {}, detail, only = {}) {
      // Every state the operation is allowed in has the same next state; owner and epoch follow from the current one.
      const current = await store.get(caseId);
      if (!current || current.epoch !== epoch) return { ok: false, current };
      const next = nextOf(operation, current);
      if (!next) return { ok: false, current };
      const changed = await update(
        caseId,
        {
          ...changes,
          ...next,
          waitingSince: isWaiting(next) ? (current.waitingSince ?? stamp()) : undefined,
          ...(needsPerson(next) && !current.neededAt && { neededAt: stamp() }),
          speaking: undefined,
          speakingUntil: undefined,
        },
        { equals: { epoch, state: current.state }, ...only, any: silent() },
      );
      if (!changed.ok) return changed;
      await store.event(changed.case, operation, by, { key: stamp(), detail });
      return changed;
    },

    beginSpeech: ({ caseId, epoch }, states, key) =>
      update(
        caseId,
        { speaking: key, speakingUntil: new Date(now().getTime() + SPEECH_MS).toISOString() },
        { equals: { epoch }, oneOf: { state: states }, any: [...silent(), { equals: { speaking: key } }] },
      ),

    endSpeech: (caseId, key, changes) =>
      update(
        caseId,
        { ...changes, speaking: undefined, speakingUntil: undefined },
        { equals: { speaking: key } },
      ),

    change: ({ caseId, epoch }, changes, only = {}) =>
      update(caseId, changes, {
        equals: { epoch, ...only.equals },
        ...(only.states && { oneOf: { state: only.states } }),
        ...(only.absent && { absent: only.absent }),
      }),

    note: (caseId, changes, only = {}) => update(caseId, changes, only),

    async event({ caseId, owner, epoch }, kind, by, { key, detail } = {}) {
      const eventId = [String(epoch).padStart(5, '0'), kind, key].filter(Boolean).join('-');
      await table.putNew({
        pk: `CASE#${caseId}`,
        sk: `EVENT#${eventId}`,
        eventId,
        caseId,
        at: stamp(),
        kind,
        by,
        owner,
        epoch,
        detail,
        expiresAt: expiresAt(),
      });
    },

    async events(caseId) {
      const events = await table.partition<CaseEvent>(`CASE#${caseId}`, 'EVENT#');
      return events.sort((a, b) => a.at.localeCompare(b.at) || a.epoch - b.epoch);
    },

    lastEvents: (caseId, limit) => table.newest<CaseEvent>(`CASE#${caseId}`, limit, 'EVENT#'),

    addTurn: turn =>
      table.putNew({
        pk: `CASE#${turn.caseId}`,
        sk: `TURN#${turn.turnId}`,
        saidAt: `${turn.at}#${turn.turnId}`,
        ...turn,
        expiresAt: expiresAt(),
      }),

    getTurn: (caseId, turnId) => table.get<Turn>(`CASE#${caseId}`, `TURN#${turnId}`),

    async finishTurn(caseId, turnId, changes) {
      const finished = await table.update<Turn>(
        { pk: `CASE#${caseId}`, sk: `TURN#${turnId}` },
        { ...changes },
        { absent: ['reply'] },
      );
      return finished.ok;
    },

    async turns(caseId) {
      const turns = await table.partition<Turn>(`CASE#${caseId}`, 'TURN#');
      return turns.sort((a, b) => a.at.localeCompare(b.at) || a.turnId.localeCompare(b.turnId));
    },

    lastTurns: async (caseId, limit) => (await table.lastSaid<Turn>(`CASE#${caseId}`, limit)).reverse(),

    ...createContactRecords(table, expiresAt),

    addReceipt: (caseId, receipt) =>
      table.putNew({ pk: `CASE#${caseId}`, sk: `RECEIPT#${receipt.id}`, ...receipt, expiresAt: expiresAt() }),

    receipts: caseId => table.partition<Receipt>(`CASE#${caseId}`, 'RECEIPT#'),

    async once(onceKey, work) {
      const mark = { pk: `ONCE#${onceKey}`, sk: 'ONCE' };
      if (await table.get(mark.pk, mark.sk)) return 'already';
      // As long as nothing can be noted, it isn't begun: it would be done again at every attempt.
      await table.putNew({ ...mark, sk: 'BEGUN', at: stamp(), expiresAt: expiresAt() });
      await work();
      await table.putNew({ ...mark, at: stamp(), expiresAt: expiresAt() });
      return 'done';
    },

    due: (shard, options) => table.index<Case>({ index: 'due', partition: `DUE#${shard}`, ...options }),

    async casesOf(customerId, limit) {
      const page = await table.index<Case>({
        index: 'customer',
        partition: `CUSTOMER#${customerId}`,
        limit,
        newestFirst: true,
      });
      return page.items;
    },
  };
  return store;
}

/** Index members that follow from a change: a case without deadline leaves the due index. */
function indexMembers(caseId: string, changes: Partial<Case>, now: string): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  if ('dueAt' in changes) {
    members.gsi1pk = changes.dueAt && `DUE#${shardOf(caseId)}`;
    members.gsi1sk = changes.dueAt && `${changes.dueAt}#${caseId}`;
  }
  if (changes.customer?.customerId && changes.customer.identity === 'verified') {
    members.gsi2pk = `CUSTOMER#${changes.customer.customerId}`;
    members.gsi2sk = `${now}#${caseId}`;
  }
  return members;
}

function shardOf(caseId: string): number {
  let hash = 0;
  for (const character of caseId) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return hash % DUE_SHARDS;
}

/** States an operation starts from, for callers that explain a refusal. */
export const allowedIn = (operation: CaseOperation): readonly CaseState[] => TRANSITIONS[operation].from;
