import type { Action } from './flow.ts';

/**
 * The flow language's actions, as far as they are used here, each with the branches the service demands: one missing, or one
 * it doesn't know, and the flow is refused. Targets are identifiers of actions of the same flow.
 */
const failing = (target: string, ...types: string[]) =>
  types.map(ErrorType => ({ NextAction: target, ErrorType }));
const equals = (operand: string, target: string) => ({
  NextAction: target,
  Condition: { Operator: 'Equals', Operands: [operand] },
});
const any = 'NoMatchingError';

export const end = (Type: 'DisconnectParticipant' | 'EndFlowExecution'): Action => ({
  Type,
  Parameters: {},
  Transitions: {},
});

export const say = (text: string, next: string, failed = next): Action => ({
  Type: 'MessageParticipant',
  Parameters: { Text: text },
  Transitions: { NextAction: next, Errors: failing(failed, any) },
});

/** Branches on one value, a JSONPath; anything else goes to `otherwise`. */
export const compare = (value: string, branches: Record<string, string>, otherwise: string): Action => ({
  Type: 'Compare',
  Parameters: { ComparisonValue: value },
  Transitions: {
    NextAction: otherwise,
    Conditions: Object.entries(branches).map(([operand, target]) => equals(operand, target)),
    Errors: failing(otherwise, 'NoMatchingCondition'),
  },
});

/** Branches on how one value begins; anything else goes to `otherwise`. The first that fits is taken. */
export const compareStart = (
  value: string,
  branches: [start: string, target: string][],
  otherwise: string,
): Action => ({
  Type: 'Compare',
  Parameters: { ComparisonValue: value },
  Transitions: {
    NextAction: otherwise,
    Conditions: branches.map(([start, target]) => ({
      NextAction: target,
      Condition: { Operator: 'TextStartsWith', Operands: [start] },
    })),
    Errors: failing(otherwise, 'NoMatchingCondition'),
  },
});

export interface TalkToBot {
  /** Said before listening; silent when left out. */
  text?: string;
  sessionAttributes: Record<string, string>;
  /** Seconds a chat may be silent, 60–604,800. */
  timeoutSeconds: number;
  done: string;
  silent: string;
  failed: string;
}
export const talkToBot = ({
  text,
  sessionAttributes,
  timeoutSeconds,
  done,
  silent,
  failed,
}: TalkToBot): Action => ({
  Type: 'ConnectParticipantWithLexBot',
  Parameters: {
    ...(text && { Text: text }),
    LexV2Bot: { AliasArn: '${LexAliasArn}' },
    LexSessionAttributes: sessionAttributes,
    LexTimeoutSeconds: { Text: String(timeoutSeconds) },
  },
  Transitions: {
    NextAction: done,
    Conditions: [equals('CatchAll', done)],
    Errors: [
      ...failing(silent, 'InputTimeLimitExceeded'),
      ...failing(done, 'NoMatchingCondition'),
      ...failing(failed, any),
    ],
  },
});

/** Calls a function, whose reply is in `$.External` until the next call. */
export const invoke = (
  fnArn: string,
  attributes: Record<string, string>,
  next: string,
  failed: string,
): Action => ({
  Type: 'InvokeLambdaFunction',
  Parameters: {
    LambdaFunctionARN: fnArn,
    InvocationTimeLimitSeconds: '8',
    InvocationType: 'SYNCHRONOUS',
    LambdaInvocationAttributes: attributes,
    ResponseValidation: { ResponseType: 'STRING_MAP' },
  },
  Transitions: { NextAction: next, Errors: failing(failed, any) },
});

/** Contact attributes: what agents see beside the contact. Connect's 32 KB for all of them is why it can fail. */
export const setAttributes = (attributes: Record<string, string>, next: string): Action => ({
  Type: 'UpdateContactAttributes',
  Parameters: { Attributes: attributes, TargetContact: 'Current' },
  Transitions: { NextAction: next, Errors: failing(next, any) },
});

