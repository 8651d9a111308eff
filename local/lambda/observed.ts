import { AwsError, type Cloud } from '../core/contract.ts';
import type { FunctionSpec } from './protocol.ts';

/** What Lambda does around an invocation in the name of the function's own role: without the rights, lines and traces are lost. */
export interface Observed {
  mayLog(spec: FunctionSpec): boolean;
  mayTrace(spec: FunctionSpec): boolean;
}

export function createObserved(cloud: () => Cloud): Observed {
  const known = new Map<string, boolean>();
  /** Asked once per function: its rights don't change while it runs. */
  const may = (spec: FunctionSpec, actions: string[], resource: string): boolean => {
    const key = `${spec.name} ${resource}`;
    if (!known.has(key)) known.set(key, allowed(cloud(), spec, actions, resource));
    return known.get(key)!;
  };
  return {
    mayLog(spec) {
      const stream = `arn:aws:logs:us-east-1:000000000000:log-group:${spec.logGroup}:log-stream:local`;
      return may(spec, ['logs:CreateLogStream', 'logs:PutLogEvents'], stream);
    },
    mayTrace: spec => spec.traced && may(spec, ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*'),
  };
}

function allowed(
  cloud: Cloud,
  { roleArn, logicalId, name }: FunctionSpec,
  actions: string[],
  resource: string,
) {
  try {
    for (const action of actions) cloud.authorize({ id: roleArn, caller: logicalId }, action, [resource]);
    return true;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    cloud.log(`function ${name} may not ${actions.join(', ')}: ${error.message}`);
    return false;
  }
}
