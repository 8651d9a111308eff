import { stem } from '../knowledge/stem.ts';
import { inFigures, isNumberWord } from './spokenNumbers.ts';
import { joinPhrases } from '../knowledge/phrases.ts';
import { relatedStems } from '../knowledge/related.ts';
import { fold, isGrammar } from '../knowledge/words.ts';
import type { VerifyInput } from './contract.ts';
import { FIXED_DIALOG_LINES, withoutCodeLines } from './action/lines.ts';
import { givesOrders } from '../knowledge/orders.ts';
import { splitClauses, splitSentences } from './sentences.ts';

/** A stretch of text with the stems of its words of subject. */
export interface Stretch {
  text: string;
  stems: Set<string>;
  /** Stems of all its words, "before" and "with" too. */
  all: Set<string>;
  /** Stems before the first verb of a kind: what the stretch speaks of. */
  about: Set<string>;
  /** Whether a "not" or "never" stands in it. */
  denied: boolean;
}

/** Where a claim may come from: one cited passage or one receipt. */
export interface Source {
  kind: 'passage' | 'receipt';
  text: string;
  folded: string;
  stems: Set<string>;
  /** Of title and heading alone. */
  heading: Set<string>;
  sentences: Stretch[];
  clauses: Stretch[];
}

/** A draft read once, for all rules. */
export interface Reading {
  input: VerifyInput;
  /** Sentences that claim something: those of the house and mere courtesy left out. */
  claims: { text: string; folded: string; clauses: Stretch[] }[];
  sources: Source[];
  /** Everything a fact may be copied from, folded: passages, receipts, brand, house lines. */
  given: string;
  /** The customer's own words, folded. */
  said: string;
  language: string;
}

const DENIES: Record<string, RegExp> = {
  en: /\b(?:not|no|never|cannot|cant|wont|dont|doesnt|didnt|isnt|arent|wasnt|werent|couldnt|shouldnt|mustnt|neednt|havent|hasnt|nor|neither|none|nothing|unable|impossible|refuse[sd]?|forbidden|prohibited|excluded)\b|\bnon[- ]/g,
  de: /\b(?:nicht|nie|niemals|kein\w*|weder|unmoglich|ausgeschlossen)\b/g,
  fr: /\b(?:ne|n|jamais|aucun\w*|ni|impossible|exclus?)\b/g,
  es: /\b(?:no|nunca|jamas|ningun\w*|ni|imposible)\b/g,
  it: /\b(?:non|mai|nessun\w*|impossibile)\b/g,
};

/** "no more than", "not only", "no matter": they deny nothing. */
const EMPTY_DENIAL =
  /\b(?:no more than|no later than|not only|no matter|no problem|no longer than|why not|nicht nur|pas seulement|no solo|non solo)\b/g;

/** Two denials in one clause make none ("is not excluded"). */
export function denies(folded: string, language: string): boolean {
  const found = folded
    .replace(EMPTY_DENIAL, ' ')
    // "neither fee nor interest" is one denial.
    .replace(/\bneither\b(?=.*\bnor\b)/g, ' ')
    .match(DENIES[language] ?? DENIES.en!);
  return (found?.length ?? 0) % 2 === 1;
}

/** Stems of an answer that carry no claim of their own; made with the first answer, since stemming takes longer than loading. */
let neutral: Set<string> | undefined;
const isNeutral = (one: string) => (neutral ??= neutralStems()).has(one);

function neutralStems(): Set<string> {
  const words = `please simply just note yes sure also able possible follow step here happen order sorry happy glad question answer inform
   let know way use using used make sure first second then next finally however usually normally generally case long up
   nobody somebody anybody everybody someone anyone everyone something anything everything nothing never every since between
   extra further after before within once until during over under least most start begin work mean find
   bitte einfach ja gerne hier auch dann zuerst voici oui simplement aqui si ecco certo`;
  const stems = new Set(words.split(/\s+/).map(word => stem(word)));
  stems.delete(stem('order'));
  return stems;
}

/** Ways of saying that something is free. */
const FREE =
  /\bfree of (?:charge|cost)\b|\b(?:costs?|pays?) (?:you )?nothing\b|\bat no (?:extra |additional )?(?:cost|charge)\b|\bwithout (?:charge|cost)\b/g;

