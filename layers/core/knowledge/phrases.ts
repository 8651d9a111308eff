import { stem } from './stem.ts';

/** Said in several words, meant as one; applied to what is indexed and what is asked. */
const PHRASES: [RegExp, string][] = [
  [/\b(?:log|sign|logg|signn?)(?:ing|ed|s)?[ -]?(?:in|on)(?:to)?\b/g, 'login'],
  [/\b(?:log|sign)(?:ging|ged|ing|ed|s)?[ -]?(?:out|off)\b/g, 'logout'],
  [/\b(?:get|gets|getting|got) rid of\b/g, 'remove'],
  [/\b(?:tak(?:e|es|ing)|took) (?:back|off)\b/g, 'remove'],
  [/\bmoney back\b/g, 'refund'],
  [/\bcheck(?:ing|ed|s)?[ -]in\b/g, 'checkin'],
  [/\bcheck(?:ing|ed|s)?[ -]out\b/g, 'checkout'],
  [/\b(?:send|sent|sending|give|giving|bring|bringing) (?:[a-z]+ ){0,2}back\b/g, 'return'],
  [/\bback(?:ing|ed)?[ -]?up\b/g, 'backup'],
  [/\b(?:sign|signing|signed)[ -]?up\b/g, 'register'],
  [/\bset(?:ting)?[ -]?up\b/g, 'setup configure'],
  [/\b(?:turn|turning|turned|switch|switching|switched) off\b/g, 'disable'],
  [/\b(?:turn|turning|turned|switch|switching|switched) on\b/g, 'enable'],
  [/\bfind(?:ing)? out\b/g, 'determine'],
  [/\bopening (?:hours|times?)\b/g, 'hours open'],
  [/\be[ -]mail(s|ed|ing)?\b/g, 'email$1'],
  [/\bweb[ -]?sites?\b/g, 'website'],
  [/\bpost code\b|\bzip code\b|\bpostal code\b/g, 'postcode'],
  [/\bcell[ -]?phone\b|\bmobile phone\b/g, 'phone'],
  [/\bcall(?:ed|ing)? off\b/g, 'cancel'],
];

/** What a kind of question looks for, beside its words. */
const ASKS: [RegExp, string[]][] = [
  [/\bhow (?:much|expensive)\b|\bwhat (?:does|do|would) \w+ cost\b/, ['price', 'cost', 'fee', 'charge']],
  [/\bhow (?:long|soon|quickly|fast)\b/, ['day', 'hour', 'week', 'time', 'takes']],
  [/\b(?:when|what time|until when|by when)\b/, ['time', 'date', 'hours', 'day']],
  [/\bwhere\b/, ['address', 'location', 'place']],
  [/\bhow (?:many|often)\b/, ['number', 'limit', 'times', 'maximum']],
];

/** Folded text with phrases replaced by the word they mean. */
export function joinPhrases(folded: string): string {
  return PHRASES.reduce((text, [phrase, word]) => text.replace(phrase, word), folded);
}

/** Stems of what the question asks for: "how much" → price, cost, fee. */
export function askedFor(folded: string): string[] {
  return ASKS.flatMap(([pattern, found]) => (pattern.test(folded) ? found.map(word => stem(word)) : []));
}
