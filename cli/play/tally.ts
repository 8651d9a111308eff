import type { Outcome } from './outcome.ts';

/** The value below which the share `part` of the sorted values lies (nearest rank). */
export function percentile(values: number[], part: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

/** The table at the end of a play. */
export function tally(outcomes: Outcome[], malformed: number, seconds: number): string {
  const share = (count: number) =>
    `${String(count).padStart(6)}  ${((100 * count) / Math.max(1, outcomes.length)).toFixed(1).padStart(5)} %`;
  const of = (kind: Outcome['outcome']) => outcomes.filter(({ outcome }) => outcome === kind);
  const reasons = (kind: Outcome['outcome']) =>
    ranked(of(kind).map(({ reason }) => reason ?? 'no reason given')).map(
      ([code, count]) => `    ${code.padEnd(22)}${share(count)}`,
    );
  const waits = outcomes.flatMap(({ turnMs, modelMs = 0 }) =>
    turnMs === undefined ? [] : [turnMs - modelMs],
  );
  const latency = (
    [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const
  )
    .map(([name, part]) => `${name} ${percentile(waits, part)?.toFixed(0) ?? '–'} ms`)
    .join(', ');
  return [
    `${outcomes.length} messages in ${seconds.toFixed(1)} s (${(outcomes.length / Math.max(0.001, seconds)).toFixed(1)} a second)`,
    `  answered              ${'  '}${share(of('answered').length)}`,
    `  asked back            ${'  '}${share(of('asked back').length)}`,
    `  closed                ${'  '}${share(of('closed').length)}`,
    `  escalated             ${'  '}${share(of('escalated').length)}`,
    ...reasons('escalated'),
    `  handed off            ${'  '}${share(of('handed off').length)}`,
    ...reasons('handed off'),
    `  failed                ${'  '}${share(of('failed').length)}`,
    ...ranked(of('failed').map(({ error }) => error ?? 'unknown'))
      .slice(0, 10)
      .map(([error, count]) => `    ${count} × ${error}`),
    '  topics, the ten most frequent:',
    ...ranked(outcomes.map(({ topic }) => topic ?? '(none of ours)'))
      .slice(0, 10)
      .map(([topic, count]) => `    ${topic.padEnd(22)}${share(count)}`),
    `  turn without the model: ${latency}`,
    ...(malformed > 0 ? [`  malformed lines left out: ${malformed}`] : []),
  ].join('\n');
}

/** Values with how often they occur, most frequent first. */
function ranked(values: string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
