/** Tags that Polly's generative voices take; another one is an error in the call. */
const TAGS = new Set([
  'speak',
  'break',
  'lang',
  'mark',
  'p',
  's',
  'phoneme',
  'prosody',
  'say-as',
  'sub',
  'w',
]);
const TAG = /<(\/?)([a-z:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Characters a voice says in a second, pauses between words included. */
const CHARACTERS_A_SECOND = 15;
const SLOW = 1.25;

export interface Spoken {
  text: string;
  /** Milliseconds it takes to say, about. */
  ms: number;
}

/** What is heard of a prompt's plain text. */
export const spokenPlain = (text: string): Spoken => ({ text, ms: timeOf(text) });

const timeOf = (text: string) => Math.ceil((text.length / CHARACTERS_A_SECOND) * 1000);

/** Reads SSML as a voice would: undefined where it is malformed or has a tag that voices don't know. */
export function spokenSsml(ssml: string): Spoken | undefined {
  const open: string[] = [];
  let text = '';
  let pauses = 0;
  let slow = false;
  let sayAs: string | undefined;
  let at = 0;
  while (at < ssml.length) {
    if (ssml[at] === '<') {
      TAG.lastIndex = at;
      const tag = TAG.exec(ssml);
      if (!tag) return undefined;
      const [whole, closes, name = '', attributes = '', empty] = tag;
      if (!TAGS.has(name)) return undefined;
      at += whole.length;
      if (closes) {
        if (open.pop() !== name) return undefined;
        if (name === 'say-as') sayAs = undefined;
        if (name === 's' || name === 'p') text += ' ';
        continue;
      }
      if (name === 'break') pauses += pauseOf(attributes);
      if (name === 'prosody' && /rate="(?:x-)?slow"/.test(attributes)) slow = true;
      if (name === 'say-as') sayAs = /interpret-as="([^"]*)"/.exec(attributes)?.[1];
      if (!empty) open.push(name);
      continue;
    }
    const next = ssml.indexOf('<', at);
    const raw = ssml.slice(at, next === -1 ? undefined : next);
    if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(raw) || (open.length === 0 && raw.trim() !== ''))
      return undefined;
    const words = raw.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name]!);
    text += sayAs ? [...words].filter(sign => sign.trim() !== '').join(' ') : words;
    at += raw.length;
  }
  if (open.length > 0 || !ssml.trimStart().startsWith('<speak')) return undefined;
  const plain = text.replace(/\s+/g, ' ').trim();
  return { text: plain, ms: Math.ceil(timeOf(plain) * (slow ? SLOW : 1)) + pauses };
}

function pauseOf(attributes: string): number {
  const [, amount, unit] = /time="(\d+)(ms|s)"/.exec(attributes) ?? [];
  return amount ? Number(amount) * (unit === 's' ? 1000 : 1) : 500;
}
