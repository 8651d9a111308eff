/** What Lex and SendMessage take at once, in UTF-16 code units. */
export const MESSAGE_LIMIT = 1024;

/**
 * Cuts a long message into parts of at most `limit` code units, at the end of a paragraph, sentence or word where there
 * is one in the second half of the part, and never through a surrogate pair. Blank text gives no part.
 */
export function splitMessage(text: string, limit = MESSAGE_LIMIT): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const at = cutPoint(rest, limit);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

function cutPoint(text: string, limit: number): number {
  const window = text.slice(0, limit);
  for (const boundary of [/\n\s*\n/g, /[.!?…]["')\]]?\s/g, /\s/g]) {
    const last = [...window.matchAll(boundary)].at(-1);
    if (last && last.index + last[0].length > limit / 2) return last.index + last[0].length;
  }
  const code = text.charCodeAt(limit - 1);
  const startsPair = code >= 0xd800 && code <= 0xdbff;
  return startsPair && limit > 1 ? limit - 1 : limit;
}
