import type { Action } from './flow.ts';

/** Actions of the flow language that only calls know; on other channels they fail. */
const errors = (target: string, ...types: string[]) =>
  types.map(ErrorType => ({ NextAction: target, ErrorType }));
const equals = (operand: string, target: string) => ({
  NextAction: target,
  Condition: { Operator: 'Equals', Operands: [operand] },
});
const any = 'NoMatchingError';

export type Prompt = { Text: string } | { SSML: string };

/** Which voice of Amazon Polly speaks from here on. A wrong one is only noticed in the call: then the default voice speaks. */
export const setVoice = (voice: string, engine: string, next: string): Action => ({
  Type: 'UpdateContactTextToSpeechVoice',
  Parameters: {
    TextToSpeechVoice: voice,
    TextToSpeechEngine: engine[0]!.toUpperCase() + engine.slice(1),
  },
  Transitions: { NextAction: next, Errors: errors(next, any) },
});

export interface Recording {
  /** Talk with the assistant is recorded too. */
  assistant: boolean;
  /** Language in which Contact Lens writes down what is said; none without it. */
  analysedIn?: string | undefined;
}
/** From here on agent and customer are recorded. The service refuses an error branch here. */
export const setRecording = ({ assistant, analysedIn }: Recording, next: string): Action => ({
  Type: 'UpdateContactRecordingBehavior',
  Parameters: {
    RecordingBehavior: {
      RecordedParticipants: ['Agent', 'Customer'],
      IVRRecordingBehavior: assistant ? 'Enabled' : 'Disabled',
    },
    ...(analysedIn && {
      AnalyticsBehavior: {
        Enabled: 'True',
        AnalyticsLanguage: analysedIn,
        AnalyticsRedactionBehavior: 'Enabled',
        AnalyticsRedactionResults: 'RedactedOnly',
        ChannelConfiguration: { Voice: { AnalyticsModes: ['PostContact'] } },
      },
    }),
  },
  Transitions: { NextAction: next },
});

/** Asks for one key; the caller may press it while the question is still being read. */
export const askKey = (
  prompt: Prompt,
  seconds: number,
  keys: Record<string, string>,
  otherwise: { silent: string; other: string },
): Action => ({
  Type: 'GetParticipantInput',
  Parameters: { ...prompt, InputTimeLimitSeconds: String(seconds), StoreInput: 'False' },
  Transitions: {
    NextAction: otherwise.other,
    Conditions: Object.entries(keys).map(([key, target]) => equals(key, target)),
    Errors: [
      ...errors(otherwise.silent, 'InputTimeLimitExceeded'),
      ...errors(otherwise.other, 'NoMatchingCondition', any),
    ],
  },
});

/** Takes up to `most` keys, ended by # or a pause, into `$.StoredCustomerInput`: `Timeout` there when none came. */
export const storeKeys = (
  prompt: Prompt,
  { seconds, most, pause }: { seconds: number; most: number; pause: number },
  next: string,
  failed: string,
): Action => ({
  Type: 'GetParticipantInput',
  Parameters: {
    ...prompt,
    InputTimeLimitSeconds: String(seconds),
    StoreInput: 'True',
    InputValidation: { CustomValidation: { MaximumLength: String(most) } },
    DTMFConfiguration: { InputTerminationSequence: '#', InterdigitTimeLimitSeconds: String(pause) },
  },
  Transitions: { NextAction: next, Errors: errors(failed, any) },
});

/** Takes a telephone number as it is dialled in the country; stored with its country code. */
export const storeNumber = (
  prompt: Prompt,
  seconds: number,
  country: string,
  next: string,
  wrong: string,
): Action => ({
  Type: 'GetParticipantInput',
  Parameters: {
    ...prompt,
    InputTimeLimitSeconds: String(seconds),
    StoreInput: 'True',
    InputValidation: { PhoneNumberValidation: { NumberFormat: 'Local', CountryCode: country } },
  },
  Transitions: { NextAction: next, Errors: errors(wrong, any, 'InvalidPhoneNumber') },
});

/** Reads and plays its messages over and over; every so many seconds it lets go. Queue flows only. */
export const playWhileWaiting = (
  messages: Prompt[],
  seconds: number,
  interrupted: string,
  failed: string,
): Action => ({
  Type: 'MessageParticipantIteratively',
  Parameters: { Messages: messages, InterruptFrequencySeconds: String(seconds) },
  Transitions: {
    NextAction: interrupted,
    Conditions: [equals('MessagesInterrupted', interrupted)],
    Errors: errors(failed, any),
  },
});

export const setCallbackNumber = (number: string, next: string, wrong: string): Action => ({
  Type: 'UpdateContactCallbackNumber',
  Parameters: { CallbackNumber: number },
  Transitions: {
    NextAction: next,
    Errors: errors(wrong, 'InvalidCallbackNumber', 'CallbackNumberNotDialable'),
  },
});

/** Queues a call back to the number set before; it keeps the contact's queue. */
export const queueCallback = (
  attempts: number,
  retryMinutes: number,
  next: string,
  failed: string,
): Action => ({
  Type: 'CreateCallbackContact',
  Parameters: {
    // Time enough to hang up before the phone may ring.
    InitialCallDelaySeconds: '5',
    MaximumConnectionAttempts: String(attempts),
    RetryDelaySeconds: String(retryMinutes * 60),
  },
  Transitions: { NextAction: next, Errors: errors(failed, any) },
});
