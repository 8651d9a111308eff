import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud, InvokeOutcome, Principal } from '../../../local/core/contract.ts';

/** A call as the matrix knows it. */
export interface Call {
  /** `take-turn/states:StartSyncExecution`, `turn/lambda:Invoke/open-case`, `lexv2/lambda:Invoke/take-turn`. */
  id: string;
  service: string;
  by: 'function' | 'workflow' | 'service';
  /** Invocations only: whether the caller waits for the outcome. */
  type?: 'request' | 'event';
}
export type NameOf = (id: string) => string | undefined;
type InvokeOptions = Parameters<Cloud['invoke']>[0];

/** The function a logical id or an ARN means, whose end is e.g. `taketurnfunctionE7C34302`. */
export function functionNames(root: string): NameOf {
  const names = readdirSync(join(root, 'functions')).sort((a, b) => b.length - a.length);
  return id => {
    const bare = /^.*?(\w+)function[0-9A-F]{8}$/.exec(id)?.[1];
    return bare && names.find(name => bare.endsWith(name.replaceAll('-', '')));
  };
}
const workflowName = (logicalId: string) => /^(\w+)machine[0-9A-F]{8}$/.exec(logicalId)?.[1];

/** Calls of functions and workflows, and of services to functions; not those of people, tools and services among themselves. */
function callOf(
  nameOf: NameOf,
  { id, caller }: Principal,
  service: string,
  operation: string,
  invoked?: Pick<InvokeOptions, 'functionArn' | 'type'>,
): Call | undefined {
  const target = invoked && nameOf(invoked.functionArn);
  const what = { service, ...(invoked && { type: invoked.type }) };
  const end = `${service}:${operation}${target ? `/${target}` : ''}`;
  if (id.startsWith('service:')) {
    const host = id.slice('service:'.length).split('.')[0];
    return target ? { id: `${host}/${end}`, by: 'service', ...what } : undefined;
  }
  if (!caller || !id.startsWith('arn:')) return undefined;
  const asFunction = nameOf(caller);
  // No function invokes another: where one has failed for good, Lambda itself does.
  if (asFunction) return { id: `${asFunction}/${end}`, by: target ? 'service' : 'function', ...what };
  const asWorkflow = workflowName(caller);
  return asWorkflow ? { id: `${asWorkflow}/${end}`, by: 'workflow', ...what } : undefined;
}

/** What stands around a call: it makes the call by `run`, or not, or twice. */
export interface Around {
  call(call: Call, about: { principal: Principal; input: unknown }, run: () => Promise<any>): Promise<any>;
  invoke(
    call: Call,
    about: { principal: Principal; input: unknown },
    run: () => Promise<InvokeOutcome>,
  ): Promise<InvokeOutcome>;
}

/** The one place where the matrix touches the local cloud: between whoever calls and the service. */
export function standAround(cloud: Cloud, nameOf: NameOf, around: Around): void {
  const { call, invoke } = cloud;
  cloud.call = (principal, service, operation, input) => {
    const run = () => call(principal, service, operation, input);
    const it = callOf(nameOf, principal, service, operation);
    return it ? around.call(it, { principal, input }, run) : run();
  };
  cloud.invoke = options => {
    const run = () => invoke(options);
    const { principal, payload } = options;
    const it = callOf(nameOf, principal, 'lambda', 'Invoke', options);
    return it ? around.invoke(it, { principal, input: payload }, run) : run();
  };
}
