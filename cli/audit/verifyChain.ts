import type { AuditedRead } from '../../layers/core/api/audit.ts';
import { CHAIN, digestOf, hashOf, nameOf, type AuditLink } from '../../layers/core/store/auditChain.ts';
import type { Item } from '../../layers/core/store/table.ts';

export interface ChainVerified {
  links: number;
  reads: number;
  /** Reads that were removed with a person's data. */
  erased: number;
  last?: { n: number; hash: string };
  /** What was changed, removed or put there, in words. */
  problems: string[];
}

/** A link that was known at some time, kept outside the table. */
export interface Anchor {
  n: number;
  hash: string;
}

/**
 * Holds the chain and the audited reads against each other. What the client's retention has let go is not missed.
 * @param anchor shows the removal of the newest links, too, and a chain that was computed anew
 */
export function verifyChain(
  items: readonly Item[],
  { retentionDays, now, anchor }: { retentionDays: number; now: Date; anchor?: Anchor },
): ChainVerified {
  const isOver = (at: string) => Date.parse(at) + retentionDays * 24 * 3600_000 <= now.getTime();
  const all = items.filter(({ pk }) => pk === CHAIN).map(item => item as unknown as AuditLink);
  const links = all.filter(({ at }) => !isOver(at)).sort((a, b) => a.n - b.n);
  const problems = links.flatMap((link, place) => {
    const problem = wrongWith(link, links[place - 1], isOver);
    return problem ? [`link ${link.n} (${link.at}): ${problem}`] : [];
  });

  const reads = items.filter(({ sk, at }) => sk.startsWith('READ#') && !isOver(String(at)));
  const read = new Map(links.filter(({ kind }) => kind === 'read').map(link => [link.of, new Set<string>()]));
  for (const { kind, of, digest } of links) if (kind === 'read') read.get(of)!.add(digest);
  const erased = new Set(links.filter(({ kind }) => kind === 'erased').map(({ of }) => of));
  const present = new Set<string>();
  for (const item of reads) {
    const name = nameOf(item);
    present.add(name);
    const where = `${item.pk} ${item.sk}`;
    if (!read.has(name)) problems.push(`${where}: the chain doesn't know this read`);
    else if (!read.get(name)!.has(digestOf(item as unknown as AuditedRead)))
      problems.push(`${where}: was changed after it was written`);
  }
  for (const { n, at, kind, of } of links)
    if (kind === 'read' && !present.has(of) && !erased.has(of))
      problems.push(`link ${n} (${at}): the read it names was removed`);

  const last = links.at(-1);
  if (anchor && all.find(({ n }) => n === anchor.n)?.hash !== anchor.hash)
    problems.push(
      `link ${anchor.n} is not the one that was kept as an anchor: links were removed or made anew`,
    );
  return {
    links: links.length,
    reads: reads.length,
    erased: erased.size,
    ...(last && { last: { n: last.n, hash: last.hash } }),
    problems,
  };
}

function wrongWith(
  link: AuditLink,
  before: AuditLink | undefined,
  isOver: (at: string) => boolean,
): string | undefined {
  if (hashOf(link) !== link.hash) return 'was changed';
  if (!before) {
    const isFirst = link.n === 0 ? link.prev === '' : isOver(link.prevAt);
    return isFirst ? undefined : 'links before it were removed';
  }
  if (before.n !== link.n - 1) return `links ${before.n + 1} to ${link.n - 1} were removed`;
  return link.prev === before.hash ? undefined : 'does not follow the link before it';
}
