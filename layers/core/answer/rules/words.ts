import { fold } from '../../knowledge/words.ts';
import type { Refusal } from '../contract.ts';
import type { Reading } from '../reading.ts';

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Words the brand never uses, as whole words, whatever their case and accents. */
export function forbiddenRule({ input }: Reading): Refusal[] {
  const text = fold(input.draft.text);
  return input.brand.forbidden
    .filter(word => {
      const folded = fold(word).trim();
      return folded && new RegExp(`(?<![\\p{L}\\p{N}])${escape(folded)}(?![\\p{L}\\p{N}])`, 'u').test(text);
    })
    .map(word => ({ rule: 'forbidden', detail: word }));
}

const ADVICE = [
  /\b(?:you (?:should|could|can|may|might) (?:want to )?(?:sue|take (?:them|us|him|her|it) to court|press charges|claim damages)|legally (?:entitled|obliged|required|binding|liable)|(?:your|a) (?:legal|statutory) rights?|breach of contract|(?:is|are|its) (?:il)?legal (?:to|for|in)|in my (?:legal|medical|professional) opinion|grounds for (?:a )?(?:lawsuit|claim)|you have a (?:strong |good )?case)\b/,
  /\b(?:diagnos\w+|(?:take|increase|reduce|double|skip|stop taking) (?:your |the |a |an )?(?:\w+ )?(?:dos(?:e|age)|medication|medicine|pills?|tablets?)|\d+ ?(?:mg|milligrams?) |symptoms? (?:suggests?|indicates?|means?|of)|you (?:probably |likely |might |may )?(?:have|suffer from) (?:an? )?(?:allergy|infection|depression|anxiety|concussion|fracture)|safe to (?:take|drink|eat|mix) (?:it|this|that|them)? ?(?:with|while|during|if))\b/,
  /\b(?:you should (?:invest|buy (?:shares|stocks?|bitcoin|crypto)|sell your (?:shares|stocks?)|refinance)|(?:good|safe|great) investment|tax[- ]deductible|avoid (?:paying )?tax(?:es)?|guaranteed returns?)\b/,
  /\b(?:rechtsanspruch|verklagen|rechtlich verpflichtet|schadenersatz fordern|droit legal|poursuivre en justice|demandar|derecho legal|fare causa|diritto legale)\b/,
];

/** Legal, medical and financial advice, unless a cited passage says the very same. */
export function adviceRule(reading: Reading): Refusal[] {
  const folded = fold(reading.input.draft.text);
  return ADVICE.flatMap(pattern => {
    const found = pattern.exec(folded);
    return found && !reading.given.includes(found[0].trim()) ? [{ rule: 'advice', detail: found[0] }] : [];
  });
}
