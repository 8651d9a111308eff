import { PERSON_WISHES } from './personWishes.ts';

const PERSON =
  '(?:(?:real|actual|live|human|physical|trained|competent|qualified|senior|different|another|other|bank|company|hotel|sales|billing|technical)\\s+)*(?:human(?:\\s+being)?|person|people|agents?|representatives?|reps?|operators?|advis[eo]rs?|assistants?(?=\\s+(?:manager|in person))|managers?|supervisors?|boss|someone|somebody|specialists?|consultants?|clerks?|receptionists?|colleagues?|employees?|staff(?:\\s+member)?|member of (?:the )?(?:staff|team)|customer (?:service|support|care)(?:\\s+(?:team|department|agent|person|rep\\w*))?|support (?:team|agent|person|staff)|help ?desk|reception|front desk|call cent(?:er|re)|team(?:\\s+member)?|anyone|anybody|service desk|management|workers?|concierge|department|office|room service)';
const ARTICLE = '(?:(?:to|with|by|at|for|me|us|a|an|any|the|your|some|one of (?:your|the))\\s+)*';
/** After a word for people: then it only says of what kind a thing is. */
const OF_A_THING =
  "(?!'|\\s+(?:sized?|samples?|tents?|bags?|readable|codes?|fees?|discounts?|rates?|manuals?)\\b)";
const REACH =
  '(?:speak(?:ing)?|talk(?:ing)?|chat(?:ting)?|connect(?:ed)?|transfer me|transferred|redirect(?:ed)?|escalate|forward(?:ed)?|switch(?:ed)?|put(?:\\s+me)?\\s+(?:through|on|in touch)|pass(?:ed)?(?:\\s+(?:me|this|it))?(?:\\s+(?:on|over))?|hand(?:ed)?\\s+(?:me|this|it|over)(?:\\s+over)?|get\\s+(?:me|in touch|hold of|through|put through)|give\\s+me|reach|contact|call|phone|ring|find me|bring(?:\\s+(?:me|in))?|involve|refer(?:\\s+me)?|let me (?:speak|talk|chat))';

