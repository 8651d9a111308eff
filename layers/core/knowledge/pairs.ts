import type { Passage } from './contract.ts';

/** What more members than this share is boilerplate and says nothing of a pair. */
const COMMON = 40;

/** Share of two sets' members that both have. */
export const share = (a: Set<string>, b: Set<string>) => {
  let both = 0;
  for (const one of a) if (b.has(one)) both++;
  return both / (a.size + b.size - both || 1);
};

/** Groups members by key and gives each pair that shares one, once. */
export function pairsSharing<T>(members: T[], keysOf: (member: T) => Iterable<string>): [T, T][] {
  const byKey = new Map<string, number[]>();
  members.forEach((member, n) => {
    for (const key of keysOf(member)) {
      const at = byKey.get(key);
      if (at) at.push(n);
      else byKey.set(key, [n]);
    }
  });
  const seen = new Set<number>();
  const pairs: [T, T][] = [];
  for (const at of byKey.values()) {
    if (at.length < 2 || at.length > COMMON) continue;
    for (let i = 0; i < at.length; i++)
      for (let j = i + 1; j < at.length; j++) {
        const key = at[i]! * members.length + at[j]!;
        if (at[i] === at[j] || seen.has(key)) continue;
        seen.add(key);
        pairs.push([members[at[i]!]!, members[at[j]!]!]);
      }
  }
  return pairs;
}

/** Whether one question may find both: the same language, and at the same time. */
export const readTogether = (a: Passage, b: Passage): boolean =>
  a.language === b.language &&
  !(a.validUntil && b.validFrom && a.validUntil < b.validFrom) &&
  !(b.validUntil && a.validFrom && b.validUntil < a.validFrom);
