import type { Act } from '../../domain/triage.ts';
import { ACT_OF, FILLERS, type Courtesy } from './courtesies.ts';

export interface ActFound {
  act: Act;
  reasons: string[];
}

/** What the whole counts as when several acts meet: leaving beats thanking beats answering beats greeting. */
const PRECEDENCE: Courtesy[] = ['goodbye', 'no', 'thanks', 'yes', 'greeting'];
const LONGEST_PHRASE = 5;
/** A longer message always says something of its own. */
const MOST_WORDS = 14;

/** An act other than `enquiry` needs the whole message to be courtesy: "hi, where is my order?" is an enquiry. */
export function actOf(words: readonly string[]): ActFound {
  if (!words.some(word => /[\p{L}\p{N}]/u.test(word)) && !words.some(word => ACT_OF.has(word)))
    return { act: 'empty', reasons: ['the message has no words'] };
  if (words.length > MOST_WORDS) return { act: 'enquiry', reasons: [] };
  const found = new Map<Courtesy, string>();
  for (let i = 0; i < words.length;) {
    const length = phraseLength(words, i);
    if (length === 0) {
      if (!FILLERS.has(words[i] as string)) return { act: 'enquiry', reasons: [] };
      i += 1;
      continue;
    }
    const phrase = words.slice(i, i + length).join(' ');
    const act = ACT_OF.get(phrase) as Courtesy;
    if (!found.has(act)) found.set(act, phrase);
    i += length;
  }
  const act = precedent(found);
  if (!act) return { act: 'enquiry', reasons: [] };
  return { act, reasons: [`"${found.get(act)}" and nothing else: ${act}`] };
}

/** "ok thanks" thanks, "no thanks" declines, "yes, thanks" agrees. */
function precedent(found: Map<Courtesy, string>): Courtesy | undefined {
  if (found.has('yes') && found.has('thanks') && !found.has('goodbye') && !found.has('no')) {
    const firm = /^(?:yes|yep|yeah|yup|yess|sure|ja|oui|si|sim)\b/.test(found.get('yes') as string);
    return firm ? 'yes' : 'thanks';
  }
  return PRECEDENCE.find(act => found.has(act));
}

function phraseLength(words: readonly string[], from: number): number {
  for (let length = Math.min(LONGEST_PHRASE, words.length - from); length > 0; length--)
    if (ACT_OF.has(words.slice(from, from + length).join(' '))) return length;
  return 0;
}
