import type { RawRequest } from '../core/contract.ts';

/** A rule of a bucket's CorsConfiguration. */
export interface CorsRule {
  AllowedOrigins: string[];
  AllowedMethods: string[];
  AllowedHeaders?: string[];
  ExposedHeaders?: string[];
  MaxAge?: number;
}

/** `https://*.example` stands for every name there. */
const fits = (pattern: string, value: string) =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`, 'i').test(value);

/** Headers for an answer to a browser of another origin: those of the first rule that fits, as S3 does; none otherwise. */
export function corsOf(rules: CorsRule[], { method, headers }: RawRequest): Record<string, string> {
  const origin = headers['origin'];
  const asked = headers['access-control-request-method'] ?? method;
  const wanted = (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  const rule = rules.find(
    ({ AllowedOrigins, AllowedMethods, AllowedHeaders = [] }) =>
      origin !== undefined &&
      AllowedOrigins.some(pattern => fits(pattern, origin)) &&
      AllowedMethods.includes(asked) &&
      wanted.every(name => AllowedHeaders.some(pattern => fits(pattern, name))),
  );
  if (!rule) return {};
  return {
    'access-control-allow-origin': rule.AllowedOrigins.includes('*') ? '*' : origin!,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(wanted.length > 0 && { 'access-control-allow-headers': wanted.join(', ') }),
    ...(rule.ExposedHeaders && { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }),
    ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
    vary: 'Origin',
  };
}
