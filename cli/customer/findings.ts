import { simpleParser } from 'mailparser';
import { RAW_MAIL } from '../../layers/core/files/fileStore.ts';
import { unpack } from '../../layers/core/release/container.ts';
import { RELEASES_PREFIX } from '../../layers/core/release/pointer.ts';
import type { Item } from '../../layers/core/store/table.ts';
import type { WholeTable } from '../stack/wholeTable.ts';
import type { Person } from './person.ts';
import { tracesOf, type Trace } from './traces.ts';
import type { ObjectVersion, WholeBucket } from './wholeBucket.ts';

/** Everything about a person in table and bucket. */
export interface Findings {
  /** Of their cases, contacts, mails and addresses: goes as a whole. */
  items: Item[];
  /** Others', in which the person's address, number or customer id stands: that is replaced. */
  mentions: Item[];
  objects: ObjectVersion[];
  /** A person of the same name, or a file of somebody else that names them: for a human to look at. Keys. */
  toLookAt: string[];
}

export async function readAll(table: Pick<WholeTable, 'items'>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of table.items()) items.push(item);
  return items;
}

export async function findTraces(
  person: Person,
  items: readonly Item[],
  bucket: Pick<WholeBucket, 'versions' | 'read'>,
): Promise<Findings> {
  const traces = tracesOf(person);
  const found: Findings = { items: [], mentions: [], objects: [], toLookAt: [] };
  for (const item of items) {
    const trace = traces.inItem(item);
    if (trace === 'theirs') found.items.push(item);
    if (trace === 'named') found.mentions.push(item);
    if (trace === 'like') found.toLookAt.push(`${item.pk} ${item.sk}`);
  }
  for await (const version of bucket.versions()) {
    const byKey = traces.inText(version.key);
    const trace =
      byKey ?? (version.isMarker ? undefined : await inBytes(version, bucket, traces.inText, person));
    if (trace === 'theirs') found.objects.push(version);
    else if (trace) found.toLookAt.push(`${version.key} (version ${version.version})`);
  }
  return found;
}

/** A mail is the person's when they sent it; what else names them is somebody else's file. */
async function inBytes(
  version: ObjectVersion,
  bucket: Pick<WholeBucket, 'read'>,
  inText: (text: string) => Trace,
  { emails }: Person,
): Promise<Trace> {
  const bytes = await bucket.read(version);
  if (version.key.startsWith(RAW_MAIL)) {
    const { from, text = '', html, headerLines } = await simpleParser(Buffer.from(bytes));
    if (from?.value.some(({ address }) => emails.has(address?.toLowerCase() ?? ''))) return 'theirs';
    return inText([text, html || '', ...headerLines.map(({ line }) => line)].join('\n'));
  }
  if (version.key.startsWith(RELEASES_PREFIX) && version.key.endsWith('.bin'))
    return inRelease(bytes, inText);
  // Files of the person's mails and cases are found by the id in their key.
  return inText(Buffer.from(bytes).toString('utf8')) && 'named';
}

function inRelease(bytes: Uint8Array, inText: (text: string) => Trace): Trace {
  let parts: Record<string, Uint8Array>;
  try {
    parts = unpack(bytes);
  } catch {
    // Damaged: nothing in it can be used, or read.
    return undefined;
  }
  const found = Object.values(parts).map(part => inText(Buffer.from(part).toString('utf8')));
  return found.some(Boolean) ? 'named' : undefined;
}
