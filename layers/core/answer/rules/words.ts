import { fold } from '../../knowledge/words.ts';
import { ADVICE as ADVICE_KINDS, type Advice } from '../../domain/config/answers.ts';
import type { Refusal } from '../contract.ts';
import type { Reading } from '../reading.ts';

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const holds = (folded: string, word: string) => {
  const wanted = fold(word).trim();
  return (
    wanted !== '' && new RegExp(`(?<![\\p{L}\\p{N}])${escape(wanted)}(?![\\p{L}\\p{N}])`, 'u').test(folded)
  );
};

/** Words the brand never uses, as whole words, whatever their case and accents. */
export function forbiddenRule({ input }: Reading): Refusal[] {
  const text = fold(input.draft.text);
  return input.brand.forbidden
    .filter(word => holds(text, word))
    .map(word => ({ rule: 'forbidden', detail: word }));
}

/** Subjects the client leaves to people, whatever a passage says of them. The client's own dialogs may name them. */
export function subjectRule({ input }: Reading): Refusal[] {
  if (input.draft.source === 'dialog') return [];
  const text = fold(input.draft.text);
  return (input.subjectsToLeave ?? [])
    .filter(
      ({ words, pattern }) =>
        words.some(word => holds(text, word)) ||
        (pattern !== undefined && new RegExp(pattern, 'iu').test(input.draft.text)),
    )
    .map(({ id }) => ({ rule: 'subject', detail: id }));
}

const ADVICE: [Advice, RegExp][] = [
  [
    'legal',
    /\b(?:you (?:should|could|can|may|might) (?:want to )?(?:sue|take (?:them|us|him|her|it) to court|press charges|claim damages)|legally (?:entitled|obliged|required|binding|liable)|(?:your|a) (?:legal|statutory) rights?|breach of contract|(?:is|are|its) (?:il)?legal (?:to|for|in)|in my (?:legal|medical|professional) opinion|grounds for (?:a )?(?:lawsuit|claim)|you have a (?:strong |good )?case)\b/,
  ],
  [
    'medical',
    /\b(?:diagnos\w+|(?:take|increase|reduce|double|skip|stop taking) (?:your |the |a |an )?(?:\w+ )?(?:dos(?:e|age)|medication|medicine|pills?|tablets?)|\d+ ?(?:mg|milligrams?) |symptoms? (?:suggests?|indicates?|means?|of)|you (?:probably |likely |might |may )?(?:have|suffer from) (?:an? )?(?:allergy|infection|depression|anxiety|concussion|fracture)|safe to (?:take|drink|eat|mix) (?:it|this|that|them)? ?(?:with|while|during|if))\b/,
  ],
  [
    'financial',
    /\b(?:you should (?:invest|buy (?:shares|stocks?|bitcoin|crypto)|sell your (?:shares|stocks?)|refinance)|(?:good|safe|great) investment|tax[- ]deductible|avoid (?:paying )?tax(?:es)?|guaranteed returns?)\b/,
  ],
  [
    'legal',
    /\b(?:rechtsanspruch|verklagen|rechtlich verpflichtet|schadenersatz fordern|droit legal|poursuivre en justice|demandar|derecho legal|fare causa|diritto legale)\b/,
  ],
  [
    'legal',
    /\b(?:you (?:are|re|may be|could be) entitled to (?:compensation|damages)|(?:claim|demand) (?:compensation|damages)|(?:that|this|the) (?:clause|contract|term) is (?:void|invalid|unlawful)|by law (?:\w+ ){0,3}must|small claims court)\b/,
  ],
  [
    'medical',
    /\b(?:take|use|apply) (?:an? |some |two |three )?(?:aspirin|ibuprofen|paracetamol|painkillers?|antibiotics?)\b/,
  ],
  ['financial', /\b(?:declare|deduct) (?:it|this|that|the [a-z]+) (?:as income|in your tax|from your tax)/],
];

/** Legal, medical and financial advice where the client leaves it, unless a cited passage says the very same. */
export function adviceRule(reading: Reading): Refusal[] {
  const folded = fold(reading.input.draft.text);
  const left = reading.input.adviceToLeave ?? ADVICE_KINDS;
  return ADVICE.filter(([kind]) => left.includes(kind)).flatMap(([, pattern]) => {
    const found = pattern.exec(folded);
    return found && !reading.given.includes(found[0].trim()) ? [{ rule: 'advice', detail: found[0] }] : [];
  });
}
