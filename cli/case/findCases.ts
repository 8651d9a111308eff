import type { Case } from '../../layers/core/domain/case.ts';
import { lacksWorkflow } from '../../layers/core/domain/transitions.ts';
import { DUE_SHARDS, type CaseStore } from '../../layers/core/store/caseStore.ts';
import type { WholeTable } from '../stack/wholeTable.ts';

/** The sweeper is there within this of a deadline; what is later is stuck. */
const GRACE_MS = 10 * 60_000;
const PAGE = 100;

/** Why nobody will move a case, or undefined when all is well. */
export function whyStuck(one: Case, now: Date): string | undefined {
  if (one.state === 'closed' || one.state === 'taken-over') return undefined;
  if (!one.dueAt) return 'has no deadline';
  if (now.getTime() - Date.parse(one.dueAt) > GRACE_MS) return 'past its deadline';
  return lacksWorkflow(one) ? 'no workflow' : undefined;
}

export async function* dueCases(store: Pick<CaseStore, 'due'>): AsyncIterable<Case> {
  for (let shard = 0; shard < DUE_SHARDS; shard++) {
    let after: string | undefined;
    do {
      const page = await store.due(shard, { limit: PAGE, ...(after && { after }) });
      yield* page.items;
      after = page.last;
    } while (after);
  }
}

export async function* allCases(table: Pick<WholeTable, 'items'>): AsyncIterable<Case> {
  for await (const item of table.items()) if (item.sk === 'CASE') yield item as unknown as Case;
}
