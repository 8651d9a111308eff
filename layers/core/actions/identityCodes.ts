import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { Mailer } from '../mail/mailer.ts';
import type { Attempts } from '../store/attempts.ts';

/**
 * One-time codes to the address on file. Only a hash is kept of code and address, and neither is logged. Both the codes
 * mailed to an address and the guesses at them are counted by address over all cases: a new chat starts no new count.
 */
export interface IdentityCodes {
  /** Mails a new code; undefined when this address was sent too many. */
  send(caseId: string, email: string, clientName: string): Promise<SentCode | undefined>;
  /** `blocked`: too many guesses at codes of this address; the code isn't even compared. */
  check(caseId: string, code: string, sent: SentCode): Promise<'right' | 'wrong' | 'blocked'>;
}

export interface SentCode {
  hash: string;
  /** Stands for the address in counts. */
  address: string;
}

const LOWEST = 100_000;
const HIGHEST = 1_000_000;
const CODES = { most: 5, hours: 24 };
/** Right ones count too: there can't be more of them than codes. 15 guesses at 900,000 codes are 1 in 60,000 a day. */
const GUESSES = { most: 15, hours: 24 };

export function createIdentityCodes(
  mailer: () => Promise<Mailer>,
  key: () => Promise<string>,
  attempts: Attempts,
): IdentityCodes {
  const mac = async (text: string) =>
    createHmac('sha256', await key())
      .update(text)
      .digest('base64url');
  const hashOf = (caseId: string, code: string) => mac(`code:${caseId}:${code}`);
  return {
    async send(caseId, email, clientName) {
      const address = await mac(`address:${email.trim().toLowerCase()}`);
      if (!(await attempts.take(`code-sent:${address}`, CODES))) return undefined;
      const code = String(randomInt(LOWEST, HIGHEST));
      const mail = await mailer();
      await mail.send({
        to: email,
        subject: `Your code for ${clientName}`,
        text: [
          `Your code is ${code}.`,
          'Give it to us within ten minutes, where you asked. We need it to make sure that it is you.',
          'If you are not in touch with us at the moment, ignore this mail: nothing happens without the code.',
        ].join('\n\n'),
      });
      return { hash: await hashOf(caseId, code), address };
    },
    async check(caseId, code, { hash, address }) {
      if (!(await attempts.take(`code-guessed:${address}`, GUESSES))) return 'blocked';
      const given = Buffer.from(await hashOf(caseId, code));
      const right = Buffer.from(hash);
      return given.length === right.length && timingSafeEqual(given, right) ? 'right' : 'wrong';
    },
  };
}
