import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { Cloud } from '../core/contract.ts';
import type { Cognito } from '../cognito/cognito.ts';

/** A JWT authorizer of the template. */
export interface Authorizer {
  issuer: string;
  audience: string[];
  /** Lower-case header the token comes in. */
  header: string;
}
export type Verdict =
  | { status: 'ok'; claims: Record<string, string>; scopes: string[] | null }
  | { status: 'unauthorized'; reason: string }
  | { status: 'forbidden' };

/** Checks a bearer token as API Gateway does, by virtual time; claims come out as its flat strings. */
export async function checkToken(
  authorizer: Authorizer,
  headers: Record<string, string>,
  scopes: string[],
  cloud: Cloud,
): Promise<Verdict> {
  const token = headers[authorizer.header]?.replace(/^Bearer\s+/i, '');
  if (!token) return { status: 'unauthorized', reason: 'the token is missing' };
  const keys = await cloud.service<Cognito>('cognito-idp').keysOf(authorizer.issuer);
  if (!keys) throw new Error(`the authorizer's issuer ${authorizer.issuer} is no user pool of the templates`);
  let payload: JWTPayload;
  try {
    const verified = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer: authorizer.issuer,
      algorithms: ['RS256'],
      currentDate: new Date(cloud.clock.now()),
    });
    payload = verified.payload;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    return {
      status: 'unauthorized',
      reason: error instanceof errors.JWTExpired ? 'the token has expired' : error.message,
    };
  }
  const audience = [payload.aud ?? (payload['client_id'] as string | undefined) ?? []].flat();
  if (!audience.some(each => authorizer.audience.includes(each))) {
    return { status: 'unauthorized', reason: 'the token does not have a valid audience' };
  }
  const granted = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
  if (scopes.length > 0 && !scopes.some(scope => granted.includes(scope))) return { status: 'forbidden' };
  return { status: 'ok', claims: flatClaims(payload), scopes: scopes.length > 0 ? granted : null };
}

/** `['agents', 'reviewers']` becomes `[agents reviewers]`, numbers and booleans become text. */
function flatClaims(payload: JWTPayload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? `[${value.join(' ')}]`
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value),
    ]),
  );
}
