import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { Mailer } from '../../layers/core/mail/mailer.ts';

/** One-time codes to the address on file. Only their hash is kept, and neither is logged. */
export interface IdentityCodes {
  /** Mails a new code and returns its hash. */
  send(caseId: string, email: string, clientName: string): Promise<string>;
  isRight(caseId: string, code: string, hash: string): Promise<boolean>;
}

const LOWEST = 100_000;
const HIGHEST = 1_000_000;

export function createIdentityCodes(
  mailer: () => Promise<Mailer>,
  key: () => Promise<string>,
): IdentityCodes {
  const hashOf = async (caseId: string, code: string) =>
    createHmac('sha256', await key())
      .update(`code:${caseId}:${code}`)
      .digest('base64url');
  return {
    async send(caseId, email, clientName) {
      const code = String(randomInt(LOWEST, HIGHEST));
      const mail = await mailer();
      await mail.send({
        to: email,
        subject: `Your code for ${clientName}`,
        text: [
          `Your code is ${code}.`,
          'Type it into the chat within ten minutes. We ask for it to make sure that it is you.',
          'If you are not in touch with us at the moment, ignore this mail: nothing happens without the code.',
        ].join('\n\n'),
      });
      return hashOf(caseId, code);
    },
    async isRight(caseId, code, hash) {
      const given = Buffer.from(await hashOf(caseId, code));
      const right = Buffer.from(hash);
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
