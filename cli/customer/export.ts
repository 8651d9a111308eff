import type { Stores } from './erase.ts';
import { findTraces, readAll } from './findings.ts';
import { findPerson, type Asked } from './person.ts';

/** All that is kept about a person, as JSON: items of the table as they are, objects of the bucket with their bytes (base64). */
export async function exportPerson(asked: Asked, { table, bucket }: Omit<Stores, 'chain'>) {
  const items = await readAll(table);
  const person = findPerson(items, asked);
  const found = await findTraces(person, items, bucket);
  const objects = [];
  for (const { key, version, isMarker } of found.objects) {
    if (isMarker) continue;
    const bytes = await bucket.read({ key, version, isMarker });
    objects.push({ key, version, base64: Buffer.from(bytes).toString('base64') });
  }
  return {
    emails: [...person.emails],
    customerIds: [...person.customerIds],
    names: [...person.names],
    phones: [...person.phones],
    cases: [...person.caseIds],
    contacts: [...person.contactIds],
    items: found.items,
    objects,
    /** Keys alone: these belong to others. */
    mentionedIn: found.mentions.map(({ pk, sk }) => `${pk} ${sk}`),
  };
}
