import type { Case } from '../../layers/core/domain/case.ts';

/** How long the customers of one channel were without a person's words, once they needed one. */
export interface FirstWords {
  channel: string;
  /** Cases that needed a person and had their words; whose customers left or wait are `without`. */
  cases: number;
  without: number;
  /** Seconds, of those that had them. */
  median: number | undefined;
  ninetieth: number | undefined;
  longest: number | undefined;
}

/** By channel, the most cases first, and of all together in the end where there are several channels. */
export function firstWordsOf(cases: Pick<Case, 'neededAt' | 'firstWords' | 'channel'>[]): FirstWords[] {
  const channels = new Map<string, number[]>();
  for (const { neededAt, firstWords, channel } of cases) {
    if (!neededAt) continue;
    const ms = firstWords && Math.max(0, Date.parse(firstWords.at) - Date.parse(neededAt));
    const where = firstWords?.channel ?? channel;
    channels.set(where, [...(channels.get(where) ?? []), ms === undefined ? NaN : Math.round(ms / 1000)]);
  }
  const each = [...channels].map(([channel, waits]) => sumUp(channel, waits));
  each.sort((a, b) => b.cases - a.cases || (a.channel < b.channel ? -1 : 1));
  return each.length > 1 ? [...each, sumUp('all', [...channels.values()].flat())] : each;
}

function sumUp(channel: string, waits: number[]): FirstWords {
  const heard = waits.filter(wait => !Number.isNaN(wait)).sort((a, b) => a - b);
  /** The least that so many of a hundred did not exceed. */
  const percentile = (percent: number) => heard[Math.max(0, Math.ceil((heard.length * percent) / 100) - 1)];
  return {
    channel,
    cases: heard.length,
    without: waits.length - heard.length,
    median: percentile(50),
    ninetieth: percentile(90),
    longest: heard.at(-1),
  };
}

export function firstWordsTable(rows: FirstWords[]): string {
  const line = (cells: string[]) =>
    cells.map((cell, n) => (n === 0 ? cell.padEnd(8) : cell.padStart(9))).join('  ');
  return [
    line(['channel', 'cases', 'without', 'median', '90 %', 'longest']),
    ...rows.map(({ channel, cases, without, median, ninetieth, longest }) =>
      line([channel, String(cases), String(without), ...[median, ninetieth, longest].map(duration)]),
    ),
  ].join('\n');
}

function duration(seconds: number | undefined): string {
  if (seconds === undefined) return '–';
  if (seconds < 120) return `${seconds} s`;
  return seconds < 2 * 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
