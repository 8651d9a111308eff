import { AwsError, type Cloud, type Principal } from '../../core/contract.ts';
import type { HistoryEvent } from '../../states/journal.ts';
import type { ExecutionRecord } from '../../states/run.ts';
import type { ExecutionDetail, ExecutionRow } from '../shapes.ts';

const OPERATOR: Principal = { id: 'operator', caller: 'console' };
const SHOWN = 100;

interface Machine {
  stateMachineArn: string;
  name: string;
  type: string;
}
interface Listed {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: string;
  /** Epoch seconds. */
  startDate: number;
  stopDate?: number;
}

/** Executions of every workflow, running and newest first; of Express ones those that ended lately. */
export async function listExecutions(cloud: Cloud): Promise<ExecutionRow[]> {
  const { stateMachines } = await call<{ stateMachines: Machine[] }>(cloud, 'ListStateMachines', {});
  const rows: ExecutionRow[] = [];
  for (const { stateMachineArn, name, type } of stateMachines) {
    if (type !== 'STANDARD') continue;
    const { executions } = await call<{ executions: Listed[] }>(cloud, 'ListExecutions', {
      stateMachineArn,
      maxResults: SHOWN,
    });
    rows.push(...executions.map(execution => rowOf(cloud, name, execution)));
  }
  rows.push(...expressOf(cloud).map(record => expressRow(record)));
  return rows.sort((a, b) => rank(b) - rank(a) || b.startedAt.localeCompare(a.startedAt));
}

export async function readExecution(cloud: Cloud, arn: string): Promise<ExecutionDetail | undefined> {
  const express = expressOf(cloud).find(record => record.executionArn === arn);
  if (express) {
    const { input, output } = express;
    return { ...expressRow(express), input: parsed(input), output: parsed(output), history: [] };
  }
  try {
    const record = await call<Listed & { input?: string; output?: string; error?: string }>(
      cloud,
      'DescribeExecution',
      { executionArn: arn },
    );
    const machine = record.stateMachineArn.slice(record.stateMachineArn.lastIndexOf(':') + 1);
    return {
      ...rowOf(cloud, machine, record),
      input: parsed(record.input),
      output: parsed(record.output),
      ...(record.error ? { error: record.error } : {}),
      history: historyOf(cloud, arn),
    };
  } catch (error) {
    if (error instanceof AwsError && error.name === 'ExecutionDoesNotExist') return undefined;
    throw error;
  }
}

const expressOf = (cloud: Cloud): ExecutionRecord[] =>
  cloud.store
    .collection<ExecutionRecord>('states-express')
    .list({ reverse: true, limit: SHOWN })
    .map(({ document }) => document);

/** Express workflows keep no history: how it began and ended is all there is. */
const expressRow = ({
  executionArn,
  stateMachineArn,
  name,
  status,
  startDate,
  stopDate,
  error,
}: ExecutionRecord) => ({
  arn: executionArn,
  machine: stateMachineArn.slice(stateMachineArn.lastIndexOf(':') + 1),
  name,
  status,
  startedAt: new Date(startDate).toISOString(),
  ...(stopDate === undefined ? {} : { stoppedAt: new Date(stopDate).toISOString() }),
  ...(error ? { error } : {}),
});

const call = <T>(cloud: Cloud, operation: string, input: unknown): Promise<T> =>
  cloud.call(OPERATOR, 'states', operation, input);
const rank = (row: ExecutionRow) => (row.status === 'RUNNING' ? 1 : 0);

function rowOf(cloud: Cloud, machine: string, execution: Listed): ExecutionRow {
  return {
    arn: execution.executionArn,
    machine,
    name: execution.name,
    status: execution.status,
    ...(execution.status === 'RUNNING' ? { state: statesOf(cloud, execution.executionArn) } : {}),
    startedAt: iso(execution.startDate),
    ...(execution.stopDate === undefined ? {} : { stoppedAt: iso(execution.stopDate) }),
  };
}

/** Where it stands: the state of each branch under way. */
function statesOf(cloud: Cloud, arn: string): string | undefined {
  const frames = cloud.store.collection<{ state: string; pending?: { kind: string } }>('states-frames');
  const states = frames.list({ prefix: `${arn}|` }).map(({ document }) => {
    const waits =
      document.pending?.kind === 'token'
        ? ' (for people)'
        : document.pending
          ? ` (${document.pending.kind})`
          : '';
    return `${document.state}${waits}`;
  });
  return states.length > 0 ? states.join(', ') : undefined;
}

function historyOf(cloud: Cloud, arn: string): ExecutionDetail['history'] {
  return cloud.store
    .collection<HistoryEvent>('states-history')
    .list({ prefix: `${arn}|` })
    .map(({ document: { id: _id, previousEventId: _before, timestamp, type, ...details } }) => {
      const detail = Object.values(details)[0] as { name?: string } | undefined;
      return {
        at: iso(timestamp),
        kind: type,
        ...(detail?.name ? { state: detail.name } : {}),
        ...(detail ? { detail } : {}),
      };
    });
}

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
