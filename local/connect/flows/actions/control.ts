import { disconnect } from '../../contacts/finish.ts';
import { FAILED } from '../action.ts';
import type { ActionKind } from '../action.ts';
import { findFlow } from '../find.ts';
import { isPath } from '../references.ts';
import { startRun } from '../run.ts';

export const Compare: ActionKind = {
  parameters: { ComparisonValue: 'path' },
  conditions: 'any',
  requiredErrors: ['NoMatchingCondition'],
  run: ({ parameters }) => ({ to: 'branch', value: parameters.ComparisonValue }),
};

/** Goes round LoopCount times; when the loop is done its count begins anew. */
export const Loop: ActionKind = {
  parameters: { LoopCount: 'reference' },
  check: ({ LoopCount }) =>
    isPath(LoopCount) || (Number(LoopCount) >= 0 && Number(LoopCount) <= 100)
      ? []
      : ['LoopCount must be "0" to "100"'],
  conditions: () => ['ContinueLooping', 'DoneLooping'],
  requiredConditions: ['ContinueLooping', 'DoneLooping'],
  run({ run, action, parameters }) {
    const done = run.loops[action.Identifier] ?? 0;
    const goesOn = done < Number(parameters.LoopCount);
    run.loops[action.Identifier] = goesOn ? done + 1 : 0;
    return { to: 'branch', value: goesOn ? 'ContinueLooping' : 'DoneLooping' };
  },
};

export const DisconnectParticipant: ActionKind = {
  parameters: {},
  terminal: true,
  flowTypes: [
    'CONTACT_FLOW',
    'CUSTOMER_QUEUE',
    'CUSTOMER_HOLD',
    'AGENT_HOLD',
    'AGENT_TRANSFER',
    'QUEUE_TRANSFER',
  ],
  run({ center, contact }) {
    disconnect(center, contact, 'CONTACT_FLOW_DISCONNECT');
    return { to: 'elsewhere' };
  },
};

export const EndFlowExecution: ActionKind = { parameters: {}, terminal: true, run: () => ({ to: 'end' }) };

export const TransferToFlow: ActionKind = {
  parameters: { ContactFlowId: 'reference' },
  check: ({ ContactFlowId }, { center, instanceArn }) =>
    isPath(ContactFlowId) || findFlow(center, instanceArn, String(ContactFlowId))
      ? []
      : [`there is no flow ${ContactFlowId}`],
  requiredErrors: ['NoMatchingError'],
  flowTypes: ['CONTACT_FLOW', 'AGENT_TRANSFER', 'QUEUE_TRANSFER'],
  run({ center, contact, run, parameters }) {
    const flow = findFlow(center, contact.instanceArn, parameters.ContactFlowId);
    if (!flow) return FAILED;
    startRun(center, contact, flow.arn, run.purpose);
    return { to: 'elsewhere' };
  },
};
