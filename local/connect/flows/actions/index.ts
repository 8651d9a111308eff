import type { ActionKind } from '../action.ts';
import { UpdateContactAttributes, UpdateContactData, UpdateFlowAttributes } from './attributes.ts';
import { ConnectParticipantWithLexBot } from './bot.ts';
import { CreateCallbackContact, UpdateContactCallbackNumber } from './callback.ts';
import { Compare, DisconnectParticipant, EndFlowExecution, Loop, TransferToFlow } from './control.ts';
import { GetParticipantInput, MessageParticipantIteratively } from './keys.ts';
import { InvokeLambdaFunction } from './lambda.ts';
import { MessageParticipant } from './message.ts';
import {
  CheckHoursOfOperation,
  CheckMetricData,
  DequeueContactAndTransferToQueue,
  TransferContactToQueue,
  UpdateContactRoutingBehavior,
  UpdateContactTargetQueue,
} from './queue.ts';
import {
  UpdateContactEventHooks,
  UpdateContactRecordingBehavior,
  UpdateContactTextToSpeechVoice,
  UpdateFlowLoggingBehavior,
} from './settings.ts';
import { CreateTask } from './task.ts';
import { Wait } from './wait.ts';

/** The action types that flows may use here. Any other is refused when the flow is deployed. */
export const ACTIONS: Record<string, ActionKind> = {
  CheckHoursOfOperation,
  CheckMetricData,
  Compare,
  ConnectParticipantWithLexBot,
  CreateCallbackContact,
  CreateTask,
  DequeueContactAndTransferToQueue,
  DisconnectParticipant,
  EndFlowExecution,
  GetParticipantInput,
  InvokeLambdaFunction,
  Loop,
  MessageParticipant,
  MessageParticipantIteratively,
  TransferContactToQueue,
  TransferToFlow,
  UpdateContactAttributes,
  UpdateContactCallbackNumber,
  UpdateContactData,
  UpdateContactEventHooks,
  UpdateContactRecordingBehavior,
  UpdateContactRoutingBehavior,
  UpdateContactTargetQueue,
  UpdateContactTextToSpeechVoice,
  UpdateFlowAttributes,
  UpdateFlowLoggingBehavior,
  Wait,
};
