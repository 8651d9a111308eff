import { FAILED, NEXT } from '../action.ts';
import type { ActionKind } from '../action.ts';
import { findFlow } from '../find.ts';
import { isPath } from '../references.ts';

const HOOKS = [
  'CustomerQueue',
  'CustomerRemaining',
  'AgentWhisper',
  'CustomerWhisper',
  'AgentHold',
  'CustomerHold',
  'DefaultAgentUI',
  'DisconnectAgentUI',
  'PauseContact',
  'ResumeContact',
];

/** Sets the flow for one moment of the contact's life. Hold and agent UI flows are kept but never run here: no panel shows them. */
export const UpdateContactEventHooks: ActionKind = {
  parameters: { EventHooks: 'deep' },
  check: ({ EventHooks = {} }, { center, instanceArn }) => {
    const [[hook, flowArn] = [], ...more] = Object.entries<string>(EventHooks);
    if (!hook || more.length > 0 || !HOOKS.includes(hook))
      return [`EventHooks needs exactly one of ${HOOKS.join(', ')}`];
    return isPath(flowArn) || findFlow(center, instanceArn, flowArn!)
      ? []
      : [`${hook}: there is no flow ${flowArn}`];
  },
  requiredErrors: ['NoMatchingError'],
  run({ center, contact, parameters }) {
    const [[hook, given]] = Object.entries<string>(parameters.EventHooks) as [[string, string]];
    const flow = findFlow(center, contact.instanceArn, given);
    if (!flow) return FAILED;
    contact.hooks[hook] = flow.arn;
    return NEXT;
  },
};

/** No effect: nothing is recorded here. An error branch is refused, as Connect does. */
export const UpdateContactRecordingBehavior: ActionKind = {
  parameters: { RecordingBehavior: 'deep', AnalyticsBehavior: 'deep', IVRRecordingBehavior: 'deep' },
  run: () => NEXT,
};

/** Which voice speaks in calls from here on. */
export const UpdateContactTextToSpeechVoice: ActionKind = {
  parameters: {
    TextToSpeechVoice: 'reference',
    TextToSpeechEngine: 'reference',
    TextToSpeechStyle: 'reference',
  },
  check: ({ TextToSpeechVoice }) => (TextToSpeechVoice ? [] : ['needs TextToSpeechVoice']),
  requiredErrors: ['NoMatchingError'],
  run({ contact, parameters: { TextToSpeechVoice, TextToSpeechEngine = 'Standard' } }) {
    contact.voice = `${TextToSpeechVoice} (${TextToSpeechEngine})`;
    return NEXT;
  },
};

export const UpdateFlowLoggingBehavior: ActionKind = {
  parameters: { FlowLoggingBehavior: 'static' },
  check: ({ FlowLoggingBehavior }) =>
    ['Enabled', 'Disabled'].includes(FlowLoggingBehavior)
      ? []
      : ['FlowLoggingBehavior must be Enabled or Disabled'],
  run: () => NEXT,
};
