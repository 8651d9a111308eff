import type { LocalCloud } from '../../local/boot.ts';
import { functionNames } from '../verify/faults/calls.ts';
import { injectFault } from '../verify/faults/injectFault.ts';
import type { StatedFault } from './golden.ts';
import type { Stage } from './stage.ts';

/** Lets what a golden states fail once, in this cloud. */
export function failOnce({ cloud, connect, client }: LocalCloud, root: string): Stage['fail'] {
  const { center } = connect;
  const nameOf = functionNames(root);
  const armed: { flow: string; action: string; error: string }[] = [];
  center.force = ({ run, action }) => {
    const flow = center.flows.get(run.flowArn)?.name;
    const due = armed.findIndex(each => each.flow === flow && each.action === action.Identifier);
    const [fault] = due < 0 ? [] : armed.splice(due, 1);
    return fault && { to: 'error', type: fault.error };
  };
  return (fault: StatedFault) => {
    if ('call' in fault) return injectFault(cloud, nameOf, { ...fault, nth: 1 });
    const [name, action] = fault.block.split('/') as [string, string];
    const flow = `${client.client}-${name}`;
    const there = [...center.flows.values()].find(each => each.name === flow);
    const block = there?.content.Actions.find(({ Identifier }) => Identifier === action);
    const errors = block?.Transitions.Errors?.map(({ ErrorType }) => ErrorType) ?? [];
    if (!errors.includes(fault.error))
      throw new Error(`${fault.block} has no error ${fault.error}; it has ${errors.join(', ') || 'none'}`);
    const it = { flow, action, error: fault.error };
    armed.push(it);
    return { hit: () => !armed.includes(it) };
  };
}
