import { digitsOf, IBANS, isCardNumber, isIban } from './checkDigits.ts';

/** What a piece of text is of a person. `secret`: whoever has it can act as somebody. */
export type PersonalKind = 'email' | 'phone' | 'card' | 'iban' | 'birth' | 'address' | 'name' | 'secret';

export interface RedactionRule {
  kind: PersonalKind;
  /** Global; what is personal is the group `x`, or the whole match where there is none. */
  pattern: RegExp;
  /** What looks like it and isn't. */
  unless?: (text: string) => boolean;
}

const MONTH =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|mars|avr|juin|juil|août|déc|ene|abr|ago|dic|gen|mag|giu|lug|set|ott)[\\p{L}]{0,8}\\.?';
const DATE = `(?:\\d{1,4}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{8}|\\d{1,2}\\.?\\s(?:de\\s)?${MONTH}(?:\\s(?:de\\s)?\\d{4})?|${MONTH}\\s\\d{1,2},?\\s\\d{4})`;
/** A word of a name: a capital, then letters; `van`, `de` may stand between. */
const WORD = "\\p{Lu}[\\p{L}'’]*(?:-\\p{Lu}[\\p{L}'’]*)*\\.?";
const NAME = `${WORD}(?:\\s(?:(?:van|von|de|del|della|di|da|le|la|der|den|bin|al)\\s){0,2}${WORD}){0,3}`;
const FULL_NAME = `${WORD}(?:\\s(?:(?:van|von|de|del|della|di|da|le|la|der|den|bin|al)\\s){0,2}${WORD}){1,3}`;
/** A place behind a street: a code and a name, in either order. */
const PLACE = `(?:,?\\s(?:\\d{4,5}\\s${WORD}(?:\\s${WORD})?|${WORD}(?:\\s${WORD})?,?\\s(?:[A-Z]{2}\\s\\d{5}|[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2})))?`;
const HOUSE = '\\d{1,4}(?:\\s?[a-zA-Z](?![\\p{L}\\p{N}]))?(?:/\\d{1,4}){0,2}';

const rule = (
  kind: PersonalKind,
  source: string,
  flags = 'giu',
  unless?: RedactionRule['unless'],
): RedactionRule => ({
  kind,
  pattern: new RegExp(source, flags),
  ...(unless && { unless }),
});

/** Words that begin with a capital in a greeting or behind "I am", and are nobody's name. */
const NO_NAME =
  /^(?:customers?|sirs?|madam|team|all|there|damen|herren|herr|frau|kunde|kundin|support|not|very|so|still|just|now|here|excel|right|und|the|a|an|this|that|my|your|our|i|we|ridiculous|urgent|please|hello|hi)\b/i;

/**
 * In the order in which they are tried: a secret that holds an address is a secret. A shape that proves itself (a card's check digit, an
 * IBAN's) needs no other sign; a name, a date of birth or a password needs the words around it.
 */
export const redactionRules = (): readonly RedactionRule[] => (made ??= makeRules());

/** Made with the first text: patterns with classes of all letters take 5 ms of a cold start, and most runs log nothing. */
let made: readonly RedactionRule[] | undefined;

