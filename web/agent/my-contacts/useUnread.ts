import { useState } from 'react';
import type { CaseView } from '../../../layers/core/api/cases.ts';

/** What changed in my cases since I last had them open, by case id. */
export function useUnread(mine: CaseView[], open: string | undefined): Set<string> {
  const [seen, setSeen] = useState<Record<string, string>>({});
  const { seen: next, unread } = readUp(seen, mine, open);
  if (next !== seen) setSeen(next);
  return unread;
}

/**
 * What is open is read; a case that is new here counts as read until something more is said in it. `seen` comes back the
 * same when nothing changed.
 */
export function readUp(
  seen: Record<string, string>,
  mine: Pick<CaseView, 'caseId' | 'customerSpokeAt'>[],
  open: string | undefined,
): { seen: Record<string, string>; unread: Set<string> } {
  const unread = new Set<string>();
  let next = seen;
  for (const { caseId, customerSpokeAt = '' } of mine) {
    const isRead = caseId === open || !(caseId in seen);
    if (isRead && seen[caseId] !== customerSpokeAt) next = { ...next, [caseId]: customerSpokeAt };
    if (!isRead && customerSpokeAt > seen[caseId]!) unread.add(caseId);
  }
  return { seen: next, unread };
}
