export const digitsOf = (text: string) => text.replace(/\D/g, '');

/** ISO/IEC 7812: the last digit of a card's number checks the others; how long it is depends on whose it is. */
export function isCardNumber(text: string): boolean {
  const digits = digitsOf(text);
  let sum = 0;
  [...digits].reverse().forEach((digit, place) => {
    const doubled = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  const isOfLength = /^3[47]/.test(digits)
    ? digits.length === 15
    : /^3[068]/.test(digits)
      ? digits.length === 14
      : [13, 16, 19].includes(digits.length);
  return isOfLength && sum % 10 === 0;
}

/** ISO 13616: letters are numbers from 10 on, the country and check digits stand last, and the rest by 97 is 1. */
export function isIban(text: string): boolean {
  const plain = text.replace(/[\s-]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false;
  const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[A-Z]/g, letter =>
    String(letter.charCodeAt(0) - 55),
  );
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Characters of an IBAN by country, from the registry of ISO 13616: how far one goes is not to be seen where words follow. */
const IBAN_LENGTHS: Record<string, number> = {
  ...{
    AD: 24,
    AE: 23,
    AT: 20,
    BE: 16,
    BG: 22,
    CH: 21,
    CY: 28,
    CZ: 24,
    DE: 22,
    DK: 18,
    EE: 20,
    ES: 24,
    FI: 18,
  },
  ...{
    FR: 27,
    GB: 22,
    GR: 27,
    HR: 21,
    HU: 28,
    IE: 22,
    IL: 23,
    IS: 26,
    IT: 27,
    LI: 21,
    LT: 20,
    LU: 20,
    LV: 21,
  },
  ...{
    MC: 27,
    MT: 31,
    NL: 18,
    NO: 15,
    PL: 28,
    PT: 25,
    RO: 24,
    SA: 24,
    SE: 24,
    SI: 19,
    SK: 24,
    SM: 27,
    TR: 26,
  },
};
/** All of them, as a pattern. */
export const IBANS = Object.entries(IBAN_LENGTHS)
  .map(([country, length]) => `${country}\\d{2}(?:[ -]?[A-Z0-9]){${length - 4}}`)
  .join('|');
