import { COMPLEXITIES, type Complexity } from '../../domain/triage.ts';

export interface ComplexityFound {
  complexity: Complexity;
  reasons: string[];
}

const CONDITIONS =
  / (?:if|unless|although|though|however|but|except|whereas|while|depending|otherwise|instead|provided|wenn|falls|aber|obwohl|mais|sauf|pero|aunque|ma|pero|porem|mas|maar|tenzij) /g;
const EARLIER =
  / (?:(?:second|third|fourth|fifth|#1|several|many|multiple|countless) (?:time|times|attempts?|calls?|emails?|e mails?|contacts?)|already (?:\S+ ){0,2}(?:contacted|called|emailed|written|wrote|spoke|spoken|asked|reported|told|tried|complained|explained)|(?:last|previous|earlier|first) (?:ticket|case|contact|conversation|chat|agent|email|call)|(?:called|emailed|contacted|wrote|spoke) (?:\S+ ){0,4}(?:yesterday|last week|last month|days? ago|weeks? ago|before|twice|times)|(?:ticket|case|reference) (?:number|no|nr|id)|your (?:colleague|agent)s? (?:\S+ ){0,2}(?:told|said|promised)|was (?:told|promised|assured)|still (?:not|no|haven't|hasn't|waiting)|keeps? (?:happening|failing|coming back)|back and forth|promised) /;
const SPECIAL =
  / (?:legal|lawyer|contract|liability|compensation|insurance|dispute|chargeback|tax|vat|audit|gdpr|data protection|refund (?:\S+ ){0,3}(?:and|but|partial|partly)|partial(?:ly)?|split|several (?:orders|accounts|invoices)|multiple (?:orders|accounts|invoices|charges)|(?:two|three|four|#1) (?:different|separate) \S+|bug|crash(?:es|ed)?|error (?:code|message)|api|integration|migration|discrepanc\w+|doesn't (?:add up|match)|inconsistent) /;
const LONG = 45;
const VERY_LONG = 110;

/** `questions` and `topics`: how many the message holds. Never below the topic's own complexity. */
export function complexityOf(
  words: readonly string[],
  questions: number,
  topics: number,
  ofTopic: Complexity | undefined,
): ComplexityFound {
  const line = ` ${words.join(' ')} `;
  const reasons: string[] = [];
  let points = 0;
  const add = (much: number, why: string) => {
    points += much;
    reasons.push(why);
  };
  if (questions >= 3) add(2, `${questions} questions`);
  else if (questions === 2) add(1, '2 questions');
  if (topics >= 3) add(2, `${topics} topics`);
  else if (topics === 2) add(1, '2 topics');
  if (words.length > VERY_LONG) add(2, `${words.length} words`);
  else if (words.length > LONG) add(1, `${words.length} words`);
  const conditions = line.match(CONDITIONS)?.length ?? 0;
  if (conditions >= 3) add(1.5, `${conditions} conditions`);
  else if (conditions === 2) add(1, '2 conditions');
  const earlier = EARLIER.exec(line);
  if (earlier) add(1, `an earlier contact or try: "${earlier[0].trim()}"`);
  const special = SPECIAL.exec(line);
  if (special) add(1, `a matter that needs looking into: "${special[0].trim()}"`);
  const said: Complexity = points >= 3 ? 'complex' : points >= 1 ? 'moderate' : 'simple';
  const topic = ofTopic ?? 'simple';
  if (COMPLEXITIES.indexOf(topic) <= COMPLEXITIES.indexOf(said)) return { complexity: said, reasons };
  return { complexity: topic, reasons: [...reasons, `its topic is ${topic}`] };
}
