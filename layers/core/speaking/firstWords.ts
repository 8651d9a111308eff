import type { Case } from '../domain/case.ts';
import type { Figures } from '../platform/figures.ts';
import type { CaseStore } from '../store/caseStore.ts';

/** What a case keeps of a person's first words since one was needed; undefined when it has them, or needed nobody. */
export function firstWords(
  { neededAt, firstWords: heard, channel }: Pick<Case, 'neededAt' | 'firstWords' | 'channel'>,
  at: string,
): Pick<Case, 'firstWords'> | undefined {
  return neededAt && !heard ? { firstWords: { at, channel } } : undefined;
}

/** How long the customer was without a person's words: of a case once, by whoever has just noted them on it. */
export function putFirstWords({ neededAt, firstWords: heard }: Case, figures: Figures | undefined): void {
  if (!neededAt || !heard) return;
  const ms = Date.parse(heard.at) - Date.parse(neededAt);
  figures?.put(heard.channel, { PersonSeconds: Math.max(0, ms) / 1000 });
}

/** Notes words that were not said through us: an agent's in Connect's panel, or that an agent is on the line. */
export async function noteFirstWords(
  current: Case,
  at: string,
  { store, figures }: { store: Pick<CaseStore, 'note'>; figures?: Figures | undefined },
): Promise<void> {
  const first = firstWords(current, at);
  if (!first) return;
  const noted = await store.note(current.caseId, first, {
    absent: ['firstWords'],
    equals: { neededAt: current.neededAt! },
  });
  if (noted.ok) putFirstWords(noted.case, figures);
}
