import type { Action } from '../../domain/clientConfig.ts';
import { dropUnseen } from '../escape.ts';

/** Characters of a message that are read for values: a pattern of a client can't be made to run for long. */
const READ_AT_MOST = 1_000;
const VALUE_AT_MOST = 200;
/** Ordinary words: a pattern that takes them for a value is too wide to look for inside a sentence. */
const ORDINARY = ['hello', 'the', 'my order', 'please help me', 'where is it', 'ok'];

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

const core = (pattern: string) => pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
const whole = (pattern: string) => new RegExp(`^(?:${core(pattern)})$`, 'iu');

/** A value that would change the path of a URL, or fill a line of a log, is none. */
const harmless = (value: string) =>
  // eslint-disable-next-line no-control-regex
  value.length > 0 && value.length <= VALUE_AT_MOST && !/^\.+$/.test(value) && !/[\u0000-\u001f]/.test(value);

/** The value a message is, or holds. `wide` patterns are only matched against the whole message. */
export function findValues(pattern: string, text: string): string[] {
  const alone = text.replace(/^[\s"'“„#:]+|[\s"'”.,!?]+$/g, '');
  if (whole(pattern).test(alone) && harmless(alone)) return [alone];
  if (ORDINARY.some(word => whole(pattern).test(word))) return [];
  const inside = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${core(pattern)})(?![\\p{L}\\p{N}_])`, 'giu');
  return [...new Set([...text.matchAll(inside)].map(match => match[0].trim()))].filter(harmless);
}

/** Inputs a message gives without being asked: only where there is one candidate, wanted by one input. */
export function takeInputs(
  action: Action,
  known: Record<string, string>,
  message: string,
): Record<string, string> {
  const text = readable(message);
  const candidates = Object.entries(action.inputs)
    .filter(([name]) => !Object.hasOwn(known, name))
    .map(([name, { pattern }]) => ({ name, values: isWide(pattern) ? [] : findValues(pattern, text) }));
  const taken: Record<string, string> = {};
  for (const { name, values } of candidates) {
    const [value] = values;
    if (values.length !== 1 || value === undefined) continue;
    if (candidates.some(other => other.name !== name && other.values.includes(value))) continue;
    taken[name] = value;
  }
  return taken;
}

const isWide = (pattern: string) => ORDINARY.some(word => whole(pattern).test(word));

/** The value for the input that was asked for, if the message has exactly one. */
export function answerTo(pattern: string, message: string): string | undefined {
  const values = findValues(pattern, readable(message));
  return values.length === 1 ? values[0] : undefined;
}

/** Six-digit codes in a message, also "123 456", each once. */
export function codesIn(message: string): string[] {
  const found = readable(message).match(/(?<![\d])\d{3}[ -]?\d{3}(?![\d])/g) ?? [];
  return [...new Set(found.map(code => code.replace(/\D/g, '')))];
}
