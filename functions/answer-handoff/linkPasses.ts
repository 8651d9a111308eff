import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { peopleOf } from '../../layers/core/domain/askedPeople.ts';
import type { Mailer } from '../../layers/core/mail/mailer.ts';
import { codeMail } from '../../layers/core/mail/renewedMail.ts';
import { signLink } from '../../layers/core/secrets/signedLink.ts';
import type { Limits } from '../../layers/core/store/limits.ts';
import type { LinkCodes } from '../../layers/core/store/linkCodes.ts';
import { findHandoff, type OpenLinkDependencies, type Refused } from './openLink.ts';

const CODE_MINUTES = 10;
const PASS_MINUTES = 60;
/** Codes sent, and codes tried, in a quarter of an hour for one link: guessing a code takes years. */
const MOST_SENT = 3;
const MOST_TRIED = 5;
export const CODES_SECONDS = 15 * 60;

export interface LinkPassDependencies extends OpenLinkDependencies {
  mailer: Mailer;
  codes: LinkCodes;
  limits: Limits;
}

/** Mails a one-time code to the contact the link was made for, whoever opened it. */
export async function sendCode(
  token: string,
  deps: LinkPassDependencies,
): Promise<{ ok: true } | { ok: false; why: Refused | 'too-many' }> {
  const { config, codes, limits, mailer, linkKey, now } = deps;
  const found = await findHandoff(token, deps);
  if (!found.ok) return found;
  const link = nameOf(found);
  if (!(await limits.take(`code-sent-${link}`, MOST_SENT, CODES_SECONDS)))
    return { ok: false, why: 'too-many' };
  const people = peopleOf(config.clientTeam);
  const person = people[found.person] ?? people[0]!;
  const code = String(randomInt(100_000, 1_000_000));
  const expires = new Date(now().getTime() + CODE_MINUTES * 60_000).toISOString();
  await codes.keep(link, { hash: hashOf(link, code, await linkKey()), expires });
  await mailer.send(codeMail({ case: found.case, config, person, code, minutes: CODE_MINUTES }));
  return { ok: true };
}

/** The pass for a right code: good for an hour, for this link's contact and hand-over only. */
export async function takeCode(
  token: string,
  code: string,
  deps: LinkPassDependencies,
): Promise<{ ok: true; pass: string } | { ok: false; why: Refused | 'too-many' | 'wrong-code' }> {
  const { codes, limits, linkKey, now } = deps;
  const found = await findHandoff(token, deps);
  if (!found.ok) return found;
  const link = nameOf(found);
  if (!(await limits.take(`code-tried-${link}`, MOST_TRIED, CODES_SECONDS)))
    return { ok: false, why: 'too-many' };
  const key = await linkKey();
  const kept = await codes.get(link);
  const isRight =
    kept !== undefined &&
    Date.parse(kept.expires) > now().getTime() &&
    timingSafeEqual(Buffer.from(kept.hash), Buffer.from(hashOf(link, code, key))) &&
    (await codes.use(link, kept.hash));
  if (!isRight) return { ok: false, why: 'wrong-code' };
  const { caseId, epoch: version } = found.case;
  const expires = Math.floor(now().getTime() / 1000) + PASS_MINUTES * 60;
  return {
    ok: true,
    pass: signLink({ purpose: 'pass', caseId, version, of: String(found.person), expires }, key),
  };
}

const nameOf = ({
  case: { caseId, epoch },
  person,
}: {
  case: { caseId: string; epoch: number };
  person: number;
}) => `${caseId}-${epoch}-${person}`;

const hashOf = (link: string, code: string, key: string) =>
  createHmac('sha256', key).update(`link-code:${link}:${code}`).digest('base64url');
