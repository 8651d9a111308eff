/** One message of a file, with the line it stands on (from 1). */
export interface Message {
  line: number;
  text: string;
}
export interface Messages {
  messages: Message[];
  /** Lines that are not `{"text": "…"}`: named, counted, left out. */
  malformed: { line: number; what: string }[];
}

/** Reads JSON Lines of `{"text": …}`; further members are ignored, blank lines skipped. */
export function readMessages(content: string, limit = Infinity): Messages {
  const messages: Message[] = [];
  const malformed: Messages['malformed'] = [];
  for (const [index, text] of content.split('\n').entries()) {
    if (messages.length >= limit) break;
    if (text.trim() === '') continue;
    const line = index + 1;
    const read = readLine(text);
    if ('what' in read) malformed.push({ line, what: read.what });
    else messages.push({ line, text: read.text });
  }
  return { messages, malformed };
}

function readLine(line: string): { text: string } | { what: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { what: 'not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { what: 'not an object' };
  const { text } = value as { text?: unknown };
  if (typeof text !== 'string') return { what: '"text" is not a string' };
  return text.trim() === '' ? { what: '"text" is empty' } : { text };
}