/** Patterns over words in lower case, single spaces, no punctuation; each with what it stands for. */
const ASKS: [RegExp, string][] = [
  [
    new RegExp(
      `\\b${REACH}(?:\\s+(?:me|us|this|now|directly|instead|straight|over|please|again|case))*\\s+${ARTICLE}${PERSON}\\b${OF_A_THING}`,
    ),
    'asks to reach a person',
  ],
  [
    new RegExp(
      `\\b(?:want|need|like|prefer|require|demand|wanna|gimme|asked for|asking for|rather have|is there|are there|can i get|can i have|could i have|could i get|may i have)\\s+${ARTICLE}(?:(?:real|actual|live|human|physical)\\s+)+(?:person|human|agent|being|representative|operator|support|help|assistance|people|rep)\\b`,
    ),
    'asks for a real person',
  ],
  [
    new RegExp(
      `\\b(?:want|need|like|demand|wanna|gimme|get|can i get|can i have)\\s+(?:a|an|the|your|some)\\s+(?:human|agent|representative|operator|manager|supervisor|advis[eo]r|customer service (?:agent|rep\\w*))\\b${OF_A_THING}`,
    ),
    'asks for a person',
  ],
  [
    /^(?:(?:please|pls|a|an|the|just|hi|hello|ok|no|now|only|live|real|human|actual|customer service)\s+)*(?:agent|human|person|representative|rep|operator|manager|supervisor|advis[eo]r|receptionist|customer service|real person|human being|someone real)(?:\s+(?:please|pls|now|asap|thanks|thank you))*$/,
    'names a person and nothing else',
  ],
  [
    /\b(?!(?<=\b(?:am|i'm|are|you're|we're|is|it's) )not (?:a|an|the|your|some) )(?:not|don't|do not|stop|no more|instead of|rather than|hate|tired of|sick of|fed up with|enough of)\s+(?:want(?:ing)?\s+)?(?:to\s+)?(?:speak(?:ing)?|talk(?:ing)?|chat(?:ting)?|deal(?:ing)?|write|writing|typing|waste|wasting|communicat\w+)?(?:\s+my time)?\s*(?:to|with|on)?\s*(?:a|an|the|this|your|stupid|these|some|another)*\s*(?:stupid|dumb|useless|automated|fucking|bloody)?\s*(?:bots?|robots?|machines?|computers?|chatbots?|virtual assistants?|automated (?:system|service|messages?|replies)|ai)\b/,
    'does not want a machine',
  ],
  [
    /\b(?:someone|somebody|a person|a human|an agent|anyone) (?:else )?(?:can|could|to|should|must|please|needs? to|who can) (?:please )?(?:call|phone|ring|contact|help|assist|speak|talk|get back)/,
    'asks that someone helps',
  ],
  [
    /\b(?:get|find|have|bring|is there|can|could) (?:me )?(?:someone|somebody|anyone|anybody)(?: else)? (?:else(?! (?:use|sign|collect|pick|receive|accept|pay|order|open|return|wear|log|buy|book|claim))|on the (?:line|phone)|available|there|to (?:help|talk|speak|look|take|sort|assist)|(?:please )?(?:take a look|take over|look (?:at|into)))|\b(?:can|could) (?:someone|somebody) else (?:please )?(?:help|assist)/,
    'asks that someone else takes over',
  ],
  [
    /\b(?:don't|do not|not) (?:\S+ ){0,2}(?:comfortable|happy|ok|okay|like|trust) (?:\S+ ){0,7}(?:machine|bot|robot|computer|chatbot)\b|\bwast(?:e|ing) (?:\S+ ){0,4}(?:machine|bot|robot|computer|chatbot)\b|\b(?:don't|do not) want to (?:talk|speak|chat) (?:to|with) you\b/,
    'does not want a machine',
  ],
  [
    /^(?:\S+ ){0,3}(?:transfer|connect|put) me (?:through )?(?:to|with) \S+|^(?:(?:i|please|can|could|may|i'd|like|want|need|would|just|yeah|hi|hello) ){0,4}(?:to )?(?:speak|talk) (?:directly )?(?:to|with) the \S+$/,
    'asks to be put through',
  ],
  [
    /\b(?:call|phone|ring) me (?:back|please|now|asap|today|tomorrow|directly|on (?:my )?(?:#|mobile|cell|phone|number))|\b(?:please|can you|could you) (?:call|phone|ring) me(?: back)?$/,
    'asks to be called',
  ],
  [
    /\b(?:human|live|real|personal) (?:assistance|help|support|contact|service|chat|interaction)\b/,
    'asks for human help',
  ],
  [
    /\b(?:mit|an|von) (?:\w+ ){0,3}(?:menschen?|mitarbeiter(?:in)?|person|berater(?:in)?|kundendienst|kundenservice|vorgesetzten|jemand\w*|sachbearbeiter(?:in)?)\b.*\b(?:sprechen|reden|verbinden|verbunden|weiterleiten|telefonieren|verbinde\w*)|\b(?:verbinden|verbinde) sie mich|\bechte[nrs]? (?:menschen?|person|mitarbeiter)/,
    'fragt nach einem Menschen',
  ],
  [
    /\b(?:parler|discuter|joindre|contacter|echanger|transfer\w+|(?:me|nous) passer)\b.*\b(?:conseill\w+|humain|quelqu'un|personne|operateur|agent|responsable|superieur|service client)\b|\b(?:vrai|veritable) (?:personne|humain|conseiller)|\bun humain\b/,
    'demande une personne',
  ],
  [
    /\b(?:hablar|comunicar\w*|contactar|pasar\w*|transfier\w+|transferir\w*|atienda)\b.*\b(?:persona|agente|humano|alguien|operador\w*|asesor\w*|representante|encargad[oa]|supervisor\w*|gerente)\b|\b(?:persona|humano) real\b|\bagente humano\b/,
    'pide una persona',
  ],
  [
    /\b(?:parlare|parlo|contattare|passar\w+|passi|passatemi|mettere in contatto|trasferi\w+)\b.*\b(?:operatore|operatrice|persona|umano|qualcuno|responsabile|addetto|consulente|assistenza clienti)\b|\bpersona (?:vera|reale)|\boperatore umano/,
    'chiede una persona',
  ],
  [
    /\b(?:falar|conversar|transferir|transfira|passar|contatar)\b.*\b(?:atendente|pessoa|humano|alguem|operador\w*|gerente|responsavel|assistente humano|supervisor\w*)\b|\b(?:pessoa real|atendente humano)\b/,
    'pede uma pessoa',
  ],
  [
    /\b(?:spreken|praten|verbinden|doorverbinden|doorverbonden|contact)\b.*\b(?:medewerker|mens|persoon|iemand|manager|leidinggevende|klantenservice)\b|\b(?:medewerker|mens|persoon|iemand|manager)\b.*\b(?:spreken|praten|doorverbinden)\b|\bechte? (?:mens|persoon|medewerker)/,
    'vraagt om een mens',
  ],
  ...PERSON_WISHES,
];

/** Contact with people that is told, refused or asked about rather than wanted. */
const TOLD: RegExp[] = [
  /\b(?:spoke|talked|chatted|was (?:speaking|talking|chatting)|have (?:spoken|talked)|i've (?:spoken|talked)|had (?:a )?(?:chat|call)) (?:to|with)\b/,
  /\b(?:no need|don't need|do not need|don't want|do not want|needn't|without|not necessary|no reason|rather not|avoid) (?:to )?(?:be |having to |me )?(?:(?:speak|talk|chat)(?! (?:to|with) (?:you|a bot|a machine|a robot|this|machines|bots))|call|contact|a (?:human|person|agent)|connected|transferred|an agent|speaking|talking|calling)/,
];

/** What in the message asks for a human being, in words; undefined when nothing does. `words` as `wordsOf` gives them. */
export function personAskedFor(words: readonly string[]): string | undefined {
  const line = words.filter(word => !word.startsWith('@')).join(' ');
  const found = ASKS.find(([pattern]) => pattern.test(line));
  if (!found) return undefined;
  const told = TOLD.reduce(
    (rest, pattern) => rest.replace(new RegExp(`${pattern.source}(?:\\s+\\S+){0,6}`, 'g'), ' '),
    line,
  );
  if (told !== line && !ASKS.some(([pattern]) => pattern.test(told.trim()))) return undefined;
  return found[1];
}
