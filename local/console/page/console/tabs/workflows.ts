import { element } from '../../../../../web/dom/element.ts';
import type { ExecutionDetail, ExecutionRow } from '../../../shapes.ts';
import { get } from '../api.ts';
import { clockTime, facts, json, pickRow, table, tag } from '../show.ts';
import { masterDetail } from './tab.ts';

const COLOUR: Record<string, string> = { RUNNING: 'ai', SUCCEEDED: 'good' };

export const workflows = masterDetail<ExecutionRow, ExecutionDetail>({
  title: 'Workflows',
  count: overview => ({ number: overview.executions.filter(row => row.status === 'RUNNING').length }),
  rows: overview => overview.executions,
  id: row => row.arn,
  list: (rows, { clock }, selected, pick) =>
    table(
      ['started', 'workflow', 'execution', 'status', 'stands in'],
      rows.map(row =>
        pickRow(
          row.arn === selected,
          () => pick(row.arn),
          clockTime(row.startedAt, clock.zone),
          plainName(row.machine),
          row.name,
          tag(row.status, COLOUR[row.status] ?? 'bad'),
          row.state ?? row.error,
        ),
      ),
      'No workflow has run yet.',
    ),
  load: id => get<ExecutionDetail>(`executions/${encodeURIComponent(id)}`),
  detail: (execution, { clock }) =>
    element(
      'section',
      { class: 'card' },
      element('h2', {}, `${plainName(execution.machine)} ${execution.name}`),
      facts({
        status: tag(execution.status, COLOUR[execution.status] ?? 'bad'),
        'stands in': execution.state,
        error: execution.error,
        started: clockTime(execution.startedAt, clock.zone),
        stopped: clockTime(execution.stoppedAt, clock.zone),
        input: json(execution.input),
        output: json(execution.output),
      }),
      element('h2', {}, 'History'),
      element(
        'ol',
        { class: 'timeline' },
        ...execution.history.map(line =>
          element(
            'li',
            {},
            element('span', { class: 'meta' }, `${clockTime(line.at, clock.zone)} · ${line.kind} `),
            element('b', {}, line.state),
            line.detail === undefined
              ? undefined
              : element('details', {}, element('summary', { class: 'meta' }, 'detail'), json(line.detail)),
          ),
        ),
      ),
    ),
});

/** `demo-support-escalationmachineF1DF03C7` → `escalation`: CloudFormation's names say little more. */
function plainName(machine: string): string {
  return /-support-(.+?)(?:machine)?[0-9A-F]{8}$/.exec(machine)?.[1] ?? machine;
}
