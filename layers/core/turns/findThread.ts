import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import type { JudgedTurn } from '../mail/judgeMail.ts';
import type { ReceivedMail } from '../mail/receivedMail.ts';
import { bareSubject, sesIdOf } from '../mail/threading.ts';
import type { CaseStore } from '../store/caseStore.ts';
import type { MailStore } from '../store/mailStore.ts';

const DAY = 24 * 3600_000;
/** Ids of a mail's References that are looked up, newest first. */
const MOST_IDS = 20;

export interface FindThreadDependencies {
  store: Pick<CaseStore, 'get' | 'event'>;
  mails: Pick<MailStore, 'tieOf' | 'tieOfSubject'>;
  config: Pick<ClientConfig, 'mail'>;
  now: () => Date;
}

/**
 * The case that a mail goes on with, if any: by the signed address it was sent to, by the messages it refers to, by sender
 * and subject within days. Only the first is a secret: by the others only an authenticated mail of the same address gets in.
 * Into a case whose customer is verified only that customer gets, whichever way.
 */
export async function findThread(
  mail: ReceivedMail,
  judged: JudgedTurn,
  signedCaseId: string | undefined,
  deps: FindThreadDependencies,
): Promise<Case | undefined> {
  const caseId =
    signedCaseId ?? (await byMessages(mail, judged, deps)) ?? (await bySubject(mail, judged, deps));
  const found = caseId ? await deps.store.get(caseId) : undefined;
  if (!found) return undefined;
  const isTheirs = judged.authenticated && judged.answerTo === found.customer.email?.toLowerCase();
  if (found.customer.identity !== 'verified' || isTheirs) return found;
  await deps.store.event(found, 'mail-kept-out', 'system', {
    key: mail.messageId ?? deps.now().toISOString(),
    detail: { why: 'The customer of this case is verified; the mail did not prove to be from them.' },
  });
  return undefined;
}

async function byMessages(
  { inReplyTo, references }: ReceivedMail,
  { authenticated, answerTo }: JudgedTurn,
  { mails }: FindThreadDependencies,
): Promise<string | undefined> {
  if (!authenticated) return undefined;
  const ids = [...new Set([...inReplyTo, ...references.toReversed()])].slice(0, MOST_IDS);
  const tie = await mails.tieOf(ids.map(id => sesIdOf(id) ?? id));
  return tie?.address.toLowerCase() === answerTo ? tie.caseId : undefined;
}

async function bySubject(
  { subject }: ReceivedMail,
  { authenticated, answerTo }: JudgedTurn,
  { mails, config, now }: FindThreadDependencies,
): Promise<string | undefined> {
  const bare = bareSubject(subject);
  if (!authenticated || bare === '') return undefined;
  const tie = await mails.tieOfSubject(answerTo, bare);
  const isRecent =
    tie && now().getTime() - Date.parse(tie.at) <= (config.mail.receive?.threadDays ?? 0) * DAY;
  return isRecent ? tie.caseId : undefined;
}
