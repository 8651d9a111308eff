import { createCaseStore, type CaseStore, type CaseStoreOptions } from './caseStore.ts';
import { createMailStore, type MailStore } from './mailStore.ts';
import { createTable } from './table.ts';

interface StoreSettings {
  TABLE_NAME: string;
  RETENTION_DAYS: string;
}

/** The table of a function and what else keeping something in it needs, from its settings. */
export const openTable = (config: StoreSettings): CaseStoreOptions => ({
  table: createTable(config.TABLE_NAME),
  retentionDays: Number(config.RETENTION_DAYS),
  now: () => new Date(),
});

/** The case store of a function, from its settings. */
export const openStore = (config: StoreSettings): CaseStore => createCaseStore(openTable(config));

/** What is known of mails, in the same table. */
export const openMailStore = (config: StoreSettings): MailStore => {
  const { table, ...rest } = openTable(config);
  return createMailStore(table, rest);
};
