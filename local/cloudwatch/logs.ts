import type { Clock, Collection, Service, Store } from '../core/contract.ts';
import type { Metrics } from './metrics.ts';

/** Lines kept per log group. */
const LINES_KEPT = 2_000;

export interface LogLine {
  /** Virtual epoch ms. */
  at: number;
  requestId?: string;
  line: string;
}
export interface Logs extends Service {
  /** Keeps a line; one in CloudWatch's embedded metric format is counted as well. */
  write(group: string, line: string, requestId?: string): void;
  /** The last lines, oldest first. */
  tail(group: string, limit: number): LogLine[];
  groups(): string[];
}

/** CloudWatch Logs: the last lines of each group; a kill may cost the lines of the last moment, never more. */
export function createLogs({
  store,
  clock,
  metrics,
}: {
  store: Store;
  clock: Clock;
  metrics: Metrics;
}): Logs {
  const names: Collection<{ group: string }> = store.collection('logs.groups');
  const open = new Map<string, { lines: Collection<LogLine>; next: number }>();
  let closed = false;
  /** Lines not on disk yet: those of one turn of the event loop are written together. */
  let unwritten: { group: string; line: LogLine }[] = [];

  function groupOf(group: string) {
    let found = open.get(group);
    if (!found) {
      const lines: Collection<LogLine> = store.collection(`logs:${group}`);
      const [last] = lines.list({ reverse: true, limit: 1 });
      open.set(group, (found = { lines, next: last ? Number(last.id) + 1 : 0 }));
      names.put(group, { group });
    }
    return found;
  }
  function flush() {
    const written = unwritten;
    unwritten = [];
    if (written.length === 0 || closed) return;
    store.transaction(() => {
      for (const { group, line } of written) {
        const into = groupOf(group);
        into.lines.put(key(into.next), line);
        if (into.next >= LINES_KEPT) into.lines.delete(key(into.next - LINES_KEPT));
        into.next += 1;
      }
    });
  }
  const key = (number: number) => String(number).padStart(12, '0');

  return {
    name: 'logs',
    protocol: 'json-1.1',
    operations: {},
    resourceTypes: {
      'AWS::Logs::LogGroup': {
        deploy({ properties, physicalName }) {
          const name = properties.LogGroupName ?? physicalName;
          groupOf(name);
          return {
            ref: name,
            attributes: { Arn: `arn:aws:logs:us-east-1:000000000000:log-group:${name}:*` },
          };
        },
      },
      'AWS::Logs::ResourcePolicy': { deploy: ({ physicalName }) => ({ ref: physicalName, attributes: {} }) },
      'AWS::Logs::QueryDefinition': {
        deploy: ({ physicalName }) => ({
          ref: physicalName,
          attributes: { QueryDefinitionId: physicalName },
        }),
      },
    },
    write(group, line, requestId) {
      if (unwritten.length === 0) setImmediate(flush);
      unwritten.push({ group, line: { at: clock.now(), line, ...(requestId ? { requestId } : {}) } });
      if (line.startsWith('{') && line.includes('"_aws"')) metrics.embedded(line);
    },
    tail(group, limit) {
      flush();
      return groupOf(group)
        .lines.list({ reverse: true, limit })
        .map(({ document }) => document)
        .reverse();
    },
    groups() {
      flush();
      return names.list().map(({ id }) => id);
    },
    stop() {
      flush();
      closed = true;
    },
  };
}
