/**
 * The JSON objects in a model's text, largest first: the text itself, one inside a code fence, or one between words.
 * Braces inside strings are passed over.
 */
export function objectsIn(text: string): unknown[] {
  const found: { length: number; value: unknown }[] = [];
  let starts = 0;
  for (let from = text.indexOf('{'); from >= 0 && starts < 20; from = text.indexOf('{', from + 1), starts++) {
    const end = closingBrace(text, from);
    if (end < 0) continue;
    try {
      found.push({ length: end - from, value: JSON.parse(text.slice(from, end + 1)) });
      from = end;
    } catch {
      // Not JSON from here: a later brace may begin one.
    }
  }
  return found.sort((a, b) => b.length - a.length).map(({ value }) => value);
}

function closingBrace(text: string, from: number): number {
  let depth = 0;
  let inString = false;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (inString) {
      if (sign === '\\') at++;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return at;
  }
  return -1;
}
