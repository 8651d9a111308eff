import { jwtVerify } from 'jose';
import { oneLine } from '../answer/escape.ts';
import type { Customer } from '../domain/case.ts';

/** Longest life of a token of the client's site; Connect's own widget tokens have the same limit. */
const LONGEST_LIFE_SECONDS = 600;
const LONGEST_NAME = 100;

/**
 * The customer as the client's site vouches for them: a JWT (HS256 with the shared `site` secret) with `sub` = customer id,
 * `name`, `email`, `tier`, `attributes`.
 * @returns undefined when the token is forged, expired or lives too long
 */
export async function readIdentityToken(
  token: string,
  key: string,
  now: Date,
): Promise<Customer | undefined> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(key), {
      algorithms: ['HS256'],
      currentDate: now,
      requiredClaims: ['sub', 'exp', 'iat'],
      maxTokenAge: LONGEST_LIFE_SECONDS,
    });
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
    const attributes = Object.entries((payload.attributes as Record<string, unknown>) ?? {})
      .filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1]))
      .map(([name, value]) => [name, String(value)]);
    return {
      customerId: payload.sub!,
      name: text(oneLine(text(payload.name) ?? '').slice(0, LONGEST_NAME)),
      email: text(payload.email),
      tier: text(payload.tier),
      identity: 'verified',
      attributes: Object.fromEntries(attributes),
    };
  } catch {
    return undefined;
  }
}