export const setLanguage = (languageCode: string, next: string): Action => ({
  Type: 'UpdateContactData',
  Parameters: { LanguageCode: languageCode },
  Transitions: { NextAction: next, Errors: failing(next, any) },
});

/** One hook an action: the service takes no more. */
export const setHook = (
  hook: 'CustomerQueue' | 'AgentWhisper' | 'CustomerRemaining',
  flowArn: string,
  next: string,
): Action => ({
  Type: 'UpdateContactEventHooks',
  Parameters: { EventHooks: { [hook]: flowArn } },
  Transitions: { NextAction: next, Errors: failing(next, any) },
});

/** A static number: the service takes no JSONPath here. 1 is served first, 5 is what contacts have unless told. */
export const setPriority = (priority: number, next: string): Action => ({
  Type: 'UpdateContactRoutingBehavior',
  Parameters: { QueuePriority: String(priority) },
  Transitions: { NextAction: next },
});

export const setQueue = (queueArn: string, next: string, failed: string): Action => ({
  Type: 'UpdateContactTargetQueue',
  Parameters: { QueueId: queueArn },
  Transitions: { NextAction: next, Errors: failing(failed, any) },
});

/** Into the queue set before; on success this flow is over. */
export const transferToQueue = (full: string, failed: string): Action => ({
  Type: 'TransferContactToQueue',
  Parameters: {},
  Transitions: { NextAction: failed, Errors: [...failing(full, 'QueueAtCapacity'), ...failing(failed, any)] },
});

/** From the queue that the contact waits in to another, or to an agent's own; it fails while the contact rings. Queue flows only. */
export const moveToQueue = (
  to: { QueueId: string } | { AgentId: string },
  moved: string,
  failed: string,
): Action => ({
  Type: 'DequeueContactAndTransferToQueue',
  Parameters: to,
  Transitions: { NextAction: moved, Errors: failing(failed, 'QueueAtCapacity', any) },
});

/** Goes on at `again` so many times, then once at `done`, and begins anew. */
export const loop = (times: number, again: string, done: string): Action => ({
  Type: 'Loop',
  Parameters: { LoopCount: String(times) },
  Transitions: {
    NextAction: done,
    Conditions: [equals('ContinueLooping', again), equals('DoneLooping', done)],
  },
});

/** Chat only. `returned`: the customer writes. */
export const wait = (seconds: number, completed: string, failed: string, returned?: string): Action => ({
  Type: 'Wait',
  Parameters: { TimeLimitSeconds: String(seconds), ...(returned && { Events: ['CustomerReturned'] }) },
  Transitions: {
    NextAction: completed,
    Conditions: [
      equals('WaitCompleted', completed),
      ...(returned ? [equals('CustomerReturned', returned)] : []),
    ],
    Errors: failing(failed, any),
  },
});

/** Attributes that this flow alone sees, `$.FlowAttributes.<name>`: no other flow, no function, no agent. */
export const setFlowAttributes = (attributes: Record<string, string>, next: string): Action => ({
  Type: 'UpdateFlowAttributes',
  Parameters: {
    FlowAttributes: Object.fromEntries(Object.entries(attributes).map(([name, Value]) => [name, { Value }])),
  },
  Transitions: { NextAction: next },
});

/** The contact goes on at the beginning of another flow; on success this one is over. */
export const transferToFlow = (flowArn: string, failed: string): Action => ({
  Type: 'TransferToFlow',
  Parameters: { ContactFlowId: flowArn },
  Transitions: { NextAction: failed, Errors: failing(failed, any) },
});

/** Writes the flow's steps to the instance's flow log. */
export const logFlow = (next: string): Action => ({
  Type: 'UpdateFlowLoggingBehavior',
  Parameters: { FlowLoggingBehavior: 'Enabled' },
  Transitions: { NextAction: next },
});
