import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { CodeTo } from '../domain/config/codesBySms.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Attempts } from '../store/attempts.ts';
import type { Texter } from '../texts/texter.ts';
import { codeWordsIn } from './codeWords.ts';

/**
 * One-time codes to the address or number on file. Only a hash is kept of code and address, and neither is logged. Both the
 * codes sent to an address and the guesses at them are counted by address over all cases: a new chat starts no new count.
 */
export interface IdentityCodes {
  /** Sends a new code; undefined when this address, or by text message all customers together, were sent too many. */
  send(caseId: string, to: CodeTo, from: CodeFrom): Promise<SentCode | undefined>;
  /** `blocked`: too many guesses at codes of this address; the code isn't even compared. */
  check(caseId: string, code: string, sent: SentCode): Promise<'right' | 'wrong' | 'blocked'>;
}

export interface CodeFrom {
  client: string;
  /** What the customer is spoken to in. */
  language: string;
  /** To all customers together. */
  mostTextsADay?: number | undefined;
}

export interface SentCode {
  hash: string;
  /** Stands for the address in counts. */
  address: string;
}

const LOWEST = 100_000;
const HIGHEST = 1_000_000;
const CODES = { most: 5, hours: 24 };
/** Each costs money, and somebody may earn by being texted. */
const TEXTS = { most: 3, hours: 24 };
/** Right ones count too: there can't be more of them than codes. 15 guesses at 900,000 codes are 1 in 60,000 a day. */
const GUESSES = { most: 15, hours: 24 };

export function createIdentityCodes(
  mailer: () => Promise<Mailer>,
  key: () => Promise<string>,
  attempts: Attempts,
  texter?: Texter,
): IdentityCodes {
  const mac = async (text: string) =>
    createHmac('sha256', await key())
      .update(text)
      .digest('base64url');
  const hashOf = (caseId: string, code: string) => mac(`code:${caseId}:${code}`);
  const mayText = async (address: string, mostADay = 0) =>
    (await attempts.take(`code-sent:${address}`, TEXTS)) &&
    (await attempts.take('codes-texted', { most: mostADay, hours: 24 }));
  return {
    async send(caseId, to, { client, language, mostTextsADay }) {
      const words = codeWordsIn(language);
      const code = String(randomInt(LOWEST, HIGHEST));
      if ('phone' in to) {
        const address = await mac(`phone:${to.phone}`);
        if (!texter || !(await mayText(address, mostTextsADay))) return undefined;
        await texter.send(to.phone, words.text(client, code));
        return { hash: await hashOf(caseId, code), address };
      }
      const address = await mac(`address:${to.email.trim().toLowerCase()}`);
      if (!(await attempts.take(`code-sent:${address}`, CODES))) return undefined;
      const mail = await mailer();
      await mail.send({
        to: to.email,
        subject: words.subject(client),
        text: words.mail(code).join('\n\n'),
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
