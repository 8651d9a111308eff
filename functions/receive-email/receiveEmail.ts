import { createHash } from 'node:crypto';
import type { Case, Customer, TurnMail } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { answerDomain, isOurAddress } from '../../layers/core/domain/config/mail.ts';
import type { TurnInput, TurnResult } from '../../layers/core/domain/turn.ts';
import type { FileStore } from '../../layers/core/files/fileStore.ts';
import { findCaseAddress, type MailClaim } from '../../layers/core/mail/caseAddress.ts';
import { judgeMail, type JudgedTurn } from '../../layers/core/mail/judgeMail.ts';
import { MAIL_PROBLEMS, type ReceivedMail } from '../../layers/core/mail/receivedMail.ts';
import { bareSubject } from '../../layers/core/mail/threading.ts';
import type { TakeTeamAnswerDependencies } from '../../layers/core/speaking/takeTeamAnswer.ts';
import type { Attempts } from '../../layers/core/store/attempts.ts';
import type { CaseFiles } from '../../layers/core/store/caseFiles.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { MailRecord, MailStore } from '../../layers/core/store/mailStore.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';
import { answerOfTeam } from './answerOfTeam.ts';
import { tellTeam, type TellTeamDependencies } from './tellTeam.ts';
import {
  answerMail,
  mayAnswerToday,
  type AnswerMailDependencies,
} from '../../layers/core/turns/answerMail.ts';
import { findThread } from '../../layers/core/turns/findThread.ts';
import type { Incoming, MailHead } from '../../layers/core/mail/incoming.ts';
import { parseMail } from './parseMail.ts';

/** The workflow's own limit is 23 s; what is left is for the network. */
const TURN_BUDGET_MS = 26_000;

export interface ReceiveEmailDependencies
  extends AnswerMailDependencies, Omit<TakeTeamAnswerDependencies, 'files'>, TellTeamDependencies {
  /** Files that came with answers of the client's team. */
  teamFiles: CaseFiles;
  store: CaseStore;
  mails: MailStore;
  files: FileStore;
  attempts: Attempts;
  workflows: Workflows;
  turnArn: string;
  config: ClientConfig;
  linkKey: () => Promise<string>;
  now: () => Date;
}

export type Received = Pick<MailRecord, 'outcome' | 'why' | 'caseId'>;

/**
 * Takes in one mail: judges it, finds its case, runs the turn, answers in its conversation. Safe to repeat: a mail whose
 * outcome is recorded changes nothing, and the turn's id follows from the mail. @throws when the turn can't be run: the same
 * delivery comes again, and the mail stays in the bucket whatever happens.
 */
export async function receiveEmail(
  incoming: Incoming & { head?: MailHead },
  deps: ReceiveEmailDependencies,
): Promise<Received> {
  const { mails, files, config } = deps;
  const known = await mails.get(incoming.id);
  if (known) return known;
  const done = async (received: Received & { turnId?: string }) => {
    await mails.record({ id: incoming.id, ...received });
    return received;
  };
  // Nothing that may be infected is opened.
  const isClean = incoming.verdicts.virus === 'PASS' || incoming.verdicts.virus === 'DISABLED';
  const mail = isClean ? await parseMail(await files.openMail(incoming.id)) : UNOPENED;
  if (isClean && !('from' in mail.headers) && saysFrom(incoming.head))
    throw new Error(`the bucket gave something else than the mail ${incoming.id}: SES read who wrote it`);
  const recipients = [...incoming.recipients, ...mail.recipients];
  const address = findCaseAddress(recipients, answerDomain(config.mail), await deps.linkKey());
  const claim = address.ok ? address.claim : undefined;
  const judged = judgeMail(mail, {
    origin: { returnPath: incoming.returnPath, isOurs: from => isOurAddress(config.mail, from) },
    verdicts: incoming.verdicts,
    signedThread: claim !== undefined,
  });

  if (judged.take !== 'turn') {
    await noteOnCase(claim, incoming, `mail-${judged.take}`, { why: judged.why }, deps);
    return done({ outcome: judged.take, why: judged.why, ...(claim && { caseId: claim.caseId }) });
  }
  if (claim?.purpose === 'handoff') {
    const key = `mail-${incoming.id}`;
    const answered = await answerOfTeam(claim, judged, mail.attachments, key, {
      ...deps,
      files: deps.teamFiles,
    });
    const why = answered.ok ? undefined : answered.why;
    if (why) await noteOnCase(claim, incoming, 'client-mail-not-taken', { why }, deps);
    if (!answered.ok && answered.why !== 'not-theirs') await tellTeam(claim, answered, key, deps);
    return done({ outcome: 'answer-of-team', caseId: claim.caseId, ...(why && { why }) });
  }
  if (claim && /^\s*unsubscribe\s*$/i.test(mail.subject)) {
    await mails.unsubscribe(judged.answerTo);
    await noteOnCase(claim, incoming, 'mail-unsubscribed', {}, deps);
    return done({ outcome: 'unsubscribed', caseId: claim.caseId });
  }
  const turn = await takeTurn(mail, judged, claim, incoming, deps);
  return done({ outcome: 'turn', caseId: turn.caseId, turnId: turn.turnId });
}

