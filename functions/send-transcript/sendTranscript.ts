import type { IdentityCodes } from '../../layers/core/actions/identityCodes.ts';
import type { Case, Turn } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { customerIn } from '../../layers/core/domain/identity.ts';
import { replyLanguage } from '../../layers/core/domain/replyLanguage.ts';
import type { CustomerMails } from '../../layers/core/mail/customerMails.ts';
import { readLink } from '../../layers/core/secrets/signedLink.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { LinkCodes } from '../../layers/core/store/linkCodes.ts';
import { digest } from '../../layers/core/store/mailStore.ts';
import { writeTranscript } from './writeTranscript.ts';

export interface TranscriptRequest {
  /** The browser's own token of the chat: `resume` of `POST /chats`. */
  token: string;
  email?: string;
  code?: string;
}

export interface SendTranscriptDependencies {
  store: CaseStore;
  codes: LinkCodes;
  identityCodes: IdentityCodes;
  mails: CustomerMails;
  config: Pick<ClientConfig, 'name' | 'languages' | 'hours' | 'locale'>;
  linkKey: () => Promise<string>;
  now: () => Date;
}

export type TranscriptRefusal =
  | 'forged'
  | 'expired'
  | 'nothing-said'
  | 'no-address'
  | 'not-reached'
  | 'wrong-code'
  | 'too-many'
  | 'already';
export type TranscriptSent =
  /** `code`: one is on its way to the address, and asked for. */
  { ok: true; next: 'sent' | 'code' } | { ok: false; why: TranscriptRefusal };

const CODE_MS = 10 * 60_000;

/**
 * Mails what was said in one chat, once, to whoever had it: at once to an address that was proved in this chat, to any other
 * after its code. So nobody gets a mail with words of others in it without asking, and nobody gets a chat that wasn't theirs.
 * @param mayAsk throws when this network address may have no more codes mailed for now
 */
export async function sendTranscript(
  { token, email: given, code }: TranscriptRequest,
  mayAsk: () => Promise<void>,
  deps: SendTranscriptDependencies,
): Promise<TranscriptSent> {
  const { store } = deps;
  const found = await chatOf(token, deps);
  if (!found.ok) return found;
  const { contactId, current, turns } = found;
  const customer = customerIn(contactId, current.customer);
  const language = replyLanguage(deps.config, current.language);
  const email = given ?? customer.email;
  if (!email) return { ok: false, why: 'no-address' };
  const isProved = customer.identity === 'verified' && customer.email?.toLowerCase() === email.toLowerCase();
  if (!isProved) {
    if (!code) return mailCode(contactId, email, language, mayAsk, deps);
    const checked = await checkCode(contactId, email, code, deps);
    if (checked !== 'right') return { ok: false, why: checked };
  }
  const words = writeTranscript(turns, language, deps.config);
  const to = { ...current, thread: undefined, customer: { ...current.customer, email } };
  try {
    const done = await store.once(`transcript-${contactId}`, async () => {
      if ((await deps.mails.send({ case: to, by: 'house', words })) !== 'sent') throw new NotReached();
      await store.event(current, 'transcript-sent', 'customer', { key: contactId });
    });
    return done === 'already' ? { ok: false, why: 'already' } : { ok: true, next: 'sent' };
  } catch (error) {
    if (error instanceof NotReached) return { ok: false, why: 'not-reached' };
    throw error;
  }
}

/** Nothing was sent: it may be asked again, for another address. */
class NotReached extends Error {}

type Chat =
  | { ok: true; contactId: string; current: Case; turns: Turn[] }
  | { ok: false; why: 'forged' | 'expired' | 'nothing-said' };

/** Only the one chat that the token is of, whatever else belongs to its case. */
async function chatOf(token: string, { store, linkKey, now }: SendTranscriptDependencies): Promise<Chat> {
  const read = readLink(token, 'resume', await linkKey(), now().getTime());
  if (!read.ok) return { ok: false, why: read.why };
  const contactId = read.claim.caseId;
  const contact = await store.getContact(contactId);
  const current = contact && (await store.get(contact.caseId));
  if (!current) return { ok: false, why: 'nothing-said' };
  const turns = (await store.turns(current.caseId)).filter(turn => turn.contactId === contactId);
  return turns.length > 0 ? { ok: true, contactId, current, turns } : { ok: false, why: 'nothing-said' };
}

/** The code is bound to the address: the same digits for another open nothing. */
const boundTo = (contactId: string, email: string) => `transcript-${contactId}-${digest(email)}`;

async function mailCode(
  contactId: string,
  email: string,
  language: string,
  mayAsk: () => Promise<void>,
  { identityCodes, codes, config, now }: SendTranscriptDependencies,
): Promise<TranscriptSent> {
  await mayAsk();
  const bound = boundTo(contactId, email);
  const sent = await identityCodes.send(bound, { email }, { client: config.name, language });
  if (!sent) return { ok: false, why: 'too-many' };
  const expires = new Date(now().getTime() + CODE_MS).toISOString();
  await codes.keep(bound, { hash: `${sent.address}.${sent.hash}`, expires });
  return { ok: true, next: 'code' };
}

async function checkCode(
  contactId: string,
  email: string,
  code: string,
  { identityCodes, codes, now }: SendTranscriptDependencies,
): Promise<'right' | 'wrong-code' | 'too-many'> {
  const bound = boundTo(contactId, email);
  const kept = await codes.get(bound);
  if (!kept || Date.parse(kept.expires) <= now().getTime()) return 'wrong-code';
  const [address = '', hash = ''] = kept.hash.split('.');
  const checked = await identityCodes.check(bound, code, { address, hash });
  return { right: 'right', wrong: 'wrong-code', blocked: 'too-many' }[checked] as
    'right' | 'wrong-code' | 'too-many';
}
