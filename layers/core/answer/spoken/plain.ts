import type { Words } from './words.ts';

/** Marks that are seen and not said. */
const MARKS: [RegExp, string][] = [
  [/```[\s\S]*?```/g, ' '],
  [/!\[[^\]]*\]\([^)]*\)/g, ' '],
  [/\[([^\]]+)\]\([^)\s]*\)/g, '$1'],
  [/<[^>\n]{0,200}>/g, ' '],
  [/[`*~]+/g, ''],
  [/(^|\s)__?([^_\n]+)__?(?=[\s.,;:!?]|$)/g, '$1$2'],
  [/^\s{0,3}>\s?/gm, ''],
  [/\p{Extended_Pictographic}|\u{FE0F}|\u{200D}|\u{20E3}/gu, ''],
];
const POINT = /^\s*(?:[-*•–]|\d{1,2}[.)])\s+(.+)$/;
const HEADING = /^\s{0,3}#{1,6}\s+(.+?)\s*#*$/;
const RULE = /^\s*(?:[-=_|:]\s*){3,}$/;

/** Written text as sentences: no mark-up, a list's points one after the other, each line a sentence of its own. */
export function plain(text: string, words: Words): string {
  let point = 0;
  const lines = text.split('\n').map(line => {
    const item = POINT.exec(line)?.[1];
    if (item === undefined) {
      if (line.trim() !== '') point = 0;
      return RULE.test(line) ? '' : sentence((HEADING.exec(line)?.[1] ?? line).replace(/\s*\|\s*/g, ', '));
    }
    const ordinal = words.ordinals[point++];
    return sentence(ordinal ? `${ordinal}, ${item}` : item);
  });
  return MARKS.reduce((rest, [mark, said]) => rest.replace(mark, said), lines.join(' '))
    .replace(/\s+/g, ' ')
    .replace(/\s+([.,;:!?])/g, '$1')
    .trim();
}

/** A line ends like a sentence, so that the voice falls. A lead-in ("You need:") stays one. */
function sentence(line: string): string {
  const trimmed = line.replace(/^[\s,]+|[\s,]+$/g, '');
  return trimmed === '' || /[.!?:…]["')»”]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
