import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import * as v from 'valibot';
import { logger } from './telemetry.ts';

/** A refusal that the caller can act on. `more` joins the body beside `error` and `message`. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  /** Further members of the body, and headers. */
  readonly more: Record<string, unknown>;
  readonly headers: Record<string, string>;
  constructor(
    status: number,
    code: string,
    message: string,
    more: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.headers = headers;
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

export interface HttpReply {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

export type HttpEvent = APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithJWTAuthorizer;
export type Routes = Record<string, (event: HttpEvent) => Promise<unknown>>;

const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // Whoever opens an address of the API in a browser sees text, in no other site's frame, and tells no one where it was.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
};

/** Answers by route key (`POST /cases/{caseId}/accept`); an HttpError becomes its status, anything else a plain 500. */
export function http(routes: Routes) {
  return async (event: HttpEvent): Promise<HttpReply> => {
    try {
      const route = routes[event.routeKey];
      if (!route) throw new HttpError(404, 'no-such-route', `There is no ${event.routeKey}.`);
      return reply(200, await route(event));
    } catch (error) {
      if (error instanceof HttpError) {
        const said = { error: error.code, message: error.message, ...error.more };
        return reply(error.status, said, error.headers);
      }
      logger.error('HTTP_REQUEST_FAILED', { route: event.routeKey, error: error as Error });
      return reply(500, {
        error: 'failed',
        message: 'Something went wrong on our side. Please try again in a moment.',
      });
    }
  };
}

const reply = (statusCode: number, body: unknown, headers?: Record<string, string>): HttpReply => ({
  statusCode,
  headers: { ...HEADERS, ...headers },
  body: JSON.stringify(body),
});

/** The network address that asks, as API Gateway saw it: what a header says of it could be anything. */
export const sourceOf = (event: HttpEvent): string => event.requestContext?.http?.sourceIp ?? '';

/** The body as it was sent: signatures are over these very bytes. */
export const rawBody = (event: HttpEvent): string =>
  event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '');

/** The JSON body by its schema. @throws HttpError 400 naming each wrong member */
export function body<S extends v.GenericSchema>(schema: S, event: HttpEvent): v.InferOutput<S> {
  let json: unknown;
  try {
    json = JSON.parse(rawBody(event));
  } catch {
    throw new HttpError(400, 'not-json', 'The body must be JSON.');
  }
  // An array would pass for an object whose members are called 0, 1, 2.
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new HttpError(400, 'wrong-body', 'The body must be a JSON object.');
  return checked(schema, json, 'body');
}

/** The query by its schema. @throws HttpError 400 naming each wrong member */
export const query = <S extends v.GenericSchema>(schema: S, event: HttpEvent): v.InferOutput<S> =>
  checked(schema, event.queryStringParameters ?? {}, 'query');

function checked<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
  part: 'body' | 'query',
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  const wrong = parsed.issues.map(issue => {
    const isUnknown = issue.type === 'strict_object' && issue.expected === 'never';
    return `${v.getDotPath(issue) ?? part}: ${isUnknown ? 'not known here' : issue.message}`;
  });
  throw new HttpError(400, `wrong-${part}`, wrong.join('; '));
}

export function pathParameter(event: HttpEvent, name: string): string {
  const value = event.pathParameters?.[name];
  if (!value) throw new HttpError(400, 'wrong-path', `${name} is missing in the path.`);
  return value;
}

/** Who calls, by the verified JWT. */
export interface Person {
  id: string;
  name: string;
  groups: string[];
}

export function person(event: HttpEvent): Person {
  const claims = (event as APIGatewayProxyEventV2WithJWTAuthorizer).requestContext.authorizer?.jwt?.claims;
  if (!claims) throw new HttpError(401, 'not-signed-in', 'Sign in first.');
  const id = String(claims.sub);
  // API Gateway gives an array claim as the text "[a b]".
  const groups = String(claims['cognito:groups'] ?? '')
    .replace(/^\[|\]$/g, '')
    .split(' ')
    .filter(Boolean);
  return { id, name: String(claims.name ?? claims['cognito:username'] ?? claims.username ?? id), groups };
}

/** @throws HttpError 403 unless the person is in one of the groups */
export function demand(who: Person, ...groups: string[]): void {
  if (groups.some(group => who.groups.includes(group))) return;
  throw new HttpError(403, 'not-allowed', `This needs one of the roles ${groups.join(', ')}.`);
}
