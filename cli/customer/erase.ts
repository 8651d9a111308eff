import type { Case } from '../../layers/core/domain/case.ts';
import { nameOf, type AuditChain } from '../../layers/core/store/auditChain.ts';
import type { WholeTable } from '../stack/wholeTable.ts';
import { WrongUse } from '../release/wrongUse.ts';
import { findTraces, readAll, type Findings } from './findings.ts';
import { findPerson, type Asked, type Person } from './person.ts';
import { tracesOf } from './traces.ts';
import type { WholeBucket } from './wholeBucket.ts';

export interface Stores {
  table: WholeTable;
  bucket: WholeBucket;
  /** Where the erasure of audited reads is noted, so that they are not missed. */
  chain: AuditChain;
}

export interface Erased {
  person: Person;
  removed: { items: number; objects: number };
  redacted: number;
  /** What a scan of everything found afterwards. */
  left: Findings;
}

/**
 * Removes all that is about a person, then searches everything for them once more. Safe to repeat: cases, by which the rest is
 * found, go last.
 * @param end ends a case under way and its workflow; without it such cases are refused
 * @throws WrongUse when nobody is found, or a case is under way
 */
export async function erasePerson(
  asked: Asked,
  { table, bucket, chain }: Stores,
  end?: (current: Case) => Promise<void>,
): Promise<Erased> {
  let items = await readAll(table);
  let person = findPerson(items, asked);
  const underWay = person.cases.filter(({ state }) => state !== 'closed' && state !== 'taken-over');
  if (underWay.length > 0) {
    if (!end)
      throw new WrongUse(
        `under way: ${underWay.map(({ caseId, state }) => `${caseId} (${state})`).join(', ')}. Nothing was erased. Wait until they are done, or end them with --force`,
      );
    for (const one of underWay) await end(one);
    items = await readAll(table);
    person = findPerson(items, asked);
  }
  const found = await findTraces(person, items, bucket);
  if (found.items.length + found.mentions.length + found.objects.length === 0 && found.toLookAt.length === 0)
    throw new WrongUse('nothing is kept about this person');
  for (const object of found.objects) await bucket.remove(object);
  const traces = tracesOf(person);
  let redacted = 0;
  // What somebody changes at this moment is found by the search afterwards, and redacted by the next run.
  for (const item of found.mentions) if (await table.rewrite(item, traces.redacted(item))) redacted++;
  const isCase = ({ sk }: { sk: string }) => sk === 'CASE';
  const inOrder = [...found.items.filter(item => !isCase(item)), ...found.items.filter(isCase)];
  for (const item of inOrder) {
    if (item.sk.startsWith('READ#')) await chain.append({ kind: 'erased', of: nameOf(item), digest: '' });
    await table.remove(item);
  }
  return {
    person,
    removed: { items: inOrder.length, objects: found.objects.length },
    redacted,
    left: await findTraces(person, await readAll(table), bucket),
  };
}

/** What else is kept about the person, in systems that this command does not reach. */
export function keptElsewhere(person: Person): string[] {
  const cases = [...person.caseIds].join(', ');
  return [
    `Amazon Connect: contact records, transcripts and recordings of the contacts ${[...person.contactIds].join(', ') || '(none)'}`,
    `the client's own systems, tickets included, for the cases ${cases || '(none)'}`,
    'copies of the table for point-in-time recovery (35 days)',
    "dead-letter queues of the stack: an event that failed three times may hold the person's message (14 days)",
    'histories of workflows (90 days) and logs: ids of cases and contacts, nothing that was said',
    "mailboxes of those who were written to, and the account's suppression list in SES, which holds addresses that bounced",
  ];
}
