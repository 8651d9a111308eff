import { personalIn } from '../../layers/core/platform/redact.ts';
import type { PersonalKind } from '../../layers/core/platform/redactionRules.ts';

/** Addresses, telephone numbers, signed tokens and keys, whoever's they are. */
const SHAPES: [string, RegExp][] = [
  ['an address', /[\w.+-]+@(?:mail|[\w-]+\.mail|shop|provider)\.example/i],
  ['a telephone number', /(?<![\w.-])\+\d{9,15}(?!\d)/],
  ['a signed link', /\/(?:reply|survey|file|person)[/#][\w.-]{20,}/],
  ['a bearer token', /Bearer\s+[\w-]{8,}/i],
  ['a JSON web token', /eyJ[\w-]{8,}\.[\w-]{8,}/],
  ['a key', /"(?:secret|password|apiKey|authorization)"\s*:\s*"[^"*]+"/i],
];
/** What the logger's own rules would hide, had it come by them: these prove themselves by their shape. */
const PROVED: PersonalKind[] = ['email', 'card', 'iban', 'phone', 'secret'];
/** Ids are drawn by lot: of 25,000 of them one has the shape and the check digits of an IBAN. */
const UUID = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g;
/** Shorter words of a customer stand in any log: `yes`, `thanks`. */
const TELLING = 12;
const WORDS = [
  'customer',
  'name',
  'displayName',
  'says',
  'text',
  'reply',
  'answer',
  'ask',
  'subject',
  'body',
];

/** What a log must not hold: of these words, or of such a shape. Empty when all is well; says the line. */
export function personalDataIn(lines: readonly string[], words: readonly string[]): string[] {
  const telling = words.filter(word => word.length >= TELLING).map(word => JSON.stringify(word).slice(1, -1));
  return lines.flatMap(line => [
    ...SHAPES.filter(([, shape]) => shape.test(line)).map(([what]) => `${what} in: ${line}`),
    ...provedIn(line.replaceAll(UUID, '<id>')).map(what => `${what} in: ${line}`),
    ...telling.filter(word => line.includes(word)).map(word => `"${word}" in: ${line}`),
  ]);
}

const provedIn = (line: string): string[] =>
  personalIn(line)
    .filter(({ kind }) => PROVED.includes(kind))
    .map(({ kind, from, to }) => `${kind} ${line.slice(from, to)}`);

/** The words of everybody in a golden, and the customer's name. */
export function saidIn(value: unknown, member?: string): string[] {
  if (typeof value === 'string') return WORDS.includes(member ?? '') ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(one => saidIn(one, member));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => saidIn(one, key));
}
