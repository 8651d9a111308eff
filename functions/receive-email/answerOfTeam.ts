import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { WITHOUT_TEXT, type JudgedTurn } from '../../layers/core/mail/judgeMail.ts';
import type { MailClaim } from '../../layers/core/mail/caseAddress.ts';
import {
  recordClientAnswer,
  type RecordClientAnswerDependencies,
} from '../../layers/core/speaking/recordClientAnswer.ts';
import { readWords } from '../../layers/core/tickets/reply.ts';

export interface AnswerOfTeamDependencies extends RecordClientAnswerDependencies {
  config: Pick<ClientConfig, 'clientTeam'>;
}

export type TeamAnswered = { ok: true } | { ok: false; why: 'not-theirs' | 'no-text' | 'too-late' };

/**
 * The client's team answered a hand-over by replying to its mail: the first answer counts, for the hand-over that the mail
 * was about. The address is a secret between us and them; the mail must besides be authenticated and come from a contact.
 */
export async function answerOfTeam(
  { caseId, epoch }: Extract<MailClaim, { purpose: 'handoff' }>,
  { text, answerTo, authenticated }: JudgedTurn,
  /** Of the delivery: the same one again is the same answer. */
  key: string,
  deps: AnswerOfTeamDependencies,
): Promise<TeamAnswered> {
  const { contacts, manager } = deps.config.clientTeam;
  const contact = [...contacts, manager ?? []].flat().find(({ email }) => email.toLowerCase() === answerTo);
  if (!authenticated || !contact) return { ok: false, why: 'not-theirs' };
  // For the customer, unless it begins with a command, as on a ticket.
  const words = text === WITHOUT_TEXT ? undefined : readWords(text, true);
  if (!words) return { ok: false, why: 'no-text' };
  const said = {
    ...words,
    via: 'mail' as const,
    by: contact.name,
    key,
  };
  const answered = await recordClientAnswer({ caseId, epoch }, said, deps);
  return answered.ok ? { ok: true } : { ok: false, why: 'too-late' };
}
