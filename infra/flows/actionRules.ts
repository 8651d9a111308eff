import type { FlowType } from './flow.ts';
import {
  anyOf,
  either,
  exactly,
  fixed,
  listOf,
  listOfEach,
  mapOf,
  number,
  reference,
  some,
  text,
} from './parameters.ts';
import type { Check } from './parameters.ts';

/** What the service asks of one type of action. */
export interface ActionRule {
  /** Types of flow it may be in. */
  flows: FlowType[];
  parameters: Record<string, Check>;
  required?: string[];
  /** Just one of these must be given; `atMostOne` may also be none. */
  exactlyOne?: string[];
  atMostOne?: string[];
  /** Error branches: all of `errors` must be there, and none besides. */
  errors: string[];
  /** Operands of `Equals` that must each have a branch; `free` takes any comparison; left out, there are no conditions. */
  conditions?: string[] | 'free' | 'named';
  /** Ends the flow: neither parameters nor transitions. */
  terminal?: true;
}

const EVERYWHERE: FlowType[] = ['CONTACT_FLOW', 'CUSTOMER_QUEUE', 'AGENT_WHISPER'];
const INBOUND: FlowType[] = ['CONTACT_FLOW'];
const WITH_QUEUE: FlowType[] = ['CONTACT_FLOW', 'CUSTOMER_QUEUE'];
const arn = either;
const WEEK = 604_800;

