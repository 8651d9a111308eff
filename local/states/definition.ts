import type { Cloud } from '../core/contract.ts';
import { compile, type Evaluate } from './expressions.ts';
import { findIntegration, type Integration } from './integrations.ts';

/** A workflow, checked and compiled once at deploy. */
export interface CompiledScope {
  startAt: string;
  states: Record<string, CompiledState>;
}
export interface CompiledMachine extends CompiledScope {
  timeoutSeconds?: number;
}
export interface CompiledState {
  name: string;
  type: StateType;
  /** Undefined for End, Succeed and Fail. */
  next?: string;
  arguments?: Evaluate;
  output?: Evaluate;
  assign?: Evaluate;
  seconds?: Evaluate;
  timestamp?: Evaluate;
  error?: Evaluate;
  cause?: Evaluate;
  timeoutSeconds?: Evaluate;
  heartbeatSeconds?: Evaluate;
  items?: Evaluate;
  itemSelector?: Evaluate;
  maxConcurrency?: Evaluate;
  task?: Integration;
  choices: { condition: Evaluate; next: string; assign?: Evaluate; output?: Evaluate }[];
  branches: CompiledScope[];
  retry: Retrier[];
  catch: { errorEquals: string[]; next: string; assign?: Evaluate; output?: Evaluate }[];
}
export interface Retrier {
  errorEquals: string[];
  intervalSeconds: number;
  maxAttempts: number;
  backoffRate: number;
  maxDelaySeconds: number;
  jitter: boolean;
}
type StateType = keyof typeof FIELDS;

