import { CONNECT } from '../../contacts/outbox.ts';
import { FAILED, NEXT } from '../action.ts';
import type { ActionKind, Step } from '../action.ts';
import { isPath } from '../references.ts';

const LONGEST_SECONDS = 8;
const DEFAULT_SECONDS = 3;
const LARGEST_REPLY = 32 * 1024;
/** Throttled or broken invocations are made again up to three times within the time limit. */
const RETRIES = 3;
const RETRIED = new Set([
  'TooManyRequestsException',
  'ServiceException',
  'InternalServerError',
  'EC2ThrottledException',
]);

type Result = { values: Record<string, unknown> } | 'failed';

/** Calls a function with the contact's data; a flat map of its reply becomes `$.External`. */
export const InvokeLambdaFunction: ActionKind = {
  parameters: {
    LambdaFunctionARN: 'reference',
    InvocationTimeLimitSeconds: 'static',
    InvocationType: 'static',
    LambdaInvocationAttributes: 'deep',
    ResponseValidation: 'deep',
  },
  check(parameters, { center, instanceArn }) {
    const problems = [];
    const {
      LambdaFunctionARN,
      InvocationTimeLimitSeconds = '3',
      ResponseValidation,
      InvocationType,
    } = parameters;
    const seconds = Number(InvocationTimeLimitSeconds);
    if (!LambdaFunctionARN) problems.push('needs LambdaFunctionARN');
    else if (!isPath(LambdaFunctionARN) && !isAssociated(center, instanceArn, LambdaFunctionARN)) {
      problems.push(
        `function ${LambdaFunctionARN} is not associated with the instance (or the association is deployed after the flow)`,
      );
    }
    if (!(seconds >= 1 && seconds <= LONGEST_SECONDS))
      problems.push('InvocationTimeLimitSeconds must be "1" to "8"');
    if (!['SYNCHRONOUS', 'ASYNCHRONOUS'].includes(InvocationType ?? 'SYNCHRONOUS')) {
      problems.push('InvocationType must be SYNCHRONOUS or ASYNCHRONOUS');
    }
    if (!['STRING_MAP', 'JSON'].includes(ResponseValidation?.ResponseType ?? 'STRING_MAP')) {
      problems.push('ResponseValidation.ResponseType must be STRING_MAP or JSON');
    }
    return problems;
  },
  requiredErrors: ['NoMatchingError'],

  async call(step): Promise<Result> {
    const { center, contact, parameters } = step;
    const { cloud } = center;
    const functionArn: string = parameters.LambdaFunctionARN;
    const started = cloud.clock.now();
    const limit = Number(parameters.InvocationTimeLimitSeconds ?? DEFAULT_SECONDS) * 1000;
    const asynchronous = parameters.InvocationType === 'ASYNCHRONOUS';
    if (!isAssociated(center, contact.instanceArn, functionArn))
      return failed(step, 'is not associated with the instance');
    for (let attempt = 0; attempt <= RETRIES; attempt++) {
      const left = limit - (cloud.clock.now() - started);
      if (left <= 0) break;
      try {
        const outcome = await cloud.invoke({
          principal: CONNECT,
          functionArn,
          payload: eventOf(step),
          type: asynchronous ? 'event' : 'request',
          sourceArn: contact.instanceArn,
          timeoutMs: left,
        });
        if (asynchronous) return { values: {} };
        if (outcome.status === 'error') return failed(step, outcome.payload.errorType);
        return accept(step, outcome.payload);
      } catch (error) {
        const { name, message } = error as Error;
        if (!RETRIED.has(name)) return failed(step, `${name}: ${message}`);
      }
    }
    return failed(step, 'was throttled beyond the time limit');
  },

  run({ contact }, result: Result) {
    if (result === 'failed') return FAILED;
    contact.external = result.values;
    return NEXT;
  },
};

function isAssociated(center: Step['center'], instanceArn: string, functionArn: string): boolean {
  return [...center.integrations.values()].some(
    ({ type, arn, instanceArn: owner }) =>
      type === 'LAMBDA_FUNCTION' && arn === functionArn && owner === instanceArn,
  );
}

function failed({ center, contact, action }: Step, why: string): 'failed' {
  center.cloud.log(`connect: contact ${contact.id}, action ${action.Identifier}: the function ${why}`);
  return 'failed';
}

/** The reply must be an object below 32 KB: flat with texts, numbers and booleans, unless JSON was asked for. */
function accept(step: Step, payload: unknown): Result {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    return failed(step, 'gave no object');
  if (Buffer.byteLength(JSON.stringify(payload)) > LARGEST_REPLY) return failed(step, 'gave more than 32 KB');
  if (step.parameters.ResponseValidation?.ResponseType === 'JSON') return { values: { ...payload } };
  const nested = Object.entries(payload).find(([, value]) => typeof value === 'object');
  if (nested) return failed(step, `gave "${nested[0]}", which is no text, though a flat map is expected`);
  return {
    values: Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)])),
  };
}

/** The event as functions get it from flows. */
function eventOf({ center, contact, parameters }: Step): unknown {
  const queue = center.queues.get(contact.queue?.arn ?? contact.targetQueueArn ?? '');
  return {
    Name: 'ContactFlowEvent',
    Details: {
      ContactData: {
        Attributes: contact.attributes,
        AwsRegion: center.cloud.region,
        Channel: contact.channel,
        ContactId: contact.id,
        CustomerEndpoint: contact.customerNumber
          ? { Address: contact.customerNumber, Type: 'TELEPHONE_NUMBER' }
          : null,
        CustomerId: contact.customerId ?? null,
        Description: contact.description ?? null,
        InitialContactId: contact.initialContactId,
        InitiationMethod: contact.initiationMethod,
        InstanceARN: contact.instanceArn,
        LanguageCode: contact.language,
        MediaStreams: { Customer: { Audio: null } },
        Name: contact.name ?? null,
        PreviousContactId: contact.previousContactId ?? contact.id,
        Queue: queue ? { ARN: queue.arn, Name: queue.name, OutboundCallerId: null } : null,
        References: contact.references ?? {},
        RelatedContactId: contact.relatedContactId ?? null,
        SegmentAttributes:
          contact.channel === 'CHAT' ? { 'connect:Subtype': { ValueString: 'connect:Chat' } } : {},
        SystemEndpoint: contact.systemNumber
          ? { Address: contact.systemNumber, Type: 'TELEPHONE_NUMBER' }
          : null,
        Tags: { 'aws:connect:instanceId': contact.instanceArn.split('/').at(-1) },
      },
      Parameters: parameters.LambdaInvocationAttributes ?? {},
    },
  };
}
