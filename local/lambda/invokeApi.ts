import { AwsError } from '../core/contract.ts';
import type { CallContext, Cloud, Operation, RawRequest, RawResponse } from '../core/contract.ts';

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The Invoke operation over HTTP. Its payloads are bodies and its modes are headers, so it is read by hand. */
export function invokeApi(invoke: Cloud['invoke']) {
  return async (request: RawRequest, { principal }: CallContext): Promise<RawResponse> => {
    try {
      const match = request.method === 'POST' && INVOCATIONS.exec(request.path);
      if (!match) {
        throw new AwsError(
          'UnknownOperationException',
          `the local lambda does not know ${request.method} ${request.path}`,
          404,
        );
      }
      const mode = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
      const outcome = await invoke({
        principal,
        functionArn: match[1]!,
        payload: parse(request.body),
        type: mode === 'Event' ? 'event' : 'request',
      });
      if (mode === 'Event') return { status: 202, headers: {}, body: '' };
      return {
        status: 200,
        headers: {
          'content-type': 'application/json',
          'x-amz-executed-version': '$LATEST',
          ...(outcome.status === 'error' ? { 'x-amz-function-error': 'Unhandled' } : {}),
        },
        body: JSON.stringify(outcome.payload),
      };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return {
        status: error.status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.name },
        body: JSON.stringify({ Type: error.status < 500 ? 'User' : 'Service', Message: error.message }),
      };
    }
  };
}

/** The same for `cloud.call`, in the SDK's shape with payloads as base64. */
export function invokeOperation(invoke: Cloud['invoke']): Operation {
  return {
    // Checked inside invoke(), where resource policies count too.
    resources: () => [],
    async run({ FunctionName, InvocationType, Payload }, { principal }) {
      const type = InvocationType === 'Event' ? 'event' : 'request';
      const payload = parse(Buffer.from(Payload ?? '', 'base64'));
      const outcome = await invoke({ principal, functionArn: FunctionName, payload, type });
      if (type === 'event') return { StatusCode: 202 };
      return {
        StatusCode: 200,
        ExecutedVersion: '$LATEST',
        ...(outcome.status === 'error' ? { FunctionError: 'Unhandled' } : {}),
        Payload: Buffer.from(JSON.stringify(outcome.payload)).toString('base64'),
      };
    },
  };
}

function parse(body: Uint8Array): unknown {
  const text = Buffer.from(body).toString('utf8');
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json');
  }
}
