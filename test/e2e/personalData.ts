/** Addresses, telephone numbers, signed tokens and keys, whoever's they are. */
const SHAPES: [string, RegExp][] = [
  ['an address', /[\w.+-]+@(?:mail|[\w-]+\.mail|shop|provider)\.example/i],
  ['a telephone number', /(?<![\w.-])\+\d{9,15}(?!\d)/],
  ['a signed link', /\/(?:reply|survey)[/#][\w.-]{20,}/],
  ['a bearer token', /Bearer\s+[\w-]{8,}/i],
  ['a JSON web token', /eyJ[\w-]{8,}\.[\w-]{8,}/],
  ['a key', /"(?:secret|password|apiKey|authorization)"\s*:\s*"[^"*]+"/i],
];
/** Shorter words of a customer stand in any log: `yes`, `thanks`. */
const TELLING = 12;

/** What a log must not hold: of these words, or of such a shape. Empty when all is well; says the line without its words. */
export function personalDataIn(lines: readonly string[], words: readonly string[]): string[] {
  const telling = words.filter(word => word.length >= TELLING).map(word => JSON.stringify(word).slice(1, -1));
  return lines.flatMap(line => [
    ...SHAPES.filter(([, shape]) => shape.test(line)).map(([what]) => `${what} in: ${line}`),
    ...telling.filter(word => line.includes(word)).map(word => `"${word}" in: ${line}`),
  ]);
}
