import type { Refusal, Verdict, VerifyInput } from './contract.ts';
import { languageOf } from '../triage/signals/language.ts';
import { LENGTHS } from './length.ts';
import { readDraft, type Reading } from './reading.ts';
import { factsRule } from './rules/facts.ts';
import { leakRule } from './rules/leaks.ts';
import { linkRule } from './rules/links.ts';
import { polarityRule } from './rules/polarity.ts';
import { promiseRule } from './rules/promises.ts';
import { supportRule } from './rules/support.ts';
import { adviceRule, forbiddenRule, subjectRule } from './rules/words.ts';

function lengthRule(input: VerifyInput): Refusal[] {
  const most = LENGTHS[input.channel];
  const length = input.draft.text.length;
  return length > most
    ? [{ rule: 'length', detail: `${length} of ${most} characters (${input.channel})` }]
    : [];
}

/** What can't be read aloud: links, list marks, symbols. A dialog's masked address becomes words before it is spoken. */
const UNSPEAKABLE = /https?:\/\/|www\.|[*#_`|<>[\]{}]|^\s*[-•]\s/m;
function channelRule({ input }: Reading): Refusal[] {
  const spoken = input.channel === 'voice' && input.draft.source !== 'dialog';
  const found = spoken ? UNSPEAKABLE.exec(input.draft.text) : null;
  return found ? [{ rule: 'channel', detail: `"${found[0].trim()}" can't be said on the phone` }] : [];
}

/** Cited ids must exist; what claims something must cite something or have a receipt. */
function citationRule({ input, claims, sources }: Reading): Refusal[] {
  const known = new Set(input.passages.map(passage => passage.id));
  const unknown = input.draft.citations.filter(id => !known.has(id));
  if (unknown.length) return unknown.map(id => ({ rule: 'citation', detail: id }));
  if (claims.length && !sources.length && input.draft.source !== 'dialog')
    return [{ rule: 'citation', detail: 'nothing is cited' }];
  return [];
}

/** Words from which on a language can be told; fewer may all be names. */
const SHORTEST_TOLD = 4;

/**
 * A language that shows clearly and isn't the one asked for. Names and short replies tell nothing, and words that all stand
 * in passages of the right language are of that language.
 */
function languageRule({ input, claims, sources, language }: Reading): Refusal[] {
  if (input.draft.source === 'dialog') return [];
  const text = claims.map(claim => claim.text).join(' ');
  if (text.split(/\s+/).length < SHORTEST_TOLD) return [];
  const inLanguage = input.passages.every(passage => passage.language === language);
  const copied = claims.every(({ clauses }) =>
    clauses.every(({ stems }) => [...stems].every(one => sources.some(source => source.stems.has(one)))),
  );
  if (inLanguage && copied) return [];
  const found = languageOf(text);
  return found === 'und' || found === language
    ? []
    : [{ rule: 'language', detail: `${found} instead of ${language}` }];
}

const RULES = [
  channelRule,
  citationRule,
  forbiddenRule,
  subjectRule,
  leakRule,
  linkRule,
  promiseRule,
  factsRule,
  supportRule,
  polarityRule,
  adviceRule,
  languageRule,
];

/**
 * May this draft be sent? Pure and deterministic; every refusal names its rule and the words that broke it.
 * A `dialog` draft is the product's or the client's own wording: it isn't compared with passages and its language is the
 * client's choice, but it must still promise nothing without a receipt, leak nothing and carry no unknown link.
 */
export function verify(input: VerifyInput): Verdict {
  if (!/[\p{L}\p{N}]/u.test(input.draft.text))
    return { ok: false, refusals: [{ rule: 'empty', detail: 'no words' }] };
  // What is too long is refused unread: rules take longer than their text grows.
  const tooLong = lengthRule(input);
  if (tooLong.length) return { ok: false, refusals: tooLong };
  const reading = readDraft(cut(input));
  const refusals = RULES.flatMap(rule => rule(reading));
  return refusals.length ? { ok: false, refusals } : { ok: true };
}

/** Characters of what the customer wrote that count as their own words. */
const OWN_WORDS = 6_000;
const cut = (input: VerifyInput): VerifyInput => ({
  ...input,
  question: input.question.slice(0, OWN_WORDS),
  history: input.history?.map(text => text.slice(0, OWN_WORDS)),
});
