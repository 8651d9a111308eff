import { fold } from '../knowledge/words.ts';

/** Function words that tell a language from the others; words that two share decide nothing. */
const TELLING: Record<string, string> = {
  en: 'the and you your is are was were will can this that with for from have has not it we our they them if when which what how please would should within after before any by of to on at be or an as',
  de: 'der die das und ist sind sie ihr ihre ihren ihnen nicht mit fur auf ein eine einen einer wir uns unser unsere werden wird konnen kann wenn bei zum zur oder auch nach innerhalb haben hat ich es dem den von bitte',
  fr: 'le les des est sont vous votre vos nous notre nos pour avec dans une un sur pas que qui ou et ce cette sera peut pouvez dans du au aux delai il elle etre avoir apres si',
  es: 'el los las es son usted su sus nosotros nuestro para con por una un que no se puede pueden del al y o si dentro dias como este esta desde tiene hasta de en',
  it: 'il lo gli sono lei suo sua noi nostro nostra per con una un che non si puo possono del della dei delle al alla entro giorni come questo questa o e di da ha nel nella',
  nl: 'de het een en van is zijn niet u uw wij onze met voor op dat die te kan kunt wordt binnen bij of als',
  pt: 'o os as um uma de do da dos das nao voce seu sua para com por que se pode podem em no na e ou dentro dias',
};
const LANGUAGES = Object.entries(TELLING).map(([code, words]) => [code, new Set(words.split(' '))] as const);

const SCRIPTS: [RegExp, string][] = [
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/gu, 'zh'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Devanagari}/gu, 'hi'],
];

/** How many telling words a text must have, and by how much the first language must lead, to be told. */
const ENOUGH = 2;
const LEAD = 1.5;

/** ISO 639-1 code of a text's language, `und` when its function words don't tell. */
export function languageOf(text: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, code] of SCRIPTS)
    if ((text.match(script)?.length ?? 0) > Math.max(1, letters / 3)) return code;
  const words = fold(text.replace(/\S+@\S+|https?:\S+/g, ' ')).match(/\p{L}+/gu) ?? [];
  const counts = LANGUAGES.map(([code, telling]) => ({
    code,
    count: words.filter(word => telling.has(word)).length,
  }));
  counts.sort((a, b) => b.count - a.count);
  const [first, second] = counts as [(typeof counts)[number], (typeof counts)[number]];
  if (first.count < ENOUGH || first.count < second.count * LEAD) return 'und';
  return first.code;
}
