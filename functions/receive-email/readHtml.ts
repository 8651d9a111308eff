const LONGEST = 1_000_000;

/**
 * The readable text of HTML. mailparser turns only the HTML of a mail's root into text, so this is given to it as one: its
 * guards against nesting that takes minutes come with it. `false`: only the bare words, since the HTML could not be read.
 */
export async function readHtml(html: string): Promise<{ text: string; whole: boolean }> {
  const { MailParser } = await import('./mailParser.ts');
  const parser = new MailParser({
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    maxHtmlLengthToParse: LONGEST,
  });
  parser.end(Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${withoutPictures(html)}`));
  let text = '';
  let failed = false;
  try {
    for await (const part of parser as AsyncIterable<any>) {
      if (part.type !== 'text') continue;
      text = part.text ?? '';
      failed ||= part.textConversionError !== undefined;
    }
  } catch {
    failed = true;
  }
  return failed ? { text: bareWords(html), whole: false } : { text, whole: true };
}

/** Names of pictures say nothing, and a picture within the text can be megabytes. */
const withoutPictures = (html: string) => without(html, '<img', '>');

const bareWords = (html: string) =>
  [
    ['<style', '</style>'],
    ['<script', '</script>'],
  ]
    .reduce((rest, [begin, end]) => without(rest, begin!, end!), html.slice(0, LONGEST))
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/[ \t]+/g, ' ');

/** Drops each stretch from `begin` to the next `end`. By hand: a pattern that looks ahead takes minutes on crafted HTML. */
function without(html: string, begin: string, end: string): string {
  const small = html.replace(/[A-Z]+/g, letters => letters.toLowerCase());
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const from = small.indexOf(begin, at);
    const to = from < 0 ? -1 : small.indexOf(end, from);
    if (to < 0) return kept.join('') + html.slice(at);
    kept.push(html.slice(at, from));
    at = to + end.length;
  }
}
