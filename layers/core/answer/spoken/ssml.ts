const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Control characters are no XML, and a voice has nothing to say for them. */
// eslint-disable-next-line no-control-regex
const UNSAYABLE = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/gu;
const SENTENCE = /[^.!?…]+(?:[.!?…]+["')»”]*|$)(?=\s|$)|\S\S*/gu;

const escapeXml = (text: string) => text.replace(/[&<>]/g, sign => ESCAPES[sign]!);

/** Lex takes at most 1,024 characters a message, mark-up included. */
const LONGEST = 1_024;

/**
 * Spoken text as SSML: a sentence each, so that the voice falls and pauses between; slower on wish. Of the tags only those
 * that Polly's generative voices know (`break`, `s`, `prosody` with a rate). What is too long for a message loses its end.
 */
export function toSsml(spoken: string, { slow = false }: { slow?: boolean } = {}): string {
  const sentences = (spoken.replace(UNSAYABLE, ' ').match(SENTENCE) ?? [])
    .map(sentence => sentence.trim())
    .filter(Boolean);
  for (let kept = sentences.length; kept > 0; kept -= 1) {
    const ssml = document(sentences.slice(0, kept), slow);
    if (ssml.length <= LONGEST) return ssml;
  }
  // Not even the first sentence fits: its beginning does, whatever is escaped in it.
  return document(
    sentences.slice(0, 1).map(sentence => sentence.slice(0, LONGEST / 6)),
    slow,
  );
}

function document(sentences: string[], slow: boolean): string {
  const body = sentences
    .map(sentence => `<s>${escapeXml(sentence)}</s>`)
    .join(slow ? '<break time="400ms"/>' : '');
  return `<speak>${slow ? `<prosody rate="slow">${body}</prosody>` : body}</speak>`;
}
