import { createCaseStore, type CaseStore } from './caseStore.ts';
import { createTable } from './table.ts';

/** The case store of a function, from its settings. */
export function openStore(config: { TABLE_NAME: string; RETENTION_DAYS: string }): CaseStore {
  return createCaseStore({
    table: createTable(config.TABLE_NAME),
    retentionDays: Number(config.RETENTION_DAYS),
    now: () => new Date(),
  });
}