export function subjectStems(text: string, language: string): string[] {
  const folded = language === 'en' ? joinPhrases(inFigures(fold(text)).replace(FREE, 'free')) : fold(text);
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter(word => !isGrammar(word, language) && !/^\d/.test(word) && word.length > 1 && !isNumberWord(word))
    .map(word => stem(word, language))
    .filter(one => !isNeutral(one));
}

const VERB =
  /\b(?:can|cannot|cant|may|must|might|could|should|will|wont|would|is|are|isnt|arent|was|were|has|have|do|does|dont|doesnt|means?|pays?|gets?|stays?|takes?|costs?|needs?|arrives?|includes?|covers?|stops?|saves?|sind|ist|kann|konnen|wird|werden|est|sont|peut|peuvent|es|son|puede|pueden|e|sono|puo|possono)\b/;

export function stretch(text: string, language: string): Stretch {
  const folded = fold(text);
  const verb = VERB.exec(folded);
  return {
    text,
    stems: new Set(subjectStems(text, language)),
    all: new Set((folded.match(/[\p{L}\p{N}]+/gu) ?? []).map(word => stem(word, language))),
    about: new Set(verb ? subjectStems(folded.slice(0, verb.index), language) : []),
    denied: denies(folded, language),
  };
}

/** Whether a stem stands in a set: 1 itself, less a word used for it, 0 not. */
export function stands(one: string, among: ReadonlySet<string>, language: string): number {
  if (among.has(one)) return 1;
  if (language !== 'en') {
    // Light stems differ in endings and compounds ("Rückgabefrist", "Frist").
    for (const other of among)
      if (one.length >= 5 && other.length >= 5 && (one.startsWith(other) || other.startsWith(one)))
        return 0.9;
    return 0;
  }
  for (const other of relatedStems(one) ?? []) if (among.has(other)) return 0.75;
  // "register" and "registration" have stems of their own.
  if (one.length >= 6)
    for (const other of among)
      if (other.length >= 6 && (one.startsWith(other) || other.startsWith(one))) return 0.75;
  return 0;
}

/** "Points can't be sold or given away": what follows the "or" is denied too. */
function denialsCarried(clauses: string[], language: string): string[] {
  return clauses.map((clause, n) =>
    /^(?:or|nor|oder|noch|ou|ni|o)\s/i.test(clause) &&
    n > 0 &&
    denies(fold(clauses[n - 1]!), language) &&
    !denies(fold(clause), language)
      ? `${clause} ${NOT[language] ?? NOT.en}`
      : clause,
  );
}
const NOT: Record<string, string> = { en: 'not', de: 'nicht', fr: 'jamais', es: 'nunca', it: 'mai' };

/** `heading` counts among the words, but states nothing. */
function readSource(kind: Source['kind'], whole: string, language: string, heading = ''): Source {
  const sentences = splitSentences(whole).filter(sentence => !givesOrders(sentence));
  const text = sentences.join('\n');
  return {
    kind,
    text: `${heading}\n${text}`,
    folded: fold(text),
    stems: new Set(subjectStems(`${heading}\n${text}`, language)),
    heading: new Set(subjectStems(heading, language)),
    sentences: sentences.map(sentence => stretch(sentence, language)),
    clauses: sentences
      .flatMap(sentence => denialsCarried(splitClauses(sentence), language))
      // "To change your address, …" names an aim and states nothing of it.
      .filter(clause => !/^to \p{L}/iu.test(clause))
      .map(clause => stretch(clause, language)),
  };
}

