import type { FlowCoverage } from '../../local/connect/index.ts';

/** Adds up what several goldens, each on a cloud of its own, took of the flows. */
export function addUp(runs: FlowCoverage[][]): FlowCoverage[] {
  const flows = new Map<string, { all: Set<string>; taken: Set<string> }>();
  for (const { flow, taken, missing } of runs.flat()) {
    const sum = flows.get(flow) ?? { all: new Set(), taken: new Set() };
    for (const branch of [...taken, ...missing]) sum.all.add(branch);
    for (const branch of taken) sum.taken.add(branch);
    flows.set(flow, sum);
  }
  return [...flows].map(([flow, { all, taken }]) => ({
    flow,
    taken: [...taken],
    missing: [...all].filter(branch => !taken.has(branch)),
  }));
}

/** One row a flow; with `verbose` the branches that none of the goldens took. */
export function coverageTable(flows: FlowCoverage[], verbose: boolean): string {
  const width = Math.max(...flows.map(({ flow }) => flow.length));
  const rows = flows.flatMap(({ flow, taken, missing }) => [
    `  ${flow.padEnd(width)}  ${taken.length} of ${taken.length + missing.length} branches`,
    ...(verbose ? missing.map(branch => `  ${''.padEnd(width)}    not taken: ${branch}`) : []),
  ]);
  return ['branches of the flows taken by these goldens (tests take the others by force):', ...rows].join(
    '\n',
  );
}
