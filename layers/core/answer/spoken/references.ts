import type { Words } from './words.ts';

/** Characters of a number said without a pause between. */
const GROUP = 3;
/** A path longer than this is no help to somebody who listens. */
const LONGEST_PATH = 24;

/** `LF-204518` → "L F, 2 0 4, 5 1 8": letters and digits one by one, a pause after each group. */
export function oneByOne(reference: string): string {
  return (reference.match(/\p{L}+|\d+/gu) ?? [])
    .flatMap(run => {
      const characters = [...run.toUpperCase()];
      // A last group of one would sound like an afterthought: 7 digits are 3 and 4.
      const groups: string[][] = [];
      while (characters.length > 0) {
        const size = characters.length <= GROUP + 1 ? characters.length : GROUP;
        groups.push(characters.splice(0, size));
      }
      return groups.map(group => group.join(' '));
    })
    .join(', ');
}

/** `LF-204518` → "L as in Lima, F as in Foxtrot, 2, 0, 4, 5, 1, 8". */
export const spelledOut = (reference: string, words: Words): string =>
  [...reference.replace(/[^\p{L}\d]/gu, '').toUpperCase()]
    .map(sign => (words.alphabet[sign] ? words.letter(sign, words.alphabet[sign]) : sign))
    .join(', ');

const MASKED = /(\p{L})[•*]{2,}@([\p{L}\d.-]+\.\p{L}{2,})/gu;
const EMAIL = /([\p{L}\d._%+-]+)@([\p{L}\d.-]+\.\p{L}{2,})/gu;
const URL = /(?:https?:\/\/|www\.)([\p{L}\d.-]+\.\p{L}{2,})(?::\d+)?([/?#][^\s<>"')\]]*)?/giu;
const PHONE = /(?<![\p{L}\d])(\+|00)\d[\d ()/-]{6,18}\d(?![\p{L}\d])/gu;
/** Letters and digits in one: `LF-204518`, `BP7719402518`, `C-0A1B2C3D4E`. */
const CODE =
  /(?<![\p{L}\d.,€$£])(?=[A-Z\d-]*[A-Z])(?=[A-Z\d-]*\d[A-Z\d-]*\d)[A-Z\d]+(?:-[A-Z\d]+)*(?![\p{L}\d])/gu;
/** Five digits and more are a number to write down, not a quantity. */
const LONG_NUMBER = /(?<![\p{L}\d.,€$£])\d{5,}(?![\p{L}\d]|[.,]\d)/gu;

/** A masked address, before anything takes its stars for mark-up. */
export const maskedAddresses = (text: string, words: Words): string =>
  text.replace(MASKED, (_, letter: string, host: string) =>
    words.masked(letter.toUpperCase(), domainIn(host, words)),
  );

const domainIn = (name: string, words: Words): string =>
  name.split('.').join(` ${words.dot} `).replace(/-/g, ` ${words.dash} `);

/** Addresses, links, telephone and order numbers as they are read out. */
export function references(
  text: string,
  words: Words,
  say: (reference: string) => string = oneByOne,
): string {
  const domain = (name: string) => domainIn(name, words);
  const local = (name: string) =>
    name
      .replace(/\d{3,}/g, digits => [...digits].join(' '))
      .replace(
        /[._+-]/g,
        sign => ` ${{ '.': words.dot, _: words.underscore, '+': words.plus, '-': words.dash }[sign]} `,
      );
  return text
    .replace(EMAIL, (_, name: string, host: string) => `${local(name)} ${words.at} ${domain(host)}`)
    .replace(URL, (whole, host: string, path = '') => link(whole, host, path, words, domain))
    .replace(PHONE, number => oneByOne(number.replace(/\D/g, '')))
    .replace(CODE, code => say(code))
    .replace(LONG_NUMBER, number => say(number));
}

function link(
  whole: string,
  host: string,
  path: string,
  words: Words,
  domain: (name: string) => string,
): string {
  const end = /[.,;:!?]+$/.exec(whole)?.[0] ?? '';
  const clean = path.replace(/[.,;:!?]+$/, '').replace(/\/$/, '');
  if (clean.length > LONGEST_PATH || /[?#%=&]/.test(clean)) return `${words.ourSite}${end}`;
  const said = clean
    .split('/')
    .filter(Boolean)
    .map(part => ` ${words.slash} ${part.replace(/-/g, ` ${words.dash} `)}`)
    .join('');
  return `${domain(host.replace(/^www\./i, ''))}${said}${end}`;
}
