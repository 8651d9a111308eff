import type { AddressObject, AttachmentStream, Headers } from 'mailparser';
import type { Readable } from 'node:stream';
import { LARGEST_FILE, MOST_FILES, safeName, typeOfFile } from '../../layers/core/mail/files.ts';
import type { MailProblem, ReceivedFile, ReceivedMail } from '../../layers/core/mail/receivedMail.ts';
import { messageIdsIn } from '../../layers/core/mail/threading.ts';
import { addressesIn, bareAddress } from './addresses.ts';
import { readHtml } from './readHtml.ts';

/** Characters of readable text that are kept of a mail; the mail itself is kept whole. */
export const LONGEST_TEXT = 200_000;
const LONGEST_HEADER = 2_000;
const LONGEST_SUBJECT = 300;
/** Of a hundred thousand recipients nobody needs all: ours is in the envelope. */
const MOST_RECIPIENTS = 200;
/** Parts that only prove a signature. */
const SIGNATURES = /^application\/(pgp-signature|(x-)?pkcs7-signature)$/;
const ENCRYPTED = /^(multipart\/encrypted|application\/(x-)?pkcs7-mime\b(?!.*signed-data))/i;

/**
 * Reads a mail as it streams in: files are taken one after the other, so that memory holds what is kept and no more. Whatever
 * is wrong with the mail is in `problems`; only an error of `source` itself is thrown.
 */
export async function parseMail(source: Readable): Promise<ReceivedMail> {
  const { MailParser } = await import('./mailParser.ts');
  const parser = new MailParser({
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  });
  const read = new MailReading();
  let broken: Error | undefined;
  source.once('error', error => {
    broken = error;
    parser.destroy(error);
  });
  parser.once('headers', headers => (read.headers = headers));
  parser.once('headerLines', lines => (read.lines = lines));
  source.pipe(parser);
  try {
    for await (const part of parser as AsyncIterable<any>) {
      if (part.type === 'attachment') await read.takeFile(part);
      else if (part.type === 'text') await read.takeText(part);
    }
  } catch {
    if (broken) throw broken;
    read.problems.add('damaged');
  }
  return read.mail();
}

class MailReading {
  headers: Headers = new Map();
  lines: readonly { key: string; line: string }[] = [];
  readonly problems = new Set<MailProblem>();
  readonly #files: ReceivedFile[] = [];
  #text = '';
  #calendar: string | undefined;
  #count = 0;

  /** The plain text where there is some, else that of the HTML. */
  async takeText({ text = '', html }: { text?: string; html?: string | boolean }): Promise<void> {
    this.#text = text;
    if (text.trim() !== '' || typeof html !== 'string') return;
    const read = await readHtml(html);
    this.#text = read.text;
    if (!read.whole) this.problems.add('html-unreadable');
  }

  /** Reads a file to its end, also where it isn't kept: the rest of the mail comes behind it. */
  async takeFile(part: AttachmentStream): Promise<void> {
    const id = String(++this.#count);
    const keeps = this.#files.length < MOST_FILES;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of part.content as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (keeps && size <= LARGEST_FILE) chunks.push(chunk);
    }
    part.release?.();
    const declared = (part.contentType ?? 'application/octet-stream').toLowerCase();
    if (declared === 'text/calendar') this.#calendar ??= methodOf(part);
    if (SIGNATURES.test(declared)) return;
    const file = { id, name: nameOf(part, id), type: declared, size, inline: isInline(part) };
    if (!keeps)
      return void (this.#count <= 2 * MOST_FILES && this.#files.push({ ...file, refused: 'too-many' }));
    if (size > LARGEST_FILE) return void this.#files.push({ ...file, refused: 'too-large' });
    const content = Buffer.concat(chunks);
    const checked = typeOfFile(file.name, declared, content);
    this.#files.push('refused' in checked ? { ...file, ...checked } : { ...file, ...checked, content });
  }

  mail(): ReceivedMail {
    const headers: Record<string, string> = {};
    for (const { key, line } of this.lines) headers[key] ??= valueOf(line);
    const authors = addressesIn(this.headers.get('from'));
    const claims = this.lines.filter(({ key }) => key === 'from').length;
    const [author] = authors;
    const address = bareAddress(author?.address);
    if (!address) this.problems.add('no-sender');
    // A mail in parts of which none was found: what it says is not what was read.
    const lacksParts = /^multipart\//i.test(headers['content-type'] ?? '') && this.#text.trim() === '';
    if (lacksParts && this.#count === 0) this.problems.add('damaged');
    if (ENCRYPTED.test(headers['content-type'] ?? '') || /^-{5}BEGIN PGP MESSAGE-{5}$/m.test(this.#text))
      this.problems.add('encrypted');
    if (this.#text.length > LONGEST_TEXT) this.problems.add('text-cut');
    const name = oneLine(author?.name ?? '');
    const replyTo = bareAddress(addressesIn(this.headers.get('reply-to'))[0]?.address);
    const [messageId] = messageIdsIn(headers['message-id']);
    return {
      ...(messageId && { messageId }),
      inReplyTo: messageIdsIn(headers['in-reply-to']),
      references: messageIdsIn(headers['references']),
      ...(address && { from: { address, ...(name && { name: name.slice(0, 100) }) } }),
      authors: Math.max(authors.length, claims > 1 ? claims : 0),
      ...(replyTo && { replyTo }),
      recipients: this.#recipients(),
      subject: oneLine(textOf(this.headers.get('subject'))).slice(0, LONGEST_SUBJECT),
      text: this.#text.slice(0, LONGEST_TEXT),
      headers,
      attachments: this.#files,
      ...(this.#calendar && { calendar: this.#calendar }),
      problems: [...this.problems],
    };
  }

  #recipients(): string[] {
    const all = ['to', 'cc'].flatMap(name => addressesIn(this.headers.get(name) as AddressObject));
    return all.slice(0, MOST_RECIPIENTS).flatMap(({ address }) => bareAddress(address) ?? []);
  }
}

/** The value of a raw header line, unfolded. */
const valueOf = (line: string) => oneLine(line.slice(line.indexOf(':') + 1, LONGEST_HEADER)).trim();

// eslint-disable-next-line no-control-regex
const oneLine = (text: string) => text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isInline = ({ contentDisposition, related, contentType }: AttachmentStream) =>
  (related === true || contentDisposition === 'inline') && /^image\//.test(contentType ?? '');

function nameOf(part: AttachmentStream, id: string): string {
  const fallback = { 'message/rfc822': 'mail.eml', 'text/calendar': 'invitation.ics' }[part.contentType];
  return safeName(part.filename ?? fallback, id);
}

function methodOf(part: AttachmentStream): string | undefined {
  const type = part.headers.get('content-type') as { params?: { method?: string } } | undefined;
  return type?.params?.method?.toUpperCase();
}