const FLOW = ['Type', 'Comment', 'QueryLanguage', 'Output'];
const NEXT = ['Next', 'End', 'Assign'];
const HANDLED = ['Arguments', 'Retry', 'Catch'];
const FIELDS = {
  Task: [...FLOW, ...NEXT, ...HANDLED, 'Resource', 'TimeoutSeconds', 'HeartbeatSeconds'],
  Parallel: [...FLOW, ...NEXT, ...HANDLED, 'Branches'],
  Map: [...FLOW, ...NEXT, 'Retry', 'Catch', 'Items', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency'],
  Choice: [...FLOW, 'Assign', 'Choices', 'Default'],
  Wait: [...FLOW, ...NEXT, 'Seconds', 'Timestamp'],
  Pass: [...FLOW, ...NEXT],
  Succeed: FLOW,
  Fail: ['Type', 'Comment', 'QueryLanguage', 'Error', 'Cause'],
};

/**
 * Checks and compiles a definition.
 * @throws Error naming every fault with its place: nothing is ignored, least of all a JSONPath field.
 */
export function compileMachine(
  definition: any,
  options: { express: boolean; cloud: Cloud },
): CompiledMachine {
  const faults: string[] = [];
  const checker = new Checker(faults, options);
  const unknown = Object.keys(definition).filter(
    key => !['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'].includes(key),
  );
  if (unknown.length) faults.push(`machine: unknown field ${unknown.join(', ')}`);
  const scope = checker.scope(definition, '', definition.QueryLanguage ?? 'JSONPath', new Set());
  if (faults.length) throw new Error(faults.join('\n'));
  return { ...scope, timeoutSeconds: definition.TimeoutSeconds };
}

class Checker {
  readonly faults: string[];
  readonly options: { express: boolean; cloud: Cloud };
  constructor(faults: string[], options: { express: boolean; cloud: Cloud }) {
    this.faults = faults;
    this.options = options;
  }

  scope(definition: any, place: string, language: string, outerVariables: Set<string>): CompiledScope {
    const states = definition?.States;
    if (!states || typeof states !== 'object') {
      this.faults.push(`${place || 'machine'}: States is missing`);
      return { startAt: '', states: {} };
    }
    if (!states[definition.StartAt])
      this.faults.push(`${place || 'machine'}: StartAt names no state: ${definition.StartAt}`);
    const assigned = new Set<string>(Object.values(states).flatMap(assignedNames));
    for (const name of assigned) {
      if (outerVariables.has(name))
        this.faults.push(`${place}: Assign of «${name}», which an outer scope assigns too`);
    }
    const visible = new Set([...outerVariables, ...assigned]);
    const compiled = Object.entries(states).map(([name, state]) => [
      name,
      this.state(name, state, `${place}${name}`, language, visible, states),
    ]);
    return { startAt: definition.StartAt, states: Object.fromEntries(compiled) };
  }

  state(
    name: string,
    raw: any,
    place: string,
    language: string,
    visible: Set<string>,
    siblings: object,
  ): CompiledState {
    const at = (field: string) => `${place}/${field}`;
    const field = (source: any, key: string, where = at(key)) => {
      if (source?.[key] === undefined) return undefined;
      return this.guard(() => compile(source[key], where));
    };
    const target = (key: string, next: unknown) => {
      if (typeof next !== 'string' || !Object.hasOwn(siblings, next))
        this.faults.push(`${at(key)}: no such state: ${next}`);
      return next as string;
    };
    const allowed = FIELDS[raw.Type as StateType];
    if (!allowed) this.faults.push(`${at('Type')}: unknown state type ${raw.Type}`);
    const own = raw.QueryLanguage ?? language;
    if (own !== 'JSONata')
      this.faults.push(`${place}: QueryLanguage is ${own}; the local cloud runs JSONata states only`);
    for (const key of Object.keys(raw)) {
      if (allowed && !allowed.includes(key))
        this.faults.push(`${at(key)}: not a field of a JSONata ${raw.Type} state`);
    }
    const ends = ['Choice', 'Succeed', 'Fail'].includes(raw.Type);
    if (!ends && !raw.End === !raw.Next) this.faults.push(`${place}: needs either Next or End`);
    this.needs(raw, place);

    return {
      name,
      type: raw.Type,
      next: raw.Next === undefined ? undefined : target('Next', raw.Next),
      arguments: field(raw, 'Arguments'),
      output: field(raw, 'Output'),
      assign: field(raw, 'Assign'),
      seconds: field(raw, 'Seconds'),
      timestamp: field(raw, 'Timestamp'),
      error: field(raw, 'Error'),
      cause: field(raw, 'Cause'),
      timeoutSeconds: field(raw, 'TimeoutSeconds'),
      heartbeatSeconds: field(raw, 'HeartbeatSeconds'),
      items: field(raw, 'Items'),
      itemSelector: field(raw, 'ItemSelector'),
      maxConcurrency: field(raw, 'MaxConcurrency'),
      task:
        raw.Type === 'Task' ? this.guard(() => this.integration(raw.Resource, at('Resource'))) : undefined,
      choices: choicesOf(raw).map(({ rule, key }) => ({
        condition: field(rule, 'Condition', at(`${key}/Condition`)) ?? (() => true),
        next: target(key, rule.Next),
        assign: field(rule, 'Assign', at(`${key}/Assign`)),
        output: field(rule, 'Output', at(`${key}/Output`)),
      })),
      branches: branchesOf(raw).map((branch, index) =>
        this.scope(branch, `${at(`[${index}]`)}/`, own, visible),
      ),
      retry: (raw.Retry ?? []).map((rule: any, index: number) => {
        this.errorEquals(rule, index, raw.Retry, at('Retry'));
        return retrier(rule);
      }),
      catch: (raw.Catch ?? []).map((rule: any, index: number) => {
        this.errorEquals(rule, index, raw.Catch, at('Catch'));
        return {
          errorEquals: rule.ErrorEquals ?? [],
          next: target('Catch', rule.Next),
          assign: field(rule, 'Assign', at(`Catch[${index}]/Assign`)),
          output: field(rule, 'Output', at(`Catch[${index}]/Output`)),
        };
      }),
    };
  }

  integration(resource: unknown, place: string): Integration {
    const found = findIntegration(String(resource), this.options.cloud);
    if (typeof found === 'string') throw new Error(`${place}: ${found}`);
    if (found.token && this.options.express)
      throw new Error(`${place}: .waitForTaskToken needs a Standard workflow`);
    return found;
  }

  needs(raw: any, place: string) {
    if (raw.Type === 'Choice' && !raw.Choices?.length)
      this.faults.push(`${place}: Choices is missing or empty`);
    if (raw.Type === 'Parallel' && !raw.Branches?.length)
      this.faults.push(`${place}: Branches is missing or empty`);
    if (raw.Type === 'Map' && !raw.ItemProcessor) this.faults.push(`${place}: ItemProcessor is missing`);
    if (raw.Type === 'Wait' && (raw.Seconds === undefined) === (raw.Timestamp === undefined)) {
      this.faults.push(`${place}: needs either Seconds or Timestamp`);
    }
    const mode = raw.ItemProcessor?.ProcessorConfig?.Mode ?? 'INLINE';
    if (mode !== 'INLINE')
      this.faults.push(`${place}: Map mode ${mode}; the local cloud runs INLINE maps only`);
  }

  errorEquals(rule: any, index: number, rules: any[], place: string) {
    const names = rule.ErrorEquals;
    if (!Array.isArray(names) || !names.length)
      this.faults.push(`${place}[${index}]: ErrorEquals is missing or empty`);
    else if (names.includes('States.ALL') && (names.length > 1 || index < rules.length - 1)) {
      this.faults.push(`${place}[${index}]: States.ALL must stand alone and last`);
    }
  }

  guard<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.faults.push((error as Error).message);
      return undefined;
    }
  }
}

function choicesOf(raw: any): { rule: any; key: string }[] {
  if (raw.Type !== 'Choice') return [];
  const rules = (raw.Choices ?? []).map((rule: any, index: number) => ({ rule, key: `Choices[${index}]` }));
  if (raw.Default === undefined) return rules;
  // A default is the rule that always holds; the state's own Assign and Output belong to it.
  return [...rules, { rule: { Next: raw.Default, Assign: raw.Assign, Output: raw.Output }, key: 'Default' }];
}

function branchesOf(raw: any): any[] {
  if (raw.Type === 'Parallel') return raw.Branches ?? [];
  return raw.Type === 'Map' && raw.ItemProcessor ? [raw.ItemProcessor] : [];
}

function assignedNames(state: any): string[] {
  return [state, ...(state.Choices ?? []), ...(state.Catch ?? [])].flatMap((rule: any) =>
    Object.keys(rule.Assign ?? {}),
  );
}

/** Defaults of the States Language: 1 s, 3 attempts, rate 2. */
function retrier(rule: any): Retrier {
  return {
    errorEquals: rule.ErrorEquals ?? [],
    intervalSeconds: rule.IntervalSeconds ?? 1,
    maxAttempts: rule.MaxAttempts ?? 3,
    backoffRate: rule.BackoffRate ?? 2,
    maxDelaySeconds: rule.MaxDelaySeconds ?? Infinity,
    jitter: rule.JitterStrategy === 'FULL',
  };
}
