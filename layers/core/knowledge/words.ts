import { stem } from './stem.ts';

/** Words that carry grammar, not subject: no passage is found by them. */
const GRAMMAR: Record<string, string> = {
  en: `a an the and or but if then than so as of at by for with about into through to from in out on off over under again
    i me my myself we our ours you your yours he him his she her hers it its they them their theirs this that these those
    am is are was were be been being have has had having do does did doing will would shall should can could may might must
    what which who whom how when where why there here all any both each few more most other some such own same too very
    just also not no nor only much many im ive id youre its thats whats theres dont doesnt didnt cant couldnt wont isnt arent wasnt werent cannot havent hasnt hadnt shouldnt wouldnt mustnt neednt
    please thanks thank hello hi hey let lets get need want like know tell help ok okay well really`,
  de: `der die das den dem des ein eine einen einem einer eines und oder aber wenn dann als so von an bei fur mit uber durch zu zum
    zur aus in im auf ab unter ich mich mir mein meine wir uns unser du dich dir dein sie ihr ihre ihnen er ihn es man bin ist
    sind war waren sein habe hat haben hatte werde wird werden wurde kann konnen muss mussen soll sollen darf was welche wer wie
    wann wo warum da hier alle jede jeder nicht kein keine nur auch noch schon bitte danke hallo sich`,
  fr: `le la les l un une des du de d et ou mais si alors que qu qui quoi comme a au aux par pour avec sur sous dans en ne pas
    plus je j me m mon ma mes moi nous notre nos vous votre vos il elle ils elles on ce c cet cette ces se s son sa ses est sont
    etre ete ai as avons avez ont avoir fait faire peut peux pouvez comment quand ou pourquoi bonjour merci svp y`,
  es: `el la los las lo un una unos unas y o pero si entonces que quien como de del a al por para con sobre en no mas yo me mi mis
    nosotros nuestro tu te su sus usted ustedes es son era ser estar esta estan he ha han haber puedo puede pueden cuando donde
    porque cual hola gracias favor se le les`,
  it: `il lo la i gli le un uno una e o ma se allora che chi come di del della dei delle a al alla da dal in nel nella con su per
    non piu io mi mio mia noi nostro tu ti suo sua lei voi vostro e sono era essere ho ha hanno avere posso puo quando dove
    perche quale ciao grazie si ci`,
};
const STOP = new Map(
  Object.entries(GRAMMAR).map(([language, words]) => [language, new Set(words.split(/\s+/))] as const),
);

/** Lower case, without diacritics, apostrophes closed ("don’t" → "dont", "client's" → "client"). */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/['’`´]s\b/g, '')
    .replace(/(\p{L})['’`´](?=\p{L})/gu, '$1');
}

/** The words of a text, folded: "E-mail me 2 PDFs" → e, mail, me, 2, pdfs. */
export function words(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+[+#]*/gu) ?? [];
}

export function isGrammar(word: string, language = 'en'): boolean {
  return STOP.get(language)?.has(word) ?? false;
}

/** Stems of the words that carry subject, in order. */
export function contentStems(text: string, language = 'en'): string[] {
  return words(text)
    .filter(word => !isGrammar(word, language))
    .map(word => stem(word, language));
}
