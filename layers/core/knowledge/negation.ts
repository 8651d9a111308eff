import { words } from './words.ts';

/** Words that turn a statement into its opposite, folded ("can't" → cant). */
const NO: Record<string, Set<string>> = {
  en: new Set(
    'not no never neither nor without cannot cant dont doesnt didnt wont isnt arent wasnt werent havent hasnt hadnt couldnt wouldnt shouldnt mustnt neednt unable impossible nobody nothing nowhere'.split(
      ' ',
    ),
  ),
  de: new Set(
    'nicht kein keine keinen keiner keinem keines nie niemals ohne nichts niemand weder'.split(' '),
  ),
  fr: new Set('ne n pas jamais sans aucun aucune ni rien impossible'.split(' ')),
  es: new Set('no nunca jamas sin ningun ninguna ni nada imposible'.split(' ')),
  it: new Set('non mai senza nessun nessuna ne niente impossibile'.split(' ')),
};
/** French says its no with two words. */
const PAIRED: Record<string, Set<string>> = { fr: new Set(['ne', 'n']) };

/** Whether a sentence denies: an odd number of words that do. "Not without a receipt" asks for one. */
export function negates(sentence: string, language: string): boolean {
  const no = NO[language];
  if (!no) return false;
  const paired = PAIRED[language];
  return words(sentence).filter(word => no.has(word) && !paired?.has(word)).length % 2 === 1;
}
