import { randomUUID } from 'node:crypto';
import type { RawResponse } from '../core/contract.ts';
import type { WireRequest } from '../core/gateway/http.ts';
import type { Match } from './routes.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface EventParts {
  request: WireRequest;
  match: Match;
  apiId: string;
  stage: string;
  /** Epoch ms. */
  now: number;
  sourceIp: string;
  jwt?: { claims: Record<string, string>; scopes: string[] | null };
}

/** The event a Lambda integration gets, payload format 2.0. */
export function proxyEvent({ request, match, apiId, stage, now, sourceIp, jwt }: EventParts): any {
  const { cookie, ...headers } = request.headers;
  const parameters: Record<string, string> = {};
  for (const name of new Set(request.query.keys())) parameters[name] = request.query.getAll(name).join(',');
  const binary = request.body.length > 0 && !isText(headers['content-type']);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: request.path,
    rawQueryString: request.query.toString(),
    ...(cookie ? { cookies: cookie.split('; ') } : {}),
    headers,
    ...(Object.keys(parameters).length > 0 ? { queryStringParameters: parameters } : {}),
    requestContext: {
      accountId: '000000000000',
      apiId,
      ...(jwt ? { authorizer: { jwt } } : {}),
      domainName: `${apiId}.execute-api.us-east-1.amazonaws.com`,
      domainPrefix: apiId,
      http: {
        method: request.method,
        path: request.path,
        protocol: 'HTTP/1.1',
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage,
      time: clfTime(now),
      timeEpoch: now,
    },
    ...(Object.keys(match.pathParameters).length > 0 ? { pathParameters: match.pathParameters } : {}),
    ...(request.body.length > 0
      ? { body: Buffer.from(request.body).toString(binary ? 'base64' : 'utf8') }
      : {}),
    isBase64Encoded: binary,
  };
}

/** What the function returned, as an HTTP answer; undefined when API Gateway would call it malformed. */
export function proxyAnswer(payload: any): RawResponse | undefined {
  if (payload === null || typeof payload !== 'object' || !('statusCode' in payload)) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded } = payload;
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599 || typeof body !== 'string')
    return undefined;
  const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status: statusCode,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...Object.fromEntries(names),
      ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    },
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}

function isText(contentType = 'text/plain'): boolean {
  return /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded)|[^;]*\+(json|xml))/i.test(
    contentType,
  );
}

/** `12/Mar/2026:19:03:58 +0000`. */
function clfTime(now: number): string {
  const [date, time] = new Date(now).toISOString().slice(0, 19).split('T') as [string, string];
  const [year, month, day] = date.split('-') as [string, string, string];
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time} +0000`;
}
