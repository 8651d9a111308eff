/** How signs and symbols are said in one language. */
export interface Words {
  at: string;
  dot: string;
  dash: string;
  underscore: string;
  slash: string;
  plus: string;
  and: string;
  /** Between the ends of a range. */
  to: string;
  percent: string;
  degrees: string;
  /** `one` and `many` of a currency, and of its hundredth. */
  currencies: Record<string, [one: string, many: string, cent: string, cents: string]>;
  /** Said before the points of a list; beyond the last only the point is said. */
  ordinals: string[];
  units: Record<string, string>;
  /** An address of which only the first letter is shown. */
  masked: (letter: string, domain: string) => string;
  ourSite: string;
  /** "L as in Lima": a letter with the word it is spelled by. */
  letter: (letter: string, word: string) => string;
  alphabet: Record<string, string>;
}

const alphabet = (words: string): Record<string, string> =>
  Object.fromEntries(words.split(' ').map(word => [word[0]!.toUpperCase(), word]));

/** What is spelled by in English: the alphabet of aviation, which callers know. */
const AVIATION = alphabet(
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu',
);

export const WORDS: Record<string, Words> = {
  en: {
    at: 'at',
    dot: 'dot',
    dash: 'dash',
    underscore: 'underscore',
    slash: 'slash',
    plus: 'plus',
    and: 'and',
    to: 'to',
    percent: 'percent',
    degrees: 'degrees',
    currencies: {
      EUR: ['euro', 'euros', 'cent', 'cents'],
      GBP: ['pound', 'pounds', 'penny', 'pence'],
      USD: ['dollar', 'dollars', 'cent', 'cents'],
    },
    ordinals: ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'],
    units: { km: 'kilometres', cm: 'centimetres', mm: 'millimetres', kg: 'kilograms', min: 'minutes' },
    masked: (letter, domain) => `the address that starts with ${letter} at ${domain}`,
    ourSite: 'our website',
    letter: (letter, word) => `${letter} as in ${word}`,
    alphabet: AVIATION,
  },
  de: {
    at: 'at',
    dot: 'Punkt',
    dash: 'Bindestrich',
    underscore: 'Unterstrich',
    slash: 'Schrägstrich',
    plus: 'plus',
    and: 'und',
    to: 'bis',
    percent: 'Prozent',
    degrees: 'Grad',
    currencies: {
      EUR: ['Euro', 'Euro', 'Cent', 'Cent'],
      GBP: ['Pfund', 'Pfund', 'Penny', 'Pence'],
      USD: ['Dollar', 'Dollar', 'Cent', 'Cent'],
    },
    ordinals: ['Erstens', 'Zweitens', 'Drittens', 'Viertens', 'Fünftens', 'Sechstens'],
    units: { km: 'Kilometer', cm: 'Zentimeter', mm: 'Millimeter', kg: 'Kilogramm', min: 'Minuten' },
    masked: (letter, domain) => `die Adresse, die mit ${letter} beginnt, bei ${domain}`,
    ourSite: 'unserer Website',
    letter: (letter, word) => `${letter} wie ${word}`,
    alphabet: alphabet(
      'Anton Berta Cäsar Dora Emil Friedrich Gustav Heinrich Ida Julius Kaufmann Ludwig Martha Nordpol Otto Paula Quelle Richard Samuel Theodor Ulrich Viktor Wilhelm Xanthippe Ypsilon Zeppelin',
    ),
  },
  fr: {
    at: 'arobase',
    dot: 'point',
    dash: 'tiret',
    underscore: 'tiret bas',
    slash: 'barre oblique',
    plus: 'plus',
    and: 'et',
    to: 'à',
    percent: 'pour cent',
    degrees: 'degrés',
    currencies: {
      EUR: ['euro', 'euros', 'centime', 'centimes'],
      GBP: ['livre', 'livres', 'penny', 'pence'],
      USD: ['dollar', 'dollars', 'cent', 'cents'],
    },
    ordinals: ['Premièrement', 'Deuxièmement', 'Troisièmement', 'Quatrièmement', 'Cinquièmement'],
    units: { km: 'kilomètres', cm: 'centimètres', mm: 'millimètres', kg: 'kilogrammes', min: 'minutes' },
    masked: (letter, domain) => `l'adresse qui commence par ${letter} chez ${domain}`,
    ourSite: 'notre site',
    letter: (letter, word) => `${letter} comme ${word}`,
    alphabet: alphabet(
      'Anatole Berthe Célestin Désiré Eugène François Gaston Henri Irma Joseph Kléber Louis Marcel Nicolas Oscar Pierre Quintal Raoul Suzanne Thérèse Ursule Victor William Xavier Yvonne Zoé',
    ),
  },
  es: {
    at: 'arroba',
    dot: 'punto',
    dash: 'guion',
    underscore: 'guion bajo',
    slash: 'barra',
    plus: 'más',
    and: 'y',
    to: 'a',
    percent: 'por ciento',
    degrees: 'grados',
    currencies: {
      EUR: ['euro', 'euros', 'céntimo', 'céntimos'],
      GBP: ['libra', 'libras', 'penique', 'peniques'],
      USD: ['dólar', 'dólares', 'centavo', 'centavos'],
    },
    ordinals: ['Primero', 'Segundo', 'Tercero', 'Cuarto', 'Quinto'],
    units: { km: 'kilómetros', cm: 'centímetros', mm: 'milímetros', kg: 'kilogramos', min: 'minutos' },
    masked: (letter, domain) => `la dirección que empieza por ${letter} en ${domain}`,
    ourSite: 'nuestra web',
    letter: (letter, word) => `${letter} de ${word}`,
    alphabet: alphabet(
      'Antonio Burgos Carmen David España Francia Gerona Historia Inés José Kilo Lorenzo Madrid Navarra Oviedo París Querido Ramón Sábado Toledo Ulises Valencia Washington Xilófono Yolanda Zaragoza',
    ),
  },
  it: {
    at: 'chiocciola',
    dot: 'punto',
    dash: 'trattino',
    underscore: 'trattino basso',
    slash: 'barra',
    plus: 'più',
    and: 'e',
    to: 'a',
    percent: 'per cento',
    degrees: 'gradi',
    currencies: {
      EUR: ['euro', 'euro', 'centesimo', 'centesimi'],
      GBP: ['sterlina', 'sterline', 'penny', 'pence'],
      USD: ['dollaro', 'dollari', 'centesimo', 'centesimi'],
    },
    ordinals: ['Primo', 'Secondo', 'Terzo', 'Quarto', 'Quinto'],
    units: { km: 'chilometri', cm: 'centimetri', mm: 'millimetri', kg: 'chilogrammi', min: 'minuti' },
    masked: (letter, domain) => `l'indirizzo che comincia con ${letter} presso ${domain}`,
    ourSite: 'il nostro sito',
    letter: (letter, word) => `${letter} come ${word}`,
    alphabet: alphabet(
      'Ancona Bologna Como Domodossola Empoli Firenze Genova Hotel Imola Jolly Kappa Livorno Milano Napoli Otranto Padova Quarto Roma Savona Torino Udine Venezia Washington Xeres Yacht Zara',
    ),
  },
};

/** @param language ISO 639-1, also as part of a locale (`en_GB`, `en-GB`); English where it is not known */
export const wordsIn = (language: string): Words => WORDS[language.slice(0, 2)] ?? WORDS['en']!;
