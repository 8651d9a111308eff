import type { RawResponse } from '../core/contract.ts';
import type { WireRequest } from '../core/gateway/http.ts';

/** CorsConfiguration of the template. */
export interface Cors {
  AllowOrigins?: string[];
  AllowMethods?: string[];
  AllowHeaders?: string[];
  ExposeHeaders?: string[];
  AllowCredentials?: boolean;
  MaxAge?: number;
}

export function isPreflight({ method, headers }: WireRequest): boolean {
  return method === 'OPTIONS' && 'origin' in headers && 'access-control-request-method' in headers;
}

/** Headers for an answer to `request`: none when its origin is not allowed. */
export function corsHeaders(cors: Cors | undefined, { headers }: WireRequest): Record<string, string> {
  const origin = headers['origin'];
  if (!cors || !origin) return {};
  const every = cors.AllowOrigins?.includes('*');
  if (!every && !cors.AllowOrigins?.includes(origin)) return {};
  return {
    'access-control-allow-origin': every ? '*' : origin,
    ...(every ? {} : { vary: 'origin' }),
    ...(cors.AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.ExposeHeaders ? { 'access-control-expose-headers': cors.ExposeHeaders.join(',') } : {}),
  };
}

export function preflight(cors: Cors, request: WireRequest): RawResponse {
  const allowed = corsHeaders(cors, request);
  const headers =
    Object.keys(allowed).length === 0
      ? {}
      : {
          ...allowed,
          ...(cors.AllowMethods ? { 'access-control-allow-methods': cors.AllowMethods.join(',') } : {}),
          ...(cors.AllowHeaders ? { 'access-control-allow-headers': cors.AllowHeaders.join(',') } : {}),
          ...(cors.MaxAge !== undefined ? { 'access-control-max-age': String(cors.MaxAge) } : {}),
        };
  return { status: 204, headers, body: '' };
}
