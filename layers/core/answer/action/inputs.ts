import type { Action } from '../../domain/clientConfig.ts';
import { dropUnseen } from '../escape.ts';
import { findValues, isWide, valuesOf, type InputSchema } from './values.ts';

/** Characters of a message that are read for values: a pattern of a client can't be made to run for long. */
const READ_AT_MOST = 1_000;

const DIGIT_WORDS: Record<string, string> = {
  zero: '0',
  oh: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
};

/** "one two three" → "123": how a code arrives over the phone. */
export function writeSpokenDigits(text: string): string {
  return text.replace(
    /\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)(?:[ ,.-]+|\b)){3,}/gi,
    run => {
      const digits = (run.toLowerCase().match(/[a-z]+/g) ?? []).map(word => DIGIT_WORDS[word]).join('');
      return `${digits}${/\s$/.test(run) ? ' ' : ''}`;
    },
  );
}

export const readable = (text: string) => writeSpokenDigits(dropUnseen(text).slice(0, READ_AT_MOST)).trim();

/** Inputs a message gives without being asked: only by pattern, only where there is one candidate, wanted by one input. */
export function takeInputs(
  action: Action,
  known: Record<string, string>,
  message: string,
): Record<string, string> {
  const text = readable(message);
  const candidates = Object.entries(action.inputs)
    .filter(([name]) => !Object.hasOwn(known, name))
    .map(([name, { pattern }]) => ({
      name,
      values: pattern === undefined || isWide(pattern) ? [] : findValues(pattern, text),
    }));
  const taken: Record<string, string> = {};
  for (const { name, values } of candidates) {
    const [value] = values;
    if (values.length !== 1 || value === undefined) continue;
    if (candidates.some(other => other.name !== name && other.values.includes(value))) continue;
    taken[name] = value;
  }
  return taken;
}

/** The value for the input that was asked for, if the message has exactly one. */
export function answerTo(schema: InputSchema, message: string, now: string): string | undefined {
  const values = valuesOf(schema, readable(message), now);
  return values.length === 1 ? values[0] : undefined;
}

/** Values from a form or a model: each must be one value of its schema and nothing besides. Others are as if not given. */
export function checkedInputs(
  action: Action,
  given: Record<string, unknown>,
  now: string,
): Record<string, string> {
  const checked = Object.entries(action.inputs).flatMap(([name, schema]) => {
    const raw = Object.hasOwn(given, name) ? given[name] : undefined;
    if (typeof raw !== 'string' && typeof raw !== 'number') return [];
    const text = dropUnseen(String(raw)).trim();
    const value = text.length <= READ_AT_MOST ? answerTo(schema, text, now) : undefined;
    const alone = schema.pattern === undefined || value?.length === text.length;
    return value !== undefined && alone ? [[name, value] as const] : [];
  });
  return Object.fromEntries(checked);
}

/** Six-digit codes in a message, also "123 456", each once. */
export function codesIn(message: string): string[] {
  const found = readable(message).match(/(?<![\d])\d{3}[ -]?\d{3}(?![\d])/g) ?? [];
  return [...new Set(found.map(code => code.replace(/\D/g, '')))];
}
