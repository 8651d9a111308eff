import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { Readable } from 'node:stream';
import { parseMail } from '../../functions/receive-email/parseMail.ts';
import { visibleText } from '../../layers/core/mail/visibleText.ts';
import { readMessage } from './readMessage.ts';

const HEAD = 'From: Mara <mara@mail.example>\r\nTo: support@larchfield.example\r\nSubject: Gift card\r\n';
const QUESTION = 'How long is a gift card valid?';
const bytes = (text: string) => Buffer.from(text, 'latin1');

test('a mail of 40 MB is read as it streams in: its file is named and refused, its words are read', async () => {
  const line = bytes(`${'A'.repeat(76)}\r\n`.repeat(1_000));
  let given = 0;
  const source = Readable.from(
    (function* () {
      yield bytes(
        `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n${QUESTION}\r\n--b\r\n`,
      );
      yield bytes('Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n');
      for (; given < 40e6; given += line.length) yield line;
      yield bytes('\r\n--b--\r\n');
    })(),
  );
  const mail = await parseMail(source);
  expect(mail.text).toContain(QUESTION);
  expect(mail.attachments).toMatchObject([{ name: 'a.pdf', refused: 'too-large' }]);
  expect(mail.attachments[0]!.size).toBeGreaterThan(29e6);
});

test('20 MB of text: its beginning is read, and a person looks', async () => {
  const { judged, mail } = await readMessage(bytes(`${HEAD}\r\n${`${QUESTION} `.repeat(700_000)}`));
  expect(judged).toMatchObject({ take: 'turn', forPerson: 'mail-unreadable' });
  expect(mail.problems).toEqual(['text-cut']);
});

test.each([
  [
    '10,000 recipients',
    `To: ${Array.from({ length: 10_000 }, (_, n) => `r${n}@mail.example`).join(',\r\n ')}\r\n`,
  ],
  ['a header line of 1 MB', `X-Long: ${'x'.repeat(1_000_000)}\r\n`],
  ['a subject of 100 kB', `Subject: ${'Gift card '.repeat(10_000)}\r\n`],
  [
    '10,000 references',
    `References: ${Array.from({ length: 10_000 }, (_, n) => `<${n}@x>`).join('\r\n ')}\r\n`,
  ],
])('%s', async (_, header) => {
  const { judged, mail } = await readMessage(
    bytes(`From: mara@mail.example\r\n${header}\r\n${QUESTION}\r\n`),
  );
  expect(judged).toMatchObject({ take: 'turn', answerTo: 'mara@mail.example' });
  expect(judged.take === 'turn' && judged.text).toContain(QUESTION);
  expect(mail.recipients.length).toBeLessThanOrEqual(200);
  expect(mail.subject.length).toBeLessThanOrEqual(300);
});

test('a head that nobody can read is refused, not guessed at', async () => {
  const head = Array.from({ length: 20_000 }, (_, n) => `X-${n}: y\r\n`).join('');
  const { judged } = await readMessage(bytes(`${HEAD}${head}\r\n${QUESTION}\r\n`));
  expect(judged).toEqual({ take: 'refused', why: 'no-sender' });
});

test.each([
  ['deep HTML', 'text/html', '<div>'.repeat(200_000)],
  ['tables in tables', 'text/html', '<table><tr><td>'.repeat(50_000)],
  ['unclosed pictures', 'text/html', '<img '.repeat(200_000)],
  ['only angle brackets', 'text/html', '<'.repeat(500_000)],
  ['quotes in quotes', 'text/plain', `${'>'.repeat(100_000)}\n`.repeat(3)],
  ['attributions without end', 'text/plain', 'On Monday, somebody '.repeat(20_000)],
  ['white space', 'text/plain', ' \t'.repeat(300_000)],
  ['1,000 empty parts', 'multipart/mixed; boundary=b', '--b\r\n\r\n\r\n'.repeat(1_000)],
])(
  '%s ends soon, whatever is read of it',
  async (_, type, body) => {
    const { judged } = await readMessage(bytes(`${HEAD}Content-Type: ${type}\r\n\r\n${body}`));
    expect(judged.take).toBe('turn');
  },
  20_000,
);

test('any bytes at all are read without an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async body => {
      await readMessage(
        Buffer.concat([bytes(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n`), body]),
      );
      await readMessage(body);
    }),
    { numRuns: 60 },
  );
});

test('a mail cut off anywhere is read as far as it goes', async () => {
  const whole = bytes(
    `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${QUESTION}\r\n--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n`,
  );
  for (let end = 0; end <= whole.length; end += 7) {
    const { judged } = await readMessage(whole.subarray(0, end));
    if (end > 100) expect(judged.take).toBe('turn');
  }
});

const words = fc.array(fc.constantFrom('tent', 'Größe', 'zurück', 'valid', 'card', 'Ωmega', '数量', 'été'), {
  minLength: 1,
  maxLength: 12,
});
const sentence = words.map(list => `${list.join(' ')}.`);
const generated = fc.record({
  text: fc.array(sentence, { minLength: 1, maxLength: 4 }).map(lines => lines.join('\n')),
  html: fc.boolean(),
  encoding: fc.constantFrom('quoted-printable', 'base64'),
  files: fc.nat(3),
  signature: fc.boolean(),
  quoted: fc.boolean(),
});

test('what a mail program writes comes back: text, names, files; quotes and signatures apart', async () => {
  await fc.assert(
    fc.asyncProperty(generated, async ({ text, html, encoding, files, signature, quoted }) => {
      const body = `${text}${signature ? '\n\n-- \nMara Winter\nAlpine Street 5' : ''}${quoted ? '\n\nOn Tue, 24 Nov 2026, Shop <s@shop.example> wrote:\n> An old answer.' : ''}`;
      const built = await createTransport({ streamTransport: true, buffer: true }).sendMail({
        from: { name: 'Jürgen Öttl', address: 'Juergen@Mail.example' },
        to: 'support@larchfield.example',
        subject: 'Re: Größe',
        text: body,
        ...(html && { html: `<p>${body.replace(/>/g, '&gt;').replace(/\n/g, '<br>')}</p>` }),
        textEncoding: encoding as 'base64',
        attachments: Array.from({ length: files }, (_, n) => ({
          filename: `Bild ${n} für Sie.png`,
          content: Buffer.from([0x89, 0x50, 0x4e, 0x47, n]),
        })),
      });
      const { mail, judged } = await readMessage(built.message as Buffer);
      expect(mail).toMatchObject({
        from: { address: 'juergen@mail.example', name: 'Jürgen Öttl' },
        subject: 'Re: Größe',
      });
      expect(mail.text.trim()).toContain(text.split('\n')[0]);
      expect(mail.attachments.map(({ name, content }) => [name, content?.length])).toEqual(
        Array.from({ length: files }, (_, n) => [`Bild ${n} für Sie.png`, 5]),
      );
      expect(judged.take === 'turn' && judged.text).toBe(text);
    }),
    { numRuns: 40 },
  );
});

test('what the AI reads of a text is a part of it', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          sentence,
          fc.constantFrom('> quoted', '-- ', 'Kind regards', 'Mara', '', 'On Monday A wrote:'),
        ),
        { maxLength: 20 },
      ),
      lines => {
        const { text } = visibleText(lines.join('\n'));
        const written = lines.map(line => line.trim());
        for (const line of text.split('\n').filter(Boolean)) expect(written).toContain(line.trim());
      },
    ),
    { numRuns: 200 },
  );
});
