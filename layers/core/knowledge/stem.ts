/**
 * Word stems. English follows Porter's published rules (1980) with irregular forms that customers use; other languages
 * lose their commonest endings only: enough to match singular with plural, without a dictionary.
 */
const IRREGULAR = `
  pay: paid paying payment payments; buy: bought; send: sent; lose: lost;
  forget: forgot forgotten; break: broke broken; steal: stolen stole; take: took taken;
  give: gave given; get: got gotten; go: went gone; come: came; make: made; find: found;
  tell: told; say: said; see: saw seen; keep: kept; leave: left; hold: held; choose: chose chosen;
  write: wrote written; spend: spent; sell: sold; meet: met; run: ran; know: knew known;
  grow: grew; begin: began begun; hide: hidden hid; show: shown; draw: drew drawn;
  wear: wore worn; withdraw: withdrew withdrawn withdrawal withdrawals; think: thought;
  bring: brought; catch: caught; feel: felt; build: built; child: children; person: people;
  woman: women; man: men; foot: feet; address: addresses;
  cancel: cancelled cancelling cancellation canceled canceling; travel: travelled travelling;
  label: labelled labelling; die: dying died dead; lie: lying; tie: tying; news: news;
  always: always; analysis: analyses; refund: refunded; deliver: delivery deliveries;
  renew: renewal renewals; approve: approval; arrive: arrival; remove: removal; refuse: refusal;
  color: colour colours; center: centre centres; catalog: catalogue; program: programme;
  check: cheque;
`;
const IRREGULAR_STEMS = new Map(
  IRREGULAR.split(';').flatMap(group => {
    const [stem, forms = ''] = group.split(':').map(part => part.trim());
    return forms.split(' ').map(form => [form, stem!] as const);
  }),
);
const isConsonant = (word: string, at: number): boolean => {
  const letter = word[at]!;
  if (letter === 'y') return at === 0 || !isConsonant(word, at - 1);
  return !'aeiou'.includes(letter);
};

/** Number of vowel-consonant sequences: Porter's m. */
function measure(stem: string): number {
  let count = 0;
  let wasVowel = false;
  for (let at = 0; at < stem.length; at++) {
    const consonant = isConsonant(stem, at);
    if (consonant && wasVowel) count++;
    wasVowel = !consonant;
  }
  return count;
}

function hasVowel(stem: string): boolean {
  for (let at = 0; at < stem.length; at++) if (!isConsonant(stem, at)) return true;
  return false;
}

/** Ends consonant-vowel-consonant, the last not w, x or y: "hop", so that "hoping" gets its e back. */
function endsShort(stem: string): boolean {
  const last = stem.length - 1;
  if (last < 2) return false;
  return (
    isConsonant(stem, last) &&
    !isConsonant(stem, last - 1) &&
    isConsonant(stem, last - 2) &&
    !'wxy'.includes(stem[last]!)
  );
}

const doubled = (stem: string) =>
  stem.length > 1 && stem.at(-1) === stem.at(-2) && isConsonant(stem, stem.length - 1);

function restoreEnding(stem: string): string {
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (doubled(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
  if (measure(stem) === 1 && endsShort(stem)) return `${stem}e`;
  return stem;
}

type Endings = readonly (readonly [ending: string, replacement: string])[];
const STEP_2: Endings = [
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['isation', 'ize'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['ation', 'ate'],
  ['entli', 'ent'],
  ['ousli', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['alism', 'al'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['iser', 'ize'],
  ['ator', 'ate'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['eli', 'e'],
];
const STEP_3: Endings = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['alise', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];
const STEP_4 = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ion',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'ise',
  'al',
  'er',
  'ic',
  'ou',
];

function replaceEnding(word: string, endings: Endings): string {
  for (const [ending, replacement] of endings) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length);
    return measure(stem) > 0 ? stem + replacement : word;
  }
  return word;
}

function dropEnding(word: string): string {
  for (const ending of STEP_4) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length);
    if (measure(stem) <= 1 || (ending === 'ion' && !/[st]$/.test(stem))) return word;
    return stem;
  }
  return word;
}

function stemEnglish(word: string): string {
  const irregular = IRREGULAR_STEMS.get(word);
  let stem = irregular ?? word;
  if (stem.length <= 2) return stem;
  if (stem.endsWith('sses') || stem.endsWith('ies')) stem = stem.slice(0, -2);
  else if (stem.endsWith('s') && !stem.endsWith('ss') && !stem.endsWith('us')) stem = stem.slice(0, -1);

  const participle = /^(.+?)(ed|ing)$/.exec(stem);
  if (stem.endsWith('eed')) {
    if (measure(stem.slice(0, -3)) > 0) stem = stem.slice(0, -1);
  } else if (participle && hasVowel(participle[1]!)) stem = restoreEnding(participle[1]!);

  if (stem.endsWith('y') && stem.length > 2 && hasVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
  stem = dropEnding(replaceEnding(replaceEnding(stem, STEP_2), STEP_3));
  if (stem.endsWith('e')) {
    const without = stem.slice(0, -1);
    const m = measure(without);
    if (m > 1 || (m === 1 && !endsShort(without))) stem = without;
  }
  return stem.endsWith('ll') && measure(stem) > 1 ? stem.slice(0, -1) : stem;
}

/** Longest first; a stem keeps at least four letters. */
const LIGHT_ENDINGS: Record<string, string[]> = {
  de: ['ungen', 'ern', 'est', 'ung', 'en', 'er', 'es', 'em', 'st', 'et', 'e', 'n', 's', 't'],
  fr: ['ements', 'ement', 'ations', 'ation', 'ees', 'ent', 'ez', 'er', 'es', 'ee', 'e', 's', 'x'],
  es: [
    'aciones',
    'acion',
    'mente',
    'ando',
    'iendo',
    'ados',
    'adas',
    'ado',
    'ada',
    'ar',
    'er',
    'ir',
    'es',
    'os',
    'as',
    'o',
    'a',
    'e',
    's',
  ],
  it: [
    'azioni',
    'azione',
    'mente',
    'ando',
    'endo',
    'ati',
    'ate',
    'ato',
    'ata',
    'are',
    'ere',
    'ire',
    'i',
    'e',
    'o',
    'a',
  ],
};

function stemLight(word: string, endings: string[]): string {
  const ending = endings.find(end => word.endsWith(end) && word.length - end.length >= 4);
  return ending ? word.slice(0, -ending.length) : word;
}

const remembered = new Map<string, string>();
/** Words remembered so that a big knowledge compiles in seconds; emptied when full, so that memory stays bounded. */
const REMEMBER_AT_MOST = 50_000;

/** The stem of a lower-case word without diacritics, in the language given (ISO 639-1); unknown languages keep the word. */
export function stem(word: string, language = 'en'): string {
  if (/\d/.test(word)) return word;
  if (language !== 'en') {
    const endings = LIGHT_ENDINGS[language];
    return endings ? stemLight(word, endings) : word;
  }
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBER_AT_MOST) remembered.clear();
  const result = stemEnglish(word);
  remembered.set(word, result);
  return result;
}