/** Politeness and framing; nothing is claimed, so nothing must be cited. */
const COURTESY = [
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^.!?]{0,30}[,.!]?$/,
  /^(?:thanks?|thank you)\b(?: (?:you|so much|very much|a lot))?(?: for (?:your (?:message|patience|question|e-?mail|understanding|order)|(?:asking|reaching out|getting in touch|contacting us|letting us know|writing(?: to us)?|waiting)))?[.!]?$/,
  /^(?:of course|certainly|sure|sure thing|absolutely|no problem|yes|no|great question|good question|happy to help|id be happy to help(?: (?:you )?with that)?|i can help(?: you)?(?: with (?:that|this))?|youre welcome|my pleasure)[.!]?$/,
  /^(?:im|i am|were|we are) (?:so |very |really )?sorry(?: (?:to hear (?:that|this|about (?:that|this|it|the trouble|your trouble))|about (?:that|this)|for (?:that|the (?:trouble|inconvenience|delay|wait|confusion)|any (?:trouble|inconvenience))))?[.!]?$/,
  /^(?:i|we) apologi[sz]e(?: for (?:that|the (?:inconvenience|trouble|delay|wait|confusion)|any inconvenience))?[.!]?$/,
  /^(?:i|we) (?:understand|know) (?:that |this |how )?(?:this|that|it)?(?: is| can be| must be)? ?(?:very |really )?(?:frustrating|annoying|stressful|upsetting|disappointing|inconvenient)?(?: this (?:is|can be|must be))?[.!]?$/,
  /^(?:here(?:s| is) how(?: (?:it works|to do (?:it|that|this)|you (?:can )?do (?:it|that|this)))?|here are the steps|follow these steps|you can do (?:it|that|this) (?:like this|as follows|in a few steps)|to do (?:so|this|that))\s?[.:!]?$/,
  /^(?:please )?(?:let me know|feel free to (?:ask|write)|just (?:ask|write))(?: (?:if|should) (?:you|there is|theres|anything)[^.!?]{0,60})?[.!]?$/,
  /^if you have (?:any )?(?:more|other|further|additional)? ?questions,? (?:please )?(?:let me know|just ask|feel free to ask|im here|i am here)(?: to help)?[.!]?$/,
  /^(?:is there anything else|can i help (?:you )?with anything else|anything else)[^.!?]{0,40}\?$/,
  /^(?:i|we) hope (?:this|that) (?:helps|answers your question|clears it up)[.!]?$/,
  /^please try (?:it )?again(?: (?:later|then|after that|in a (?:moment|while)))?[.!]?$/,
  /^(?:have|enjoy) (?:a|your) (?:nice|great|good|lovely)? ?(?:day|evening|weekend)[.!]?$/,
  /^(?:kind|best|warm) regards,?$/,
  /^(?:gerne|naturlich|kein problem|guten tag|hallo|vielen dank(?: fur (?:ihre|deine) (?:nachricht|anfrage|geduld))?|danke(?: fur (?:ihre|deine) (?:nachricht|anfrage|geduld))?|das tut (?:mir|uns) leid|es tut (?:mir|uns) leid|ja|nein)[.!,]?$/,
  /^(?:bonjour|merci(?: (?:beaucoup|pour votre (?:message|patience|question)))?|bien sur|avec plaisir|je suis desole(?:e)?|nous sommes desoles|oui|non)[.!,]?$/,
  /^(?:hola|gracias(?: por su (?:mensaje|paciencia|consulta))?|por supuesto|claro|con gusto|lo (?:siento|sentimos)|si|no)[.!,]?$/,
  /^(?:buongiorno|grazie(?: per (?:il suo messaggio|la pazienza))?|certo|certamente|volentieri|mi dispiace|ci dispiace|si|no)[.!,]?$/,
];

const bare = (text: string) => fold(text).replace(/\s+/g, ' ').trim();
export const isCourtesy = (sentence: string) => COURTESY.some(pattern => pattern.test(bare(sentence)));

/** Reads the draft and what it may rest on. Only passages that the draft cites count. */
export function readDraft(input: VerifyInput): Reading {
  const { draft, passages, language } = input;
  const lines = draft.source === 'dialog' ? [...input.houseLines, ...FIXED_DIALOG_LINES] : input.houseLines;
  const house = new Set(lines.flatMap(line => [line, ...splitSentences(line)]).map(bare));
  const cited = passages.filter(passage => draft.citations.includes(passage.id));
  const sources = [
    ...cited.map(({ title, heading, text }) =>
      readSource('passage', text, language, `${title}\n${heading ?? ''}`),
    ),
    ...draft.receipts.map(receipt => readSource('receipt', receipt.text, language)),
  ];
  const text = draft.source === 'dialog' ? withoutCodeLines(draft.text) : draft.text;
  const claims = splitSentences(text)
    .filter(sentence => !house.has(bare(sentence)) && !isCourtesy(sentence))
    .map(text => ({
      text,
      folded: fold(text),
      clauses: splitClauses(text).map(clause => stretch(clause, language)),
    }));
  return {
    input,
    claims,
    sources,
    given: fold([...sources.map(source => source.text), input.brand.name, ...input.houseLines].join('\n')),
    said: fold([input.question, ...(input.history ?? [])].join('\n')),
    language,
  };
}
