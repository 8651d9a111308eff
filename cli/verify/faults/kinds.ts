import { AwsError } from '../../../local/core/contract.ts';
import type { Call } from './calls.ts';

/** What can go wrong with a call, once. A "time-out" reaches the caller as an error of transport; nobody waits for it here. */
export const KINDS = [
  'throttled',
  'server-error',
  'timeout-before',
  /** The call took effect, and its caller doesn't know. */
  'timeout-after',
  /** A page of HTML in place of the reply. */
  'malformed',
  'denied',
  /** The same invocation or event is delivered twice. */
  'duplicate',
  /** An event arrives after the one that follows it. */
  'out-of-order',
  /** The function's process dies where it makes the call, or once the call is made. */
  'killed-before',
  'killed-after',
  /** Every time the call is made, until the golden is over. */
  'down',
] as const;
export type Kind = (typeof KINDS)[number];

const ALWAYS: Kind[] = ['throttled', 'server-error', 'timeout-before', 'timeout-after', 'denied', 'down'];

/** The kinds that can happen to this call. */
export function kindsFor({ by, service, type, id }: Call): Kind[] {
  const kinds: Kind[] = [...ALWAYS];
  if (by === 'function') kinds.push('malformed', 'killed-before', 'killed-after');
  if (by === 'workflow' && service !== 'lambda') kinds.push('malformed');
  if (service === 'lambda') kinds.push('duplicate');
  if (type === 'event' || id.endsWith('/follow-contact') || id.endsWith('/record-message'))
    kinds.push('out-of-order');
  return KINDS.filter(kind => kinds.includes(kind));
}

/** As each service calls it; the rest say ThrottlingException. */
const THROTTLED: Record<string, [name: string, status: number]> = {
  dynamodb: ['ProvisionedThroughputExceededException', 400],
  lambda: ['TooManyRequestsException', 429],
  s3: ['SlowDown', 503],
  ses: ['TooManyRequestsException', 429],
  sns: ['Throttled', 429],
  connect: ['ThrottlingException', 429],
  participant: ['ThrottlingException', 429],
  bedrock: ['ThrottlingException', 429],
};
/** The rest say InternalFailure. */
const BROKEN: Record<string, string> = {
  dynamodb: 'InternalServerError',
  lambda: 'ServiceException',
  s3: 'InternalError',
  sns: 'InternalError',
  ssm: 'InternalServerError',
  secretsmanager: 'InternalServiceError',
  connect: 'InternalServiceException',
  participant: 'InternalServerException',
  bedrock: 'InternalServerException',
  events: 'InternalException',
};

export function errorOf(kind: Kind, service: string): AwsError {
  switch (kind) {
    case 'throttled': {
      const [name, status] = THROTTLED[service] ?? ['ThrottlingException', 400];
      return new AwsError(name, 'Rate exceeded', status);
    }
    case 'denied':
      return service === 's3'
        ? new AwsError('AccessDenied', 'Access Denied', 403)
        : new AwsError('AccessDeniedException', 'User is not authorized to perform this action', 403);
    case 'timeout-before':
    case 'timeout-after':
      return new AwsError('RequestTimeout', 'The connection timed out', 408);
    default:
      return new AwsError(BROKEN[service] ?? 'InternalFailure', 'An internal error occurred', 500);
  }
}
