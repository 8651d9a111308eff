import type { Center } from '../center.ts';
import type { Flow } from '../resources/definitions.ts';
import type { Outcome } from './action.ts';
import { ACTIONS } from './actions/index.ts';
import { holds } from './language.ts';
import type { FlowAction } from './language.ts';

/** What came of a flow's actions so far: the ways out that were taken, and those that were not, as `waysOf` names them. */
export interface FlowCoverage {
  flow: string;
  taken: string[];
  missing: string[];
}

/**
 * The branches of an action: each condition, each error, and `next` where nothing else says where it goes on. Putting a
 * contact into a queue or into another flow is a branch too, although it leads to no action.
 */
export function branchesOf({ Type, Transitions }: FlowAction): string[] {
  const { Conditions = [], Errors = [], NextAction } = Transitions;
  const kind = ACTIONS[Type];
  if (kind?.terminal) return ['end'];
  const branches = [
    ...Conditions.map(({ Condition }) => nameOf(Condition)),
    ...Errors.map(({ ErrorType }) => ErrorType),
  ];
  const gone = GONE[Type];
  if (gone) return [gone, ...branches];
  return Conditions.length === 0 && NextAction ? ['next', ...branches] : branches;
}

const GONE: Record<string, string> = {
  TransferContactToQueue: 'queued',
  DequeueContactAndTransferToQueue: 'requeued',
  TransferToFlow: 'moved',
};

/**
 * An action's ways out, `<action>: <branches>`: branches with one target are one way. Connect demands some branches that make
 * no difference to the flow, e.g. that a sentence could not be said.
 */
export function waysOf(action: FlowAction): { name: string; branches: string[] }[] {
  const { Conditions = [], Errors = [], NextAction } = action.Transitions;
  const targets = new Map<string, string | undefined>([
    ...Errors.map(({ ErrorType, NextAction: target }) => [ErrorType, target] as const),
    ...Conditions.map(({ Condition, NextAction: target }) => [nameOf(Condition), target] as const),
    ['next', NextAction],
  ]);
  const byTarget = new Map<string | undefined, string[]>();
  for (const branch of branchesOf(action)) {
    const target = targets.get(branch);
    byTarget.set(target, [...(byTarget.get(target) ?? []), branch]);
  }
  return [...byTarget.values()].map(branches => ({
    name: `${action.Identifier}: ${branches.join(', ')}`,
    branches,
  }));
}

const nameOf = ({ Operator, Operands }: { Operator: string; Operands: string[] }) =>
  `${Operator} ${Operands.join('|')}`;

/** The branch that an outcome takes, as `branchesOf` names it. */
export function branchTaken({ Type, Transitions }: FlowAction, outcome: Outcome): string | undefined {
  const { Conditions = [], Errors = [] } = Transitions;
  const has = (type: string) => Errors.some(({ ErrorType }) => ErrorType === type);
  switch (outcome.to) {
    case 'next':
      return 'next';
    case 'end':
      return 'end';
    case 'elsewhere':
      return GONE[Type] ?? 'end';
    case 'error':
      return has(outcome.type) ? outcome.type : 'NoMatchingError';
    case 'branch': {
      const met = Conditions.find(({ Condition }) => holds(Condition, outcome.value));
      if (met) return nameOf(met.Condition);
      return has('NoMatchingCondition') ? 'NoMatchingCondition' : 'next';
    }
    default:
      return undefined;
  }
}

/** Notes that a flow went this way (inside a commit). */
export function noteBranch(center: Center, flow: Flow, action: FlowAction, outcome: Outcome): void {
  const branch = branchTaken(action, outcome);
  const key = `${flow.name}/${action.Identifier}: ${branch}`;
  if (branch && !center.branches.get(key)) center.branches.put(key, 1);
}

export function coverage(center: Center): FlowCoverage[] {
  return [...center.flows.values()].map(({ name, content }) => {
    const ways = content.Actions.flatMap(action =>
      waysOf(action).map(way => ({
        name: way.name,
        taken: way.branches.some(branch => center.branches.get(`${name}/${action.Identifier}: ${branch}`)),
      })),
    );
    const named = (wanted: boolean) => ways.filter(({ taken }) => taken === wanted).map(way => way.name);
    return { flow: name, taken: named(true), missing: named(false) };
  });
}
