/**
 * Bounds the work on huge messages: a customer states the problem at the start and asks at the end, so the middle goes.
 */
export const MAX_CHARS = 2_000;
const HEAD_CHARS = 1_500;

const MARKUP = /<\/?[a-z!][^<>]{0,300}>/giu;
const ENTITY = /&(?:[a-z]{2,8}|#\d{1,6});/giu;
/** Control, format (zero-width, direction marks) and lone surrogates: nothing a customer meant to say. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
const MARKS = /\p{M}/gu;

/** The part of a message that is read at all, as written: at most MAX_CHARS characters, without markup and invisible characters. */
export function readable(text: string): string {
  const bounded =
    text.length <= MAX_CHARS
      ? text
      : `${text.slice(0, HEAD_CHARS)} ${text.slice(text.length - (MAX_CHARS - HEAD_CHARS))}`;
  return bounded
    .replace(MARKUP, ' ')
    .replace(ENTITY, ' ')
    .replace(INVISIBLE, character =>
      character === '\n' || character === '\t' || character === '\r' ? ' ' : '',
    )
    .normalize('NFKC')
    .replace(/[‘’ʼ`´]/gu, "'")
    .replace(/[“”„«»]/gu, '"');
}

/** Lower case without accents: what customers leave out on phones must not matter. */
export const plain = (text: string): string =>
  isAscii(text)
    ? text.toLowerCase()
    : text.toLowerCase().normalize('NFD').replace(MARKS, '').replaceAll('ß', 'ss').normalize('NFC');

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
