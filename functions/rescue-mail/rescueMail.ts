import type { Customer } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { answerDomain, isOurAddress } from '../../layers/core/domain/config/mail.ts';
import type { TurnInput, TurnResult } from '../../layers/core/domain/turn.ts';
import { findCaseAddress } from '../../layers/core/mail/caseAddress.ts';
import type { Incoming, MailHead } from '../../layers/core/mail/incoming.ts';
import { judgeMail, type JudgedTurn } from '../../layers/core/mail/judgeMail.ts';
import { MAIL_PROBLEMS, type ReceivedMail } from '../../layers/core/mail/receivedMail.ts';
import type { Attempts } from '../../layers/core/store/attempts.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { MailRecord, MailStore } from '../../layers/core/store/mailStore.ts';
import {
  answerMail,
  mayAnswerToday,
  type AnswerMailDependencies,
} from '../../layers/core/turns/answerMail.ts';
import { findThread } from '../../layers/core/turns/findThread.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';
import { readHead } from './readHead.ts';

const TURN_BUDGET_MS = 26_000;
/** What a person reads in the mail's stead. */
const UNREAD = '(This mail could not be read here. Open the mail itself.)';

export interface RescueMailDependencies extends AnswerMailDependencies {
  store: CaseStore;
  mails: MailStore;
  attempts: Attempts;
  workflows: Workflows;
  turnArn: string;
  config: ClientConfig;
  linkKey: () => Promise<string>;
  now: () => Date;
}
export type Rescued = Pick<MailRecord, 'outcome' | 'why' | 'caseId'>;

/**
 * A mail that `receive-email` failed on three times: it is not opened again. From what SES read of its header it becomes a turn
 * that a person must look at, with the mail beside it, and the customer is told so. Safe to repeat. @throws when the turn can't
 * be run either: the mail stays in the bucket, and its event goes where operations see it.
 */
export async function rescueMail(
  incoming: Incoming & { head: MailHead },
  deps: RescueMailDependencies,
): Promise<Rescued> {
  const { mails, config, store, workflows, turnArn } = deps;
  const known = await mails.get(incoming.id);
  if (known) return known;
  const done = async (rescued: Rescued & { turnId?: string }) => {
    await mails.record({ id: incoming.id, ...rescued });
    return rescued;
  };
  const mail = readHead(incoming);
  const address = findCaseAddress(incoming.recipients, answerDomain(config.mail), await deps.linkKey());
  const claim = address.ok ? address.claim : undefined;
  const judged = judgeMail(mail, {
    origin: { returnPath: incoming.returnPath, isOurs: from => isOurAddress(config.mail, from) },
    verdicts: incoming.verdicts,
    signedThread: claim !== undefined,
  });
  if (judged.take !== 'turn') return done({ outcome: judged.take, why: judged.why });
  if (claim?.purpose === 'handoff') {
    // The hand-over stays open: its reminder comes, and the page works.
    const current = await store.get(claim.caseId);
    const detail = { why: 'unprocessed', mail: incoming.id };
    if (current) await store.event(current, 'client-mail-not-taken', 'system', { key: incoming.id, detail });
    return done({ outcome: 'answer-of-team', why: 'unprocessed', caseId: claim.caseId });
  }
  const input = turnOf(mail, judged, incoming, await caseOf(mail, judged, claim?.caseId, deps));
  const ran = await workflows.runSync<TurnResult>(turnArn, input, TURN_BUDGET_MS);
  if (!ran.ok) throw new Error(`the turn of the rescued mail ${incoming.id} ended with ${ran.error}`);
  const { caseId } = ran.output;
  const current = await store.get(caseId);
  if (!current) throw new Error(`case ${caseId} of the rescued mail ${incoming.id} does not exist`);
  const event = { key: incoming.id, detail: { mail: incoming.id } };
  await store.event(current, 'mail-rescued', 'system', event);
  if (await mayAnswerToday(judged.answerTo, deps))
    await answerMail({ turnId: input.turnId, result: ran.output, case: current }, deps);
  return done({ outcome: 'turn', why: 'rescued', caseId, turnId: input.turnId });
}

/** The case it had come to before it failed, else the one it belongs to. */
async function caseOf(
  mail: ReceivedMail,
  judged: JudgedTurn,
  signedCaseId: string | undefined,
  deps: RescueMailDependencies,
): Promise<string | undefined> {
  const own = mail.messageId ? await deps.mails.tieOf([mail.messageId]) : undefined;
  if (own && own.address.toLowerCase() === judged.answerTo) return own.caseId;
  return (await findThread(mail, judged, signedCaseId, deps))?.caseId;
}

function turnOf(
  mail: ReceivedMail,
  { answerTo, authenticated }: JudgedTurn,
  { id }: Incoming,
  caseId: string | undefined,
): TurnInput {
  const customer: Customer = {
    email: answerTo,
    identity: authenticated ? 'claimed' : 'none',
    attributes: {},
  };
  return {
    turnId: `mail-rescued-${id}`,
    contactId: `mail-rescued-${id}`,
    channel: 'email',
    text: [mail.subject, UNREAD].filter(Boolean).join('\n\n'),
    customer,
    ...(caseId && { caseId }),
    forPerson: 'mail-unreadable',
    mail: { id, subject: mail.subject, authenticated, files: [], problems: [MAIL_PROBLEMS.unprocessed] },
    thread: {
      subject: mail.subject,
      ...(mail.messageId && { messageId: mail.messageId }),
      references: mail.references.slice(-20),
    },
  };
}
