import type { Center } from '../center.ts';
import type { Flow } from '../resources/definitions.ts';
import type { Outcome } from './action.ts';
import { ACTIONS } from './actions/index.ts';
import { holds } from './language.ts';
import type { FlowAction } from './language.ts';

/** What came of a flow's actions so far: `<action>: <branch>` of those that were taken, and of those that were not. */
export interface FlowCoverage {
  flow: string;
  taken: string[];
  missing: string[];
}

/**
 * The ways out of an action: each condition, each error, and `next` where nothing else says where it goes on. Putting a
 * contact into a queue is a way out too, although it leads to no action.
 */
export function branchesOf({ Type, Transitions }: FlowAction): string[] {
  const { Conditions = [], Errors = [], NextAction } = Transitions;
  const kind = ACTIONS[Type];
  if (kind?.terminal) return ['end'];
  const branches = [
    ...Conditions.map(({ Condition }) => `${Condition.Operator} ${Condition.Operands.join('|')}`),
    ...Errors.map(({ ErrorType }) => ErrorType),
  ];
  if (Type === 'TransferContactToQueue') return ['queued', ...branches];
  return Conditions.length === 0 && NextAction ? ['next', ...branches] : branches;
}

/** The way out that an outcome takes, as `branchesOf` names it. */
export function branchTaken({ Type, Transitions }: FlowAction, outcome: Outcome): string | undefined {
  const { Conditions = [], Errors = [] } = Transitions;
  const has = (type: string) => Errors.some(({ ErrorType }) => ErrorType === type);
  switch (outcome.to) {
    case 'next':
      return 'next';
    case 'end':
      return 'end';
    case 'elsewhere':
      return Type === 'TransferContactToQueue' ? 'queued' : 'end';
    case 'error':
      return has(outcome.type) ? outcome.type : 'NoMatchingError';
    case 'branch': {
      const met = Conditions.find(({ Condition }) => holds(Condition, outcome.value));
      if (met) return `${met.Condition.Operator} ${met.Condition.Operands.join('|')}`;
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
    const all = content.Actions.flatMap(action =>
      branchesOf(action).map(branch => `${action.Identifier}: ${branch}`),
    );
    const isTaken = (branch: string) => center.branches.get(`${name}/${branch}`) !== undefined;
    return {
      flow: name,
      taken: all.filter(isTaken),
      missing: all.filter(branch => !isTaken(branch)),
    };
  });
}
