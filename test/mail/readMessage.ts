import { Readable } from 'node:stream';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseMail } from '../../functions/receive-email/parseMail.ts';
import { judgeMail, type Judged } from '../../layers/core/mail/judgeMail.ts';
import type { ReceivedMail } from '../../layers/core/mail/receivedMail.ts';
import { verdictsOf, VERDICTS_HEADER } from '../../local/ses/verdicts.ts';

const FOLDER = fileURLToPath(new URL('messages/', import.meta.url));
const OURS = 'support@larchfield.example';

export const messageNames = () => readdirSync(FOLDER).map(file => file.replace(/\.eml$/, ''));
export const readFile = (name: string) => readFileSync(`${FOLDER}${name}.eml`);

/** Reads a raw mail and judges it, as the function does. */
export async function readMessage(
  source: Uint8Array,
  { signedThread = false } = {},
): Promise<{ mail: ReceivedMail; judged: Judged }> {
  // In small pieces, as they come over the network.
  const pieces = Array.from({ length: Math.ceil(source.length / 1_000) }, (_, n) =>
    source.subarray(n * 1_000, (n + 1) * 1_000),
  );
  const mail = await parseMail(Readable.from(pieces));
  const returnPath = mail.headers['return-path'] ?? mail.from?.address ?? '';
  const judged = judgeMail(mail, {
    origin: { returnPath: returnPath.replace(/[<>]/g, ''), isOurs: address => address === OURS },
    verdicts: verdictsOf(mail.headers[VERDICTS_HEADER], source),
    signedThread,
  });
  return { mail, judged };
}
