import { randomUUID } from 'node:crypto';
import { AwsError } from '../contract.ts';
import type { CallContext, RawResponse, Service } from '../contract.ts';
import type { WireRequest } from './http.ts';
import { formAnswer, formError, parseForm } from './query.ts';
import { parseRest } from './rest.ts';

/** Answers a signed request in its service's protocol: finds operation and input, calls, writes output or error. */
export async function dispatch(
  service: Service,
  request: WireRequest,
  context: CallContext,
): Promise<RawResponse> {
  const requestId = randomUUID();
  const spoken = asSpoken(service, request);
  try {
    if (service.protocol === 'raw') {
      if (!service.raw) throw new Error(`service ${service.name} is raw but has no raw()`);
      return await service.raw(request, context);
    }
    const { name, input } = parse(spoken, request);
    const output = await context.cloud.call(context.principal, service.name, name, input);
    return success(spoken, name, output, requestId);
  } catch (error) {
    return failure(spoken, toAwsError(error, context), requestId);
  }
}

/** SES speaks two protocols under one name: its first version sends forms, its second REST. */
function asSpoken(service: Service, { headers }: WireRequest): Service {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return service.protocol === 'rest-json' && isForm ? { ...service, protocol: 'query' } : service;
}

function parse(service: Service, request: WireRequest): { name: string; input: any } {
  if (request.headers['smithy-protocol']) {
    throw unknown(service, `the protocol ${request.headers['smithy-protocol']}`);
  }
  if (service.protocol === 'query') {
    const { action, input } = parseForm(Buffer.from(request.body).toString('utf8'));
    return { name: action, input };
  }
  if (service.protocol === 'rest-json') {
    const found = parseRest(service.operations, request);
    if (!found) throw unknown(service, `an operation at ${request.method} ${request.path}`);
    return found;
  }
  const target = request.headers['x-amz-target'] ?? '';
  const body = Buffer.from(request.body).toString('utf8');
  return { name: target.slice(target.lastIndexOf('.') + 1), input: body ? JSON.parse(body) : {} };
}

function unknown(service: Service, what: string): AwsError {
  return new AwsError('UnknownOperationException', `the local ${service.name} does not know ${what}`, 404);
}

function toAwsError(error: unknown, { cloud }: CallContext): AwsError {
  if (error instanceof AwsError) {
    if (error.name === 'UnknownOperationException') cloud.log(error.message);
    return error;
  }
  if (error instanceof SyntaxError) {
    return new AwsError('SerializationException', `the request's body cannot be read: ${error.message}`);
  }
  cloud.log(`a fault of the local cloud: ${error instanceof Error ? error.stack : String(error)}`);
  return new AwsError('InternalFailure', error instanceof Error ? error.message : String(error), 500);
}

function success({ protocol }: Service, operation: string, output: any, requestId: string): RawResponse {
  const headers = { 'x-amzn-requestid': requestId };
  // No operation answers with a bare text: a fault that was put in the way does, and it goes out as it is.
  if (typeof output === 'string')
    return { status: 200, headers: { ...headers, 'content-type': 'text/html' }, body: output };
  if (protocol === 'query') {
    return {
      status: 200,
      headers: { ...headers, 'content-type': 'text/xml' },
      body: formAnswer(operation, output, requestId),
    };
  }
  return {
    status: 200,
    headers: { ...headers, 'content-type': jsonType(protocol) },
    body: JSON.stringify(output ?? {}),
  };
}

function failure({ protocol }: Service, error: AwsError, requestId: string): RawResponse {
  const headers = { 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.name };
  if (protocol === 'query') {
    return {
      status: error.status,
      headers: { ...headers, 'content-type': 'text/xml' },
      body: formError(error.name, error.message, error.status, requestId),
    };
  }
  const body = { __type: error.name, message: error.message, ...error.extra };
  return {
    status: error.status,
    headers: { ...headers, 'content-type': jsonType(protocol) },
    body: JSON.stringify(body),
  };
}

function jsonType(protocol: Service['protocol']): string {
  if (protocol === 'json-1.0') return 'application/x-amz-json-1.0';
  return protocol === 'json-1.1' ? 'application/x-amz-json-1.1' : 'application/json';
}
