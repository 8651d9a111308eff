export interface ParsedMail {
  /** Header names as written; repeated headers keep the last. */
  headers: Record<string, string>;
  text?: string;
  html?: string;
}

/** Reads headers and the first text and HTML parts of an RFC 5322 message; attachments are passed over. */
export function parseMail(raw: Uint8Array): ParsedMail {
  // latin1 keeps every byte one character until the part's own charset is known.
  const { headers, body } = split(Buffer.from(raw).toString('latin1'));
  const mail: ParsedMail = { headers: decodedHeaders(headers) };
  collect(headers, body, mail);
  return mail;
}

function split(source: string): { headers: Record<string, string>; body: string } {
  const end = /\r?\n\r?\n/.exec(source);
  const head = end ? source.slice(0, end.index) : source;
  const headers: Record<string, string> = {};
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  return { headers, body: end ? source.slice(end.index + end[0].length) : '' };
}

export function header(headers: Record<string, string>, name: string): string | undefined {
  const found = Object.keys(headers).find(key => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : headers[found];
}

function collect(headers: Record<string, string>, body: string, mail: ParsedMail) {
  const type = header(headers, 'Content-Type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (/^multipart\//i.test(type) && boundary) {
    for (const part of parts(body, boundary)) {
      const inner = split(part);
      collect(inner.headers, inner.body, mail);
    }
    return;
  }
  if (/^attachment/i.test(header(headers, 'Content-Disposition') ?? '')) return;
  if (/^text\/html/i.test(type)) mail.html ??= decoded(headers, type, body);
  else if (/^text\/plain/i.test(type)) mail.text ??= decoded(headers, type, body);
}

function parts(body: string, boundary: string): string[] {
  const pieces = `\n${body}`.split(`\n--${boundary}`);
  return pieces
    .slice(1)
    .filter(piece => !piece.startsWith('--'))
    .map(piece => piece.replace(/^[^\n]*\n/, '').replace(/\r$/, ''));
}

function decoded(headers: Record<string, string>, type: string, body: string): string {
  const encoding = header(headers, 'Content-Transfer-Encoding')?.toLowerCase();
  const charset = /charset="?([^";]+)"?/i.exec(type)?.[1] ?? 'utf-8';
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : Buffer.from(encoding === 'quoted-printable' ? unquoted(body) : body, 'latin1');
  return new TextDecoder(charset).decode(bytes);
}

function unquoted(text: string): string {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

/** Encoded words (`=?utf-8?B?…?=`) and raw UTF-8 made readable. */
function decodedHeaders(headers: Record<string, string>): Record<string, string> {
  const readable = (value: string) =>
    Buffer.from(value, 'latin1')
      .toString('utf8')
      .replace(/\?=\s+=\?/g, '?==?')
      .replace(/=\?([^?]+)\?([BQ])\?([^?]*)\?=/gi, (_, charset, kind, text) => {
        const bytes =
          kind.toUpperCase() === 'B'
            ? Buffer.from(text, 'base64')
            : Buffer.from(unquoted(text.replace(/_/g, ' ')), 'latin1');
        return new TextDecoder(charset).decode(bytes);
      });
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, readable(value)]));
}
