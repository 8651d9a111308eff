/** What a message, mail or notification must look like, as goldens write it. */
export interface Wanted {
  contains: string[];
  excludes: string[];
  capture: Record<string, string>;
}

/** Replaces `{name}` by what was captured earlier. Throws an Error naming a value that nothing captured. */
export function fillIn(text: string, captured: Record<string, string>): string {
  return text.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (_whole, name: string) => {
    const value = captured[name];
    if (value === undefined) throw new Error(`{${name}} was never captured`);
    return value;
  });
}

/** What is wrong with `text`; empty when it is as wanted. */
export function differences(text: string, wanted: Wanted, captured: Record<string, string>): string[] {
  const plain = normal(text);
  const missing = wanted.contains
    .map(part => fillIn(part, captured))
    .filter(part => !plain.includes(normal(part)))
    .map(part => `"${part}" is missing`);
  const unwanted = wanted.excludes
    .map(part => fillIn(part, captured))
    .filter(part => plain.includes(normal(part)))
    .map(part => `"${part}" must not be there`);
  const unreadable = Object.entries(wanted.capture)
    .filter(([, pattern]) => new RegExp(pattern, 'u').exec(text)?.[1] === undefined)
    .map(([name, pattern]) => `{${name}} can't be captured by /${pattern}/`);
  return [...missing, ...unwanted, ...unreadable];
}

/** The values that `wanted.capture` takes from a text. */
export function captures(text: string, wanted: Wanted): Record<string, string> {
  return Object.fromEntries(
    Object.entries(wanted.capture).flatMap(([name, pattern]) => {
      const value = new RegExp(pattern, 'u').exec(text)?.[1];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Case, white space and typographic quotes are not what a golden is about. */
function normal(text: string): string {
  return text.toLowerCase().replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ');
}
