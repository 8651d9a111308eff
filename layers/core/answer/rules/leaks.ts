import { fold } from '../../knowledge/words.ts';
import type { Refusal } from '../contract.ts';
import { hasUnseen } from '../escape.ts';
import { ANSWER_RULES } from '../prompt.ts';
import type { Reading } from '../reading.ts';

/** Ways of speaking about what the reply was made of instead of speaking to the customer. */
const INSIDE =
  /\bas an? (?:ai|artificial intelligence|large|language|virtual) ?(?:language|assistant)? ?(?:model)?\b|\b(?:language model|system prompt|my (?:instructions|guidelines|programming|training|prompt)|(?:the|these|those|previous|prior|above) (?:system )?instructions|i (?:was|am|have been) (?:instructed|programmed|trained)\b|i was told to|training data|knowledge cutoff|developer mode|jailbreak\w*|dan mode|ignore (?:all |any )?(?:previous|prior|above)|new instructions|here are my rules|my rules|prompt injection|according to (?:the )?(?:passages?|receipts?|context|documents? provided)|the (?:provided )?(?:passages?|context) (?:says?|states?|does|do|provided)|in (?:the )?passage|passage \d|internal (?:note|use|only)|confidential instructions|openai|anthropic|chatgpt|claude|bedrock|gpt-?\d|llama)\b/;
const TAGS =
  /<\/?(?:passages?|receipts?|history|question|topics?|system|assistant|user|instructions?)\b|\b(?:citations|"?sure"?)"?\s*:\s*(?:\[|true|false)|\[(?:inst|\/inst|system)\]|<\|\w+\|>|\b(?:system|assistant|user):\s/i;
const PASSAGE_ID = /\b[a-z0-9][a-z0-9-]*#[a-z0-9-]+-\d+\b/i;
const SECRET =
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\barn:aws[\w-]*:\S+|\bsk[-_](?:live|test|proj|ant)?[-_]?\w{10,}|\beyJ[\w-]{8,}\.[\w-]{8,}|-----BEGIN [A-Z ]+-----|\bx-api-key\b|\b(?:password|passwd|secret|api[ _-]?key|token)\s*(?:is|=|:)\s*["']?[^\s"'.,;]*\d\S*|\b[A-Za-z0-9+/_-]{40,}={0,2}(?![\w/])/;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/;

/** A card number: 13 to 19 digits that pass the Luhn check. Never repeated, even to the one who wrote it. */
function cardNumber(text: string): string | undefined {
  return [...text.matchAll(/(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g)]
    .map(match => match[0])
    .find(found => {
      const digits = found.replace(/\D/g, '');
      let sum = 0;
      for (let n = 0; n < digits.length; n++) {
        let digit = Number(digits[digits.length - 1 - n]);
        if (n % 2) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
        sum += digit;
      }
      return sum % 10 === 0;
    });
}

/** Six words in a row of our own rules are no coincidence. */
const RULE_PIECES = new Set(
  ANSWER_RULES.flatMap(rule => {
    const all = fold(rule).match(/[\p{L}\p{N}]+/gu) ?? [];
    return all.slice(5).map((_, n) => all.slice(n, n + 6).join(' '));
  }),
);

function ruleRepeated(folded: string): string | undefined {
  const all = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  for (let n = 0; n + 6 <= all.length; n++) {
    const piece = all.slice(n, n + 6).join(' ');
    if (RULE_PIECES.has(piece)) return piece;
  }
  return undefined;
}

/** A reply still in its wrapping: a customer gets sentences, not data. */
const DATA = /^\s*[{[]\s*["'{[]|"(?:answer|citations|sure)"\s*:/;

/** Instructions, ids, secrets and card numbers don't leave the house. */
export function leakRule(reading: Reading): Refusal[] {
  const { text, citations } = reading.input.draft;
  const folded = fold(text);
  const inside = INSIDE.exec(folded)?.[0];
  const found =
    (inside && !reading.given.includes(inside) ? inside : undefined) ??
    TAGS.exec(text)?.[0] ??
    DATA.exec(text)?.[0] ??
    citations.find(id => id.length > 3 && text.includes(id)) ??
    PASSAGE_ID.exec(text.replace(/https?:\S+/g, ' '))?.[0] ??
    (SECRET.test(text.replace(/https?:\S+/g, ' ')) ? 'what looks like a key or password' : undefined) ??
    (cardNumber(text) ? 'a card number' : undefined) ??
    (IBAN.test(text) && !reading.given.includes(fold(IBAN.exec(text)![0]))
      ? 'an account number'
      : undefined) ??
    ruleRepeated(folded) ??
    (hasUnseen(text) ? 'characters nobody sees' : undefined);
  return found ? [{ rule: 'leak', detail: found }] : [];
}
