import type { CaseEvent, Turn } from '../../layers/core/domain/case.ts';
import type { PlayedGolden } from './playGolden.ts';
import type { StageCase } from './stage.ts';

const clock = (at: number | string) => new Date(at).toISOString().slice(11, 19);
const indented = (text: string, by: number) => text.replace(/\n/g, `\n${' '.repeat(by)}`);

/** What was said, by whom, in order. */
export function conversation({ lines }: PlayedGolden): string {
  const width = Math.max(8, ...lines.map(({ who }) => Math.min(who.length, 28)));
  return lines
    .map(({ at, who, text }) => `  ${clock(at)}  ${who.padEnd(width)}  ${indented(text, width + 14)}`)
    .join('\n');
}

/** The case's own account: each decision and event with owner, epoch and reasons. */
export function timeline({ case: theCase, turns, events }: StageCase): string {
  const rows = [
    ...turns.flatMap(turn => (turn.decision || turn.reply ? [{ at: turn.at, text: turnText(turn) }] : [])),
    ...events.map(event => ({ at: event.at, text: eventText(event) })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  const head = `  case ${theCase.caseId}: ${theCase.state}, owner ${theCase.owner}, epoch ${theCase.epoch}${theCase.closedAs ? `, ${theCase.closedAs}` : ''}`;
  return [head, ...rows.map(({ at, text }) => `  ${clock(at)}  ${text}`)].join('\n');
}

function turnText({ decision, reply }: Turn): string {
  const decided = decision
    ? `${decision.topic ?? 'no topic'} (${decision.confidence.toFixed(2)}) → ${decision.route}${decision.reason ? ` because of ${decision.reason.code}` : ''}`
    : 'no decision';
  const sources = reply?.citations?.length ? `, cites ${reply.citations.map(({ id }) => id).join(', ')}` : '';
  const receipts = reply?.receipts?.length ? `, receipts ${reply.receipts.join(', ')}` : '';
  const discarded = reply?.discarded ? `, never spoken: ${reply.discarded}` : '';
  const reasons = (decision?.reasons ?? []).map(reason => `\n${' '.repeat(14)}– ${reason}`).join('');
  return `turn      ${decided}${reply ? `; ${reply.by} via ${reply.via}${sources}${receipts}${discarded}` : ''}${reasons}`;
}

function eventText({ kind, by, owner, epoch, detail }: CaseEvent): string {
  const more = detail && Object.keys(detail).length > 0 ? ` ${JSON.stringify(detail)}` : '';
  return `${`${owner} ${epoch}`.padEnd(10)}${kind} by ${by}${more}`;
}

/** Each step that differs: its number, what the golden says and what was seen. */
export function differencesOf({ differences }: PlayedGolden): string {
  return differences
    .map(({ step, expected, seen }) =>
      [`  step ${step}: ${expected}`, ...seen.map(line => `    ${indented(line, 4)}`)].join('\n'),
    )
    .join('\n');
}

export interface Timed {
  played: PlayedGolden;
  /** Milliseconds of real time. */
  took: number;
}

/** One row a golden: did it come out, at which step not, how long it took. */
export function summary(results: Timed[]): string {
  const width = Math.max(...results.map(({ played }) => played.golden.id.length));
  const rows = results.map(({ played: { golden, differences }, took }) => {
    const [first] = differences;
    const verdict = first ? `DIFFERS at step ${first.step}` : `ok, ${golden.steps.length} steps`;
    return `  ${first ? '✗' : '✓'} ${golden.id.padEnd(width)}  ${verdict.padEnd(20)} ${(took / 1000).toFixed(1).padStart(5)} s`;
  });
  const wrong = results.filter(({ played }) => played.differences.length > 0).length;
  return [...rows, `  ${results.length - wrong} of ${results.length} goldens came out as they must`].join(
    '\n',
  );
}
