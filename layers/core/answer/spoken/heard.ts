/**
 * What speech recognition writes down, brought nearer to how people write: digits and letters said one by one belong
 * together, and an address that was said with its signs is one. Everything else stays as it was heard.
 */
export function heard(transcript: string): string {
  return joinSpelled(joinAddress(transcript.replace(/\s+/g, ' ').trim()));
}

const DIGITS: Record<string, string> = {
  zero: '0', oh: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9',
  null: '0', eins: '1', zwei: '2', zwo: '2', drei: '3', vier: '4', fünf: '5', sechs: '6', sieben: '7', acht: '8', neun: '9',
}; // prettier-ignore
const TIMES: Record<string, number> = { double: 2, triple: 3 };
/** Fewer than this in a row may be words of a sentence: "a", "I", "one of two". */
const SHORTEST = 4;
const SPELLED_SIGN = /^(?:\p{L}\.?|\d+)$/u;
/** "dash" between spelled signs is part of what is spelled. */
const JOINTS: Record<string, string> = { dash: '-', hyphen: '-', minus: '-', bindestrich: '-' };

/** "l f dash two oh four five one eight" → "LF-204518"; "double four" is 44. */
function joinSpelled(text: string): string {
  const out: string[] = [];
  let run: { said: string[]; signs: string } = { said: [], signs: '' };
  const close = () => {
    const signs = run.signs.replace(/^-|-$/g, '');
    const joins = signs.replace(/-/g, '').length >= SHORTEST && /\d/.test(signs) && run.said.length > 1;
    out.push(...(joins ? [signs.toUpperCase()] : run.said));
    run = { said: [], signs: '' };
  };
  const tokens = text.split(' ').filter(Boolean);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const word = token.toLowerCase().replace(/[,.]$/, '');
    const ends = /[.!?]$/.test(token) && token.length > 2;
    const times = TIMES[word];
    const next = tokens[at + 1]?.toLowerCase().replace(/[,.]$/, '');
    const repeated =
      next === undefined ? undefined : (DIGITS[next] ?? (SPELLED_SIGN.test(next) ? next : undefined));
    if (times && repeated) {
      run.said.push(token, tokens[++at]!);
      run.signs += repeated.replace('.', '').repeat(times);
      continue;
    }
    const sign =
      DIGITS[word] ?? JOINTS[word] ?? (SPELLED_SIGN.test(word) ? word.replace('.', '') : undefined);
    if (sign === undefined || (sign === '-' && run.signs === '')) {
      close();
      out.push(token);
      continue;
    }
    run.said.push(token);
    run.signs += sign;
    if (ends) close();
  }
  close();
  return out.join(' ');
}

const SIGNS: [RegExp, string][] = [
  [/ (?:dot|punkt|point|punto) /giu, '.'],
  [/ (?:underscore|unterstrich) /giu, '_'],
  [/ (?:dash|hyphen|minus|bindestrich) /giu, '-'],
];
const AT = / (?:at|arobase|arroba|chiocciola) /iu;
const HOST = /^((?:[\p{L}\d-]+ (?:dot|punkt|point|punto) )+[\p{L}]{2,})(?=$|[ .,!?])/iu;
/** The words before the "at" that belong to the address: joined by signs, or one. */
const NAME =
  /((?:[\p{L}\d_-]+ (?:dot|punkt|point|punto|underscore|unterstrich|dash|hyphen|minus) )*[\p{L}\d_.-]+)$/iu;

/** "mara dot winter at mail dot example" → "mara.winter@mail.example". */
function joinAddress(text: string): string {
  const at = AT.exec(text);
  if (!at) return text;
  const host = HOST.exec(text.slice(at.index + at[0].length));
  const name = NAME.exec(text.slice(0, at.index));
  if (!host || !name) return text;
  const written = (part: string) =>
    SIGNS.reduce((rest, [said, sign]) => rest.replace(said, sign), ` ${part} `)
      .trim()
      .toLowerCase();
  return [
    text.slice(0, at.index - name[0].length),
    written(name[0]),
    '@',
    written(host[0]),
    text.slice(at.index + at[0].length + host[0].length),
  ].join('');
}