async function takeTurn(
  mail: ReceivedMail,
  judged: JudgedTurn,
  claim: MailClaim | undefined,
  incoming: Incoming,
  deps: ReceiveEmailDependencies,
): Promise<{ caseId: string; turnId: string }> {
  const { store, mails, workflows, turnArn } = deps;
  const found = await findThread(mail, judged, claim?.caseId, deps);
  const mayAnswer = await mayAnswerToday(judged.answerTo, deps);
  const input = turnOf(mail, judged, incoming, found);
  if (!mayAnswer) input.forPerson ??= 'mail-too-many';
  await keepFiles(mail, incoming.id, deps);

  const ran = await workflows.runSync<TurnResult>(turnArn, input, TURN_BUDGET_MS);
  if (!ran.ok) throw new Error(`the turn of mail ${incoming.id} ended with ${ran.error}`);
  const { caseId } = ran.output;
  if (mail.messageId) await mails.tieMessage(mail.messageId, { caseId, address: judged.answerTo });
  const subject = bareSubject(mail.subject);
  if (subject && judged.authenticated) await mails.tieSubject(judged.answerTo, subject, caseId);
  const current = await store.get(caseId);
  if (!current) throw new Error(`case ${caseId} of mail ${incoming.id} does not exist`);
  if (mayAnswer) await answerMail({ turnId: input.turnId, result: ran.output, case: current }, deps);
  return { caseId, turnId: input.turnId };
}

/** A mail's own marks make its turn: the same mail delivered under two ids of SES is one turn. */
function turnOf(
  mail: ReceivedMail,
  { text, answerTo, authenticated, forPerson }: JudgedTurn,
  { id }: Incoming,
  found: Case | undefined,
): TurnInput {
  const marks = mail.messageId ? [mail.messageId, answerTo, mail.subject, mail.text] : [id];
  const digest = createHash('sha256').update(marks.join('\n')).digest('hex').slice(0, 24);
  const customer: Customer = {
    email: answerTo,
    ...(mail.from?.name && { name: mail.from.name }),
    identity: authenticated ? 'claimed' : 'none',
    attributes: {},
  };
  return {
    turnId: `mail-${digest}`,
    contactId: `mail-${digest}`,
    channel: 'email',
    text,
    customer,
    ...(found && { caseId: found.caseId }),
    ...(forPerson && { forPerson }),
    mail: mailOfTurn(mail, id, authenticated),
    thread: {
      subject: mail.subject,
      ...(mail.messageId && { messageId: mail.messageId }),
      references: mail.references.slice(-20),
    },
  };
}

const mailOfTurn = (mail: ReceivedMail, id: string, authenticated: boolean): TurnMail => ({
  id,
  subject: mail.subject,
  authenticated,
  files: mail.attachments.map(({ content: _content, inline, refused, ...file }) => ({
    ...file,
    ...(inline && { inline }),
    ...(refused && { refused }),
  })),
  ...(mail.problems.length > 0 && { problems: mail.problems.map(problem => MAIL_PROBLEMS[problem]) }),
});

async function keepFiles(mail: ReceivedMail, mailId: string, { files }: ReceiveEmailDependencies) {
  for (const { id, type, content } of mail.attachments)
    if (content) await files.keepFile(mailId, id, { type, content });
}

/** What came to a case's own address and is no message still belongs to its story. */
async function noteOnCase(
  claim: MailClaim | undefined,
  { id }: Incoming,
  kind: string,
  detail: Record<string, unknown>,
  { store }: ReceiveEmailDependencies,
): Promise<void> {
  const current = claim && (await store.get(claim.caseId));
  if (current) await store.event(current, kind, 'system', { key: id, detail: { ...detail, mail: id } });
}

const saysFrom = (head: MailHead | undefined): boolean =>
  head?.headers.some(({ name }) => name.toLowerCase() === 'from') ?? false;

const UNOPENED: ReceivedMail = {
  inReplyTo: [],
  references: [],
  authors: 0,
  recipients: [],
  subject: '',
  text: '',
  headers: {},
  attachments: [],
  problems: [],
};
