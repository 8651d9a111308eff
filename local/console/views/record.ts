import type { Cloud } from '../../core/contract.ts';
import type { CloudWatch } from '../../cloudwatch/alarms.ts';
import type { Logs } from '../../cloudwatch/logs.ts';
import type { AlarmRow, CallRow } from '../shapes.ts';
import { isLooking } from './changes.ts';

const CALLS_SHOWN = 300;
const LINES_PER_GROUP = 100;
const LINES_SHOWN = 500;

/** Refused calls first and all of them, then the newest others; what only comes from looking at the console is left out. */
export function listCalls(cloud: Cloud): CallRow[] {
  const newest = cloud.calls.slice().reverse();
  const denied = newest.filter(call => call.error === 'AccessDeniedException');
  const others = newest.filter(call => call.error !== 'AccessDeniedException' && !isLooking(call));
  return [...denied, ...others.slice(0, CALLS_SHOWN)].map(call => ({
    at: new Date(call.at).toISOString(),
    caller: call.caller ?? call.principal,
    call: `${call.service}:${call.operation}`,
    resources: call.resources,
    ...(call.error ? { error: call.error } : {}),
  }));
}

export function countCalls(cloud: Cloud): { total: number; denied: number } {
  const denied = cloud.calls.filter(call => call.error === 'AccessDeniedException').length;
  return { total: cloud.calls.length, denied };
}

export function listAlarms(cloud: Cloud): AlarmRow[] {
  return cloud
    .service<CloudWatch>('monitoring')
    .alarms()
    .map(({ name, state, reason }) => ({ name, state, reason }))
    .sort(
      (a, b) => Number(b.state === 'ALARM') - Number(a.state === 'ALARM') || a.name.localeCompare(b.name),
    );
}

/** The newest lines of all log groups in order of time, after what the local cloud itself has to say. */
export function listLogs(cloud: Cloud, own: string[]): string[] {
  const logs = cloud.service<Logs>('logs');
  const lines = logs.groups().flatMap(group => {
    const name = group.slice(group.lastIndexOf('/') + 1);
    return logs
      .tail(group, LINES_PER_GROUP)
      .map(({ at, line }) => ({ at, text: `${new Date(at).toISOString()} ${name} ${line.trimEnd()}` }));
  });
  const recent = lines.sort((a, b) => a.at - b.at).slice(-LINES_SHOWN);
  return [...own.map(line => `local cloud: ${line}`), ...recent.map(({ text }) => text)];
}
