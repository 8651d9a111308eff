/** What triage is to reach on public data, and what it was measured to reach. Shares are 0–1. */
export interface Measured {
  'clinc150 in-scope, before rejection'?: number;
  'clinc150 in-scope, after rejection'?: number;
  'clinc150 out-of-scope recall'?: number;
  'banking77 in-scope, 5 folds'?: number;
  'banking77 coverage at 95 % precision'?: number;
  'p99 a message, ms'?: number;
  'model, MB compressed'?: number;
  'training, s of one core'?: number;
  'loading, ms'?: number;
  '10 examples a topic, in-scope'?: number;
}

const GOALS: { [what in keyof Measured]-?: { least?: number; most?: number } } = {
  'clinc150 in-scope, before rejection': { least: 0.94 },
  'clinc150 in-scope, after rejection': { least: 0.905 },
  'clinc150 out-of-scope recall': { least: 0.86 },
  'banking77 in-scope, 5 folds': { least: 0.925 },
  'banking77 coverage at 95 % precision': { least: 0.93 },
  'p99 a message, ms': { most: 0.15 },
  'model, MB compressed': { most: 2 },
  'training, s of one core': { most: 30 },
  'loading, ms': { most: 20 },
  '10 examples a topic, in-scope': {},
};

/** One line a goal that was measured: figure, goal, whether it is reached. */
export function goalLines(measured: Measured): string[] {
  return (Object.keys(GOALS) as (keyof Measured)[]).flatMap(what => {
    const value = measured[what];
    if (value === undefined) return [];
    const { least, most } = GOALS[what];
    const show = (number: number) =>
      (least === undefined && most !== undefined ? number : 100 * number).toFixed(2);
    const goal =
      least === undefined && most === undefined
        ? 'as good as it gets'
        : least === undefined
          ? `at most ${most}`
          : `at least ${show(least)}`;
    const reached = (least === undefined || value >= least) && (most === undefined || value <= most);
    const mark = goal.startsWith('as') ? '' : reached ? 'reached' : 'MISSED';
    return [`${what.padEnd(38)} ${show(value).padStart(7)}  ${goal.padEnd(18)} ${mark}`.trimEnd()];
  });
}