const makeRules = (): RedactionRule[] => [
  rule('secret', '\\bBearer\\s+(?<x>[\\w.~+/=-]{12,})'),
  rule('secret', '\\beyJ[\\w-]{6,}\\.[\\w-]{6,}(?:\\.[\\w-]*)?'),
  // Signed links, and the signed addresses that mails are answered to.
  rule(
    'secret',
    '(?<![\\w.])[hsrpfqw]\\.[\\w-]{6,64}\\.\\d{1,9}(?:-\\w{1,40})?\\.[0-9a-z]{5,9}\\.[\\w-]{16,}',
    'gu',
  ),
  rule('secret', '\\b(?:case|handoff)\\+c-[0-9a-z]{1,20}(?:\\.\\d{1,9})?\\.[a-z2-7]{16}@[\\w.-]+'),
  rule(
    'secret',
    '(?:["\'])?\\b(?:pass(?:word|wort)|passwd|secret|client[_-]?secret|api[_-]?key|x-api-key|access[_-]?token|mot de passe|contraseña)\\b(?:["\'])?\\s*(?:[:=]\\s*["\']?|\\s(?:is|ist|est|es)\\s+)(?<x>[^\\s"\',;]{4,})',
    'giu',
    text => /^(?:wrong|not|invalid|expired|missing|falsch|weg)$/i.test(text),
  ),
  rule('secret', '\\b(?:contraseña|mot de passe)\\s+(?<x>(?=\\S*\\d)\\S{4,})'),
  rule(
    'secret',
    '\\b(?:code|kod)\\b(?:\\s(?:is|lautet|ist|est|es|è))?\\s?:?\\s(?<x>\\d{3}[ -]?\\d{3})(?!\\d)(?!\\son\\b)',
    'giu',
  ),
  rule('secret', '\\b(?:PIN|TAN)\\b\\s?:?\\s?(?<x>\\d{4,8})(?!\\d)', 'gu'),
  rule('secret', '\\b(?:cvc|cvv|cvv2|kartenprüfnummer)\\b\\s?:?\\s?(?<x>\\d{3,4})(?!\\d)'),

  rule('email', "[\\p{L}\\p{N}._%+'’-]+@(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,24}", 'giu', text =>
    /^sdk@|@\d/.test(text),
  ),
  rule(
    'email',
    '[\\p{L}\\p{N}._+-]+\\s?[\\[(]\\s?(?:at|@)\\s?[\\])]\\s?[\\p{L}\\p{N}-]+(?:\\.|\\s?[\\[(]dot[\\])]\\s?)[\\p{L}.]{2,24}',
  ),
  rule(
    'email',
    '\\b(?:[\\p{L}\\p{N}]+\\sdot\\s){0,3}[\\p{L}\\p{N}]+\\sat\\s[\\p{L}\\p{N}]+(?:\\sdot\\s[\\p{L}]+){1,2}\\b',
  ),

  // Within a UUID some piece would pass for one now and then.
  rule('iban', `(?<![\\p{L}\\p{N}]|[0-9a-f]-)(?:${IBANS})(?![\\p{L}\\p{N}])`, 'giu', text => !isIban(text)),
  rule(
    'card',
    '(?<![\\p{L}\\p{N}.:-])(?:[3-6]\\d{3}|2[2-7]\\d{2})(?:[ .-]?\\d){9,15}(?![.:-]?[\\p{L}\\p{N}])',
    'gu',
    text => !isCardNumber(text),
  ),

  rule(
    'phone',
    '(?<![\\p{L}\\p{N}/.-])\\+\\d{1,3}(?:[\\s./-]?(?:\\(\\d{1,4}\\)|\\d+)){1,6}(?![\\p{L}\\p{N}])',
    'gu',
    text => digitsOf(text).length < 8 || digitsOf(text).length > 15,
  ),
  rule(
    'phone',
    '(?<![\\p{L}\\p{N}:/.-])00[1-9]\\d(?:[\\s/-]?\\d+){1,6}(?![\\p{L}\\p{N}-])',
    'gu',
    text => !/[\s/-]/.test(text) || digitsOf(text).length < 10 || digitsOf(text).length > 16,
  ),
  rule(
    'phone',
    '(?:(?<![\\p{L}\\p{N}])\\(\\d{3}\\)\\s?|(?<![\\p{L}\\p{N}-])\\d{3}-)\\d{3}-\\d{4}(?![\\p{N}-])',
    'gu',
  ),
  // National numbers begin with a zero and are written in groups.
  rule(
    'phone',
    '(?<![\\p{L}\\p{N}:/.-])0[1-9]\\d{0,4}(?:[\\s/-]\\d{2,9}){1,5}(?:-\\d)?(?![\\p{L}\\p{N}]|[.,]\\d)',
    'gu',
    text => digitsOf(text).length < 9 || digitsOf(text).length > 12 || /^0\d[/-]\d\d[/-]\d{4}$/.test(text),
  ),
  rule(
    'phone',
    '\\b(?:phone|telephone|tel|mobile|mobil|cell|handy|whatsapp|rufnummer|telefon(?:nummer)?|téléphone|portable|teléfono|telefono|móvil|cellulare|numero|call me|ring me|llámame)\\b[^\\d\\n+@]{0,20}(?<x>\\(?\\d(?:[\\s()./-]?\\d){6,13})(?!\\d)',
    'giu',
  ),
  rule(
    'phone',
    '\\b(?:phone|mobile|cell|number)\\b[^\\d\\n]{0,15}?(?<x>(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|hundred)\\b[\\s,-]*){6,})',
    'giu',
  ),

  rule(
    'birth',
    `(?:\\bborn(?:\\son)?|birth[\\s_]?dates?|date of birth|\\bdob\\b|birthday|geboren(?:\\sam)?|geburtsdatum|\\bgeb\\.|\\bnée?\\sle|date de naissance|nacid[oa](?:\\sel)?|fecha de nacimiento|\\bnat[oa]\\sil|data di nascita)["']?\\s?(?:is|ist|on|am|[:=])?\\s?["']?(?<x>${DATE})(?![\\p{N}])`,
  ),
  rule('birth', `\\bI (?:turn|turned|will be) \\d{1,3} on (?<x>${DATE})`),

  rule(
    'address',
    `(?<![\\p{L}\\p{N}/.])(?:(?:Flat|Apt|Unit)\\s\\d+[a-z]?,\\s)?\\d{1,5}[A-Za-z]?\\s(?:${WORD}\\s){1,4}(?:Street|Str|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Parkway|Close|Court|Square|Terrace|Crescent|Mews|Row|Gardens|Highway)\\b\\.?(?:\\s(?:Apt|Unit|Suite)\\s\\d+)?${PLACE}`,
    'gu',
  ),
  rule(
    'address',
    `(?<![\\p{L}\\p{N}])\\d{1,3}\\s(?:Fifth|Fourth|Third|Second|First)\\s(?:Avenue|Street)${PLACE}`,
    'gu',
  ),
  rule(
    'address',
    `(?<![\\p{L}\\p{N}])(?:\\p{Lu}\\p{L}+[\\s-]){0,2}\\p{Lu}?\\p{L}*(?:[Ss]traße|[Ss]trasse|[Ss]tr\\.|[Gg]asse|[Ww]eg|[Pp]latz|[Aa]llee|ufer|gracht|straat|laan)\\s${HOUSE}${PLACE}(?![\\p{L}\\p{N}])`,
    'gu',
    text => !/^\p{Lu}/u.test(text),
  ),
  rule(
    'address',
    `(?<![\\p{L}])(?:Unter den|Am|An der|Im|Auf dem)\\s${WORD}\\s${HOUSE}${PLACE}(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  rule(
    'address',
    `(?<![\\p{L}\\p{N}])\\d{1,4}(?:\\s(?:bis|ter))?,?\\s(?:rue|avenue|boulevard|place|allée|chemin|impasse|quai)\\s(?:(?:de|du|des|la|le|les|l['’])\\s?){0,3}${WORD}(?:\\s${WORD}){0,2}${PLACE}`,
    'gu',
  ),
  rule(
    'address',
    `(?<![\\p{L}])(?:Calle|Avenida|Av\\.|C/|Paseo|Plaza|Via|Viale|Piazza|Corso)\\s(?:(?:de|del|la|las|los|della|dei|di)\\s){0,2}${WORD}(?:\\s${WORD}){0,2},?\\s${HOUSE}${PLACE}(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  rule('address', '(?<![\\p{L}\\p{N}])[A-Z]{1,2}\\d[A-Z\\d]?\\s\\d[A-Z]{2}(?![\\p{L}\\p{N}])', 'gu'),
  rule('address', `(?<![\\p{L}\\p{N}])(?:A|D|CH|F|I|NL|B)-\\d{4,5}\\s${WORD}`, 'gu'),
  rule('address', '(?:\\bP\\.?\\s?O\\.?\\sBox|\\bPostfach)\\s\\d{1,6}', 'giu'),
  rule('address', '"(?:street|address|zip|postcode|city)"\\s*:\\s*"(?<x>[^"]{2,})"'),

  rule(
    'name',
    `(?:[Mm]y name(?:'s| is)|[Ii]ch hei(?:ß|ss)e|[Mm]ein Name ist|[Jj]e m'appelle|[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es|[Mm]i chiamo)\\s(?<x>${NAME})`,
    'gu',
  ),
  rule(
    'name',
    `\\b(?:I am|I'm|This is|this is)\\s(?<x>${FULL_NAME})(?=[,.]|\\s(?:and|speaking|from|here)|$)`,
    'gu',
    text => NO_NAME.test(text),
  ),
  rule('name', `\\b(?:Hello|Hi),\\s(?<x>${NAME})\\shere\\b`, 'gu'),
  rule('name', `\\b[Ii]t(?:'s| is)\\s(?<x>${NAME})\\s(?:again|here)\\b`, 'gu', text => NO_NAME.test(text)),
  rule(
    'name',
    `(?<![\\p{L}])(?:Mr|Mrs|Ms|Miss|Dr|Herrn?|Frau|Madame|Mme|Monsieur|Señora?|Sra|Sr|Signora?|Sig)\\.?\\s(?<x>(?:Dr\\.\\s)?${NAME})`,
    'gu',
    text => NO_NAME.test(text),
  ),
  rule(
    'name',
    `(?:[Rr]egards|Best|Grüße|Grüßen|Cordialement|Saludos|Saluti|Sincerely|Cheers),?\\s(?<x>${FULL_NAME})\\s*$`,
    'gmu',
    text => NO_NAME.test(text),
  ),
  rule('name', `\\bsigned\\s(?<x>${FULL_NAME})`, 'gu'),
  rule('name', `"(?:name|displayName|customerName|firstName|lastName|who)"\\s*:\\s*"(?<x>${NAME})"`, 'gu'),
  rule('name', `(?:\\bname|\\bcustomer(?:\\sname)?|\\bCustomer):?\\s(?<x>${FULL_NAME})`, 'gu', text =>
    NO_NAME.test(text),
  ),
  rule('name', `^(?:From|To|Cc|Reply-To):\\s(?<x>${NAME})\\s<`, 'gmu'),
  rule(
    'name',
    `\\b(?:my|her|his)\\s(?:wife|husband|son|daughter|mother|father|partner|friend|neighbour)\\s(?<x>${NAME})`,
    'gu',
  ),
];
