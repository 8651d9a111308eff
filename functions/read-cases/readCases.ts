import type { Case, CaseEvent, CaseState, Turn } from '../../layers/core/domain/case.ts';
import { DUE_SHARDS, type CaseStore } from '../../layers/core/store/caseStore.ts';

/** Cases of each shard read for one page. */
const PAGE = 25;

/** Without what only the workflow may know. */
export type CaseView = Omit<Case, 'waiting' | 'dialog'>;

export const viewOf = ({ waiting: _waiting, dialog: _dialog, ...view }: Case): CaseView => view;

/** Cases with something left to do, the most pressing first; `cursor` goes on where a page ended. */
export async function listCases(
  { state, cursor }: { state?: CaseState; cursor?: string },
  store: CaseStore,
): Promise<{ cases: CaseView[]; cursor?: string }> {
  const from = readCursor(cursor);
  const shards = await Promise.all(
    Array.from({ length: DUE_SHARDS }, async (_, shard) => {
      const after = from[shard];
      if (after === null) return { items: [], last: undefined };
      return store.due(shard, { limit: PAGE, ...(after && { after }) });
    }),
  );
  const cases = shards
    .flatMap(({ items }) => items)
    .filter(found => !state || found.state === state)
    .sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''));
  const next = shards.map(({ last }) => last ?? null);
  return {
    cases: cases.map(viewOf),
    ...(next.some(Boolean) && { cursor: Buffer.from(JSON.stringify(next)).toString('base64url') }),
  };
}

/** Per shard: where to go on, null when it is done, undefined at the start. A wrong cursor starts anew. */
function readCursor(cursor: string | undefined): (string | null | undefined)[] {
  if (!cursor) return [];
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(read) && read.length === DUE_SHARDS ? read : [];
  } catch {
    return [];
  }
}

export interface CaseStory {
  case: CaseView;
  turns: Turn[];
  events: CaseEvent[];
}

export async function readCase(caseId: string, store: CaseStore): Promise<CaseStory | undefined> {
  const [current, turns, events] = await Promise.all([
    store.get(caseId),
    store.turns(caseId),
    store.events(caseId),
  ]);
  return current && { case: viewOf(current), turns, events };
}
