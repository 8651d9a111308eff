export const NUMBER_WORDS: Record<string, string> = {
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  thirteen: '13',
  fourteen: '14',
  fifteen: '15',
  twenty: '20',
  thirty: '30',
  forty: '40',
  fifty: '50',
  sixty: '60',
  ninety: '90',
  hundred: '100',
  thousand: '1000',
  twice: '2',
  dozen: '12',
  zwei: '2',
  drei: '3',
  vier: '4',
  funf: '5',
  sechs: '6',
  sieben: '7',
  acht: '8',
  zehn: '10',
  vierzehn: '14',
  dreissig: '30',
  deux: '2',
  trois: '3',
  quatre: '4',
  cinq: '5',
  sept: '7',
  huit: '8',
  dix: '10',
  quatorze: '14',
  trente: '30',
  dos: '2',
  tres: '3',
  cuatro: '4',
  cinco: '5',
  siete: '7',
  diez: '10',
  catorce: '14',
  treinta: '30',
  due: '2',
  tre: '3',
  quattro: '4',
  cinque: '5',
  sette: '7',
  dieci: '10',
  quattordici: '14',
  trenta: '30',
};

const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const ONES: Record<string, number> = {
  one: 1,
  first: 1,
  two: 2,
  second: 2,
  three: 3,
  third: 3,
  four: 4,
  fourth: 4,
  five: 5,
  fifth: 5,
  six: 6,
  sixth: 6,
  seven: 7,
  seventh: 7,
  eight: 8,
  eighth: 8,
  nine: 9,
  ninth: 9,
};
const SPOKEN_TENS = new RegExp(`\\b(${TENS})[- ](${Object.keys(ONES).join('|')})\\b`, 'g');
const TENTHS: Record<string, number> = Object.fromEntries(
  TENS.split('|').map((word, n) => [word, (n + 2) * 10]),
);
const HOURS: Record<string, number> = {
  ...Object.fromEntries(Object.entries(ONES).filter(([word]) => !/(?:st|nd|rd|th)$/.test(word))),
  ten: 10,
  eleven: 11,
  twelve: 12,
};
const SPOKEN_TIME = new RegExp(
  `\\b(half past|quarter past|quarter to) (${Object.keys(HOURS).join('|')}|\\d{1,2})\\b`,
  'g',
);
const PART_OF_DAY = new RegExp(
  `\\b(${Object.keys(HOURS).join('|')}|\\d{1,2}) (in the (?:morning|afternoon|evening)|at night)`,
  'g',
);
const SINGLE =
  /\bone (?=(?:business |working |calendar |full )?(?:second|minute|hour|day|week|month|year|euro|pound|dollar)s?\b)/g;

const MONEY_WORDS = new Set([
  'euro',
  'euros',
  'pound',
  'pounds',
  'dollar',
  'dollars',
  'cent',
  'cents',
  'percent',
]);

/** "three", "fifth", "pounds": compared as numbers with their units, never as words. */
export const isNumberWord = (word: string) =>
  MONEY_WORDS.has(word) ||
  Object.hasOwn(NUMBER_WORDS, word) ||
  (word.length > 3 && Object.hasOwn(ONES, word) && word !== 'second');

/** As it is said on the phone, written in figures: "twenty-fifth" → 25, "half past six" → 6:30, "one hour" → 1 hour. */
export function inFigures(folded: string): string {
  return folded
    .replace(SPOKEN_TENS, (_, tens: string, ones: string) => String(TENTHS[tens]! + ONES[ones]!))
    .replace(SPOKEN_TIME, (_, part: string, hour: string) => {
      const at = HOURS[hour] ?? Number(hour);
      if (part === 'quarter to') return `${at - 1 || 12}:45`;
      return `${at}:${part === 'half past' ? '30' : '15'}`;
    })
    .replace(PART_OF_DAY, (_, said: string, part: string) => {
      const hour = HOURS[said] ?? Number(said);
      return `${/morning/.test(part) || hour === 12 ? hour : hour + 12}:00`;
    })
    .replace(SINGLE, '1 ')
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1');
}
