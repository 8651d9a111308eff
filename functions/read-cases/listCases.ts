import type { CaseList } from '../../layers/core/api/cases.ts';
import { mayRead, type Member } from '../../layers/core/domain/access.ts';
import type { CaseState } from '../../layers/core/domain/case.ts';
import { viewOf } from '../../layers/core/domain/caseView.ts';
import { DUE_SHARDS, type CaseStore } from '../../layers/core/store/caseStore.ts';

/** Cases of each shard read for one page. */
const PAGE = 25;

export interface Wanted {
  state?: CaseState | undefined;
  queue?: string | undefined;
  /** Only those that are the caller's own. */
  mine?: boolean;
  cursor?: string | undefined;
}

/** Cases with something left to do that the person may read, the most pressing first; `cursor` goes on where a page ended. */
export async function listCases(
  { state, queue, mine, cursor }: Wanted,
  who: Member,
  store: CaseStore,
): Promise<CaseList> {
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
    .filter(found => mayRead(who, found))
    .filter(found => !state || found.state === state)
    .filter(found => !queue || found.queue === queue)
    .filter(found => !mine || (found.agent?.id === who.id && found.state === 'with-agent'))
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
