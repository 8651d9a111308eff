import type { FlowCoverage } from '../../local/connect/index.ts';

/** A way out of an action, and which goldens took it. */
export interface Way {
  flow: string;
  name: string;
  goldens: string[];
}

/** Adds up what several goldens, each on a cloud of its own, took of the flows. */
export function addUp(runs: { golden: string; coverage: FlowCoverage[] }[]): Way[] {
  const ways = new Map<string, Way>();
  for (const { golden, coverage } of runs)
    for (const { flow, taken, missing } of coverage) {
      for (const name of [...taken, ...missing]) {
        const key = `${flow}/${name}`;
        if (!ways.has(key)) ways.set(key, { flow, name, goldens: [] });
      }
      for (const name of taken) ways.get(`${flow}/${name}`)!.goldens.push(golden);
    }
  return [...ways.values()];
}

export const untaken = (ways: Way[]): Way[] => ways.filter(({ goldens }) => goldens.length === 0);

/** How many goldens are named beside a way. */
const NAMED = 3;

/** One row a flow, and below it the ways that no golden took; with `all` every way with the goldens that took it. */
export function coverageTable(ways: Way[], all: boolean): string {
  const flows = [...new Set(ways.map(({ flow }) => flow))];
  const width = Math.max(...flows.map(({ length }) => length));
  const nameWidth = Math.max(...ways.map(({ name }) => Math.min(name.length, 60)));
  const by = ({ goldens }: Way) =>
    goldens.length === 0
      ? 'NOT TAKEN'
      : `${goldens.slice(0, NAMED).join(', ')}${goldens.length > NAMED ? ` and ${goldens.length - NAMED} more` : ''}`;
  const rows = flows.flatMap(flow => {
    const own = ways.filter(way => way.flow === flow);
    const shown = all ? own : untaken(own);
    return [
      `  ${flow.padEnd(width)}  ${own.length - untaken(own).length} of ${own.length}`,
      ...shown.map(way => `    ${way.name.padEnd(nameWidth)}  ${by(way)}`),
    ];
  });
  return ["ways out of the flows' blocks that these goldens took:", ...rows].join('\n');
}
