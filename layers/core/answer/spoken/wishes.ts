/** What a caller may ask about the talking itself, whatever it is about. */
export type Wish = 'repeat' | 'slower' | 'spell';

const WISHES: Record<string, [Wish, RegExp][]> = {
  en: [
    ['spell', /^(?:(?:can|could|would) you )?(?:please )?spell (?:it|that|this|the .{1,30}?)(?: out)?(?: for me)?$/],
    ['slower', /^(?:(?:can|could|would) you )?(?:please )?(?:(?:speak|talk|say (?:it|that)|go) )?(?:more slowly|slower|slow down)(?: for me)?$/],
    ['slower', /^(?:that was |you are |you're )?too (?:fast|quick)$/],
    ['repeat', /^(?:(?:can|could|would) you )?(?:please )?(?:repeat(?: (?:it|that|this))?|say (?:it|that|this) again)(?: for me)?$/],
    ['repeat', /^(?:(?:i'?m )?sorry|pardon(?: me)?|excuse me|what|what was that|what did you say|come again|once more|again|one more time|i (?:didn'?t|did not|couldn'?t|could not) (?:hear|catch|get)(?: (?:it|that|you))?)$/],
  ],
  de: [
    ['spell', /^(?:(?:können|könnten) sie )?(?:das |es )?(?:bitte )?buchstabieren(?: sie(?: das| es)?)?$/],
    ['slower', /^(?:(?:bitte )?(?:etwas )?langsamer|zu schnell|(?:können|könnten) sie (?:bitte )?langsamer sprechen)$/],
    ['repeat', /^(?:wie|bitte|wie bitte|wie war das|was|noch ?mals?|noch einmal|(?:können|könnten) sie das (?:bitte )?wiederholen|wiederholen(?: sie)?(?: das)?)$/],
  ],
  fr: [
    ['spell', /^(?:pouvez-vous |pourriez-vous )?(?:l'|me l'|le )?épeler(?: s'il vous plaît)?$/],
    ['slower', /^(?:plus lentement|moins vite|trop vite)$/],
    ['repeat', /^(?:pardon|comment|répétez|(?:pouvez|pourriez)-vous répéter|encore une fois)$/],
  ],
  es: [
    ['spell', /^(?:¿?(?:puede|podría) )?deletrear(?:lo|la)?$/],
    ['slower', /^(?:más despacio|más lento|demasiado rápido)$/],
    ['repeat', /^(?:perdón|cómo|repita|repítalo|otra vez|¿?(?:puede|podría) repetir(?:lo)?)$/],
  ],
  it: [
    ['spell', /^(?:(?:può|potrebbe) )?(?:fare lo spelling|sillabar(?:e|lo))$/],
    ['slower', /^(?:più lentamente|più piano|troppo veloce)$/],
    ['repeat', /^(?:scusi|come|ripeta|ancora una volta|(?:può|potrebbe) ripetere)$/],
  ],
}; // prettier-ignore

/** The wish, when the whole utterance is one: "repeat my order" is an enquiry. */
export function wishIn(transcript: string, language: string): Wish | undefined {
  const said = transcript
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/[.,!?¿¡]+/g, ' ')
    .replace(/\b(?:please|bitte|s'il vous plaît|por favor|per favore)\s*$/u, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (said === '') return undefined;
  const known = WISHES[language.slice(0, 2)] ?? WISHES['en']!;
  return known.find(([, pattern]) => pattern.test(said))?.[0];
}