/** The types used here. Another type is refused until its rule is written: then it has been read up. */
export const ACTION_RULES: Record<string, ActionRule> = {
  MessageParticipant: {
    flows: EVERYWHERE,
    parameters: { Text: text(3000), SSML: text(3000), PromptId: arn },
    exactlyOne: ['Text', 'SSML', 'PromptId'],
    errors: ['NoMatchingError'],
  },
  ConnectParticipantWithLexBot: {
    flows: WITH_QUEUE,
    parameters: {
      Text: text(3000),
      SSML: text(3000),
      PromptId: arn,
      LexV2Bot: exactly({ AliasArn: fixed(/^\$\{\w+\}$|^arn:/, 'an alias ARN') }),
      LexSessionAttributes: mapOf(either),
      LexTimeoutSeconds: exactly({ Text: number(60, WEEK) }),
    },
    required: ['LexV2Bot'],
    atMostOne: ['Text', 'SSML', 'PromptId'],
    errors: ['InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError'],
    conditions: 'named',
  },
  InvokeLambdaFunction: {
    flows: EVERYWHERE,
    parameters: {
      LambdaFunctionARN: arn,
      InvocationTimeLimitSeconds: number(1, 8),
      InvocationType: fixed(/^(SYNCHRONOUS|ASYNCHRONOUS)$/, 'SYNCHRONOUS or ASYNCHRONOUS'),
      LambdaInvocationAttributes: mapOf(either),
      ResponseValidation: exactly({ ResponseType: fixed(/^(STRING_MAP|JSON)$/, 'STRING_MAP or JSON') }),
    },
    required: ['LambdaFunctionARN', 'InvocationTimeLimitSeconds'],
    errors: ['NoMatchingError'],
  },
  Compare: {
    flows: EVERYWHERE,
    parameters: { ComparisonValue: reference },
    required: ['ComparisonValue'],
    errors: ['NoMatchingCondition'],
    conditions: 'free',
  },
  Wait: {
    flows: WITH_QUEUE,
    parameters: {
      TimeLimitSeconds: number(1, WEEK),
      Events: listOf('CustomerReturned', 'BotParticipantDisconnected'),
    },
    required: ['TimeLimitSeconds'],
    errors: ['NoMatchingError'],
    // Besides, each event it waits for: see lint.ts.
    conditions: ['WaitCompleted'],
  },
  UpdateContactAttributes: {
    flows: EVERYWHERE,
    parameters: {
      Attributes: mapOf(either),
      TargetContact: fixed(/^(Current|Related)$/, 'Current or Related'),
    },
    required: ['Attributes'],
    errors: ['NoMatchingError'],
  },
  UpdateFlowAttributes: {
    flows: EVERYWHERE,
    parameters: { FlowAttributes: mapOf(exactly({ Value: text(3000) })) },
    required: ['FlowAttributes'],
    errors: [],
  },
  TransferToFlow: {
    flows: INBOUND,
    parameters: { ContactFlowId: arn },
    required: ['ContactFlowId'],
    errors: ['NoMatchingError'],
  },
  UpdateContactData: {
    flows: EVERYWHERE,
    parameters: { LanguageCode: either, Name: either, Description: either, CustomerId: either },
    errors: ['NoMatchingError'],
  },
  UpdateContactEventHooks: {
    flows: WITH_QUEUE,
    parameters: { EventHooks: mapOf(arn, 1) },
    required: ['EventHooks'],
    errors: ['NoMatchingError'],
  },
  UpdateContactRoutingBehavior: {
    flows: INBOUND,
    parameters: {
      QueuePriority: number(1, Number.MAX_SAFE_INTEGER),
      QueueTimeAdjustmentSeconds: number(0, WEEK),
    },
    exactlyOne: ['QueuePriority', 'QueueTimeAdjustmentSeconds'],
    errors: [],
  },
  UpdateContactTargetQueue: {
    flows: INBOUND,
    parameters: { QueueId: arn, AgentId: arn },
    exactlyOne: ['QueueId', 'AgentId'],
    errors: ['NoMatchingError'],
  },
  TransferContactToQueue: { flows: INBOUND, parameters: {}, errors: ['QueueAtCapacity', 'NoMatchingError'] },
  DequeueContactAndTransferToQueue: {
    flows: ['CUSTOMER_QUEUE'],
    parameters: { QueueId: arn, AgentId: arn },
    exactlyOne: ['QueueId', 'AgentId'],
    errors: ['QueueAtCapacity', 'NoMatchingError'],
  },
  Loop: {
    flows: EVERYWHERE,
    parameters: { LoopCount: number(0, 100) },
    required: ['LoopCount'],
    errors: [],
    conditions: ['ContinueLooping', 'DoneLooping'],
  },
  GetParticipantInput: {
    flows: WITH_QUEUE,
    parameters: {
      Text: text(3000),
      SSML: text(3000),
      PromptId: arn,
      InputTimeLimitSeconds: number(1, 180),
      StoreInput: fixed(/^(True|False)$/, 'True or False'),
      InputValidation: anyOf(
        exactly({ CustomValidation: exactly({ MaximumLength: number(1, 20) }) }),
        exactly({
          PhoneNumberValidation: exactly({
            NumberFormat: fixed(/^(Local|E164)$/, 'Local or E164'),
            CountryCode: fixed(/^[A-Z]{2}$/, 'a country, AT'),
          }),
        }),
      ),
      DTMFConfiguration: some({
        InputTerminationSequence: fixed(/^[0-9*#]{1,5}$/, 'one to five keys'),
        InterdigitTimeLimitSeconds: number(1, 20),
        DisableCancelKey: fixed(/^(True|False)$/, 'True or False'),
      }),
    },
    required: ['InputTimeLimitSeconds', 'StoreInput'],
    exactlyOne: ['Text', 'SSML', 'PromptId'],
    // What it must and may have follows from whether it stores: see lint.ts.
    errors: ['NoMatchingError'],
    conditions: 'named',
  },
  MessageParticipantIteratively: {
    flows: ['CUSTOMER_QUEUE'],
    parameters: {
      Messages: listOfEach(some({ Text: text(3000), SSML: text(3000), PromptId: arn })),
      InterruptFrequencySeconds: number(1, WEEK),
    },
    required: ['Messages', 'InterruptFrequencySeconds'],
    errors: ['NoMatchingError'],
    conditions: ['MessagesInterrupted'],
  },
  UpdateContactTextToSpeechVoice: {
    flows: EVERYWHERE,
    parameters: {
      TextToSpeechVoice: either,
      TextToSpeechEngine: fixed(/^(Standard|Neural|Generative)$/, 'Standard, Neural or Generative'),
    },
    required: ['TextToSpeechVoice'],
    errors: ['NoMatchingError'],
  },
  UpdateContactRecordingBehavior: {
    flows: EVERYWHERE,
    parameters: {
      RecordingBehavior: some({
        RecordedParticipants: listOf('Agent', 'Customer'),
        IVRRecordingBehavior: fixed(/^(Enabled|Disabled)$/, 'Enabled or Disabled'),
      }),
      AnalyticsBehavior: some({
        Enabled: fixed(/^(True|False)$/, 'True or False'),
        AnalyticsLanguage: fixed(/^[a-z]{2}-[A-Z]{2}$/, 'a language, en-GB'),
        AnalyticsRedactionBehavior: fixed(/^(Enabled|Disabled)$/, 'Enabled or Disabled'),
        AnalyticsRedactionResults: fixed(
          /^Redacted(Only|AndOriginal)$/,
          'RedactedOnly or RedactedAndOriginal',
        ),
        ChannelConfiguration: some({
          Voice: exactly({ AnalyticsModes: listOf('PostContact', 'RealTime') }),
        }),
      }),
    },
    required: ['RecordingBehavior'],
    errors: [],
  },
  UpdateContactCallbackNumber: {
    flows: WITH_QUEUE,
    parameters: { CallbackNumber: reference },
    required: ['CallbackNumber'],
    errors: ['InvalidCallbackNumber', 'CallbackNumberNotDialable'],
  },
  CreateCallbackContact: {
    flows: WITH_QUEUE,
    parameters: {
      QueueId: arn,
      AgentId: arn,
      InitialCallDelaySeconds: number(1, 259_200),
      MaximumConnectionAttempts: number(1, 100),
      RetryDelaySeconds: number(1, 259_200),
    },
    required: ['InitialCallDelaySeconds', 'MaximumConnectionAttempts', 'RetryDelaySeconds'],
    atMostOne: ['QueueId', 'AgentId'],
    errors: ['NoMatchingError'],
  },
  UpdateFlowLoggingBehavior: {
    flows: EVERYWHERE,
    parameters: { FlowLoggingBehavior: fixed(/^(Enabled|Disabled)$/, 'Enabled or Disabled') },
    required: ['FlowLoggingBehavior'],
    errors: [],
  },
  DisconnectParticipant: { flows: WITH_QUEUE, parameters: {}, errors: [], terminal: true },
  EndFlowExecution: { flows: EVERYWHERE, parameters: {}, errors: [], terminal: true },
};
