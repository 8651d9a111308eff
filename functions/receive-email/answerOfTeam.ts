import type { TeamPerson } from '../../layers/core/domain/askedPeople.ts';
import { isOfTeam } from '../../layers/core/domain/askedPeople.ts';
import type { BroughtFile, RefusedFile } from '../../layers/core/files/teamFiles.ts';
import { WITHOUT_TEXT, type JudgedTurn } from '../../layers/core/mail/judgeMail.ts';
import type { MailClaim } from '../../layers/core/mail/caseAddress.ts';
import type { ReceivedFile } from '../../layers/core/mail/receivedMail.ts';
import {
  takeTeamAnswer,
  type TakeTeamAnswerDependencies,
} from '../../layers/core/speaking/takeTeamAnswer.ts';
import { readWords } from '../../layers/core/tickets/reply.ts';

export type TeamAnswered =
  | { ok: true }
  | { ok: false; why: 'not-theirs' }
  /** The contact is to be told. */
  | { ok: false; why: 'no-text' | 'too-late'; contact: TeamPerson }
  | { ok: false; why: 'files'; refused: RefusedFile[]; contact: TeamPerson };

/** What mail programs add to every mail: cards and keys of the sender are no files of the answer. */
const OF_THE_SENDER = /^(text\/(x-)?vcard|application\/pgp-keys)$/;

/**
 * The client's team answered a hand-over by replying to its mail: the first answer counts, for the hand-over that the mail
 * was about. The address is a secret between us and them; the mail must besides be authenticated and come from a contact.
 * Files go with it; pictures within the text are those of signatures and stay behind.
 */
export async function answerOfTeam(
  { caseId, epoch }: Extract<MailClaim, { purpose: 'handoff' }>,
  { text, answerTo, authenticated }: JudgedTurn,
  attachments: ReceivedFile[],
  /** Of the delivery: the same one again is the same answer. */
  key: string,
  deps: TakeTeamAnswerDependencies,
): Promise<TeamAnswered> {
  const contact = isOfTeam(deps.config.clientTeam, answerTo);
  if (!authenticated || !contact) return { ok: false, why: 'not-theirs' };
  // For the customer, unless it begins with a command, as on a ticket.
  const words = text === WITHOUT_TEXT ? undefined : readWords(text, true);
  if (!words) return { ok: false, why: 'no-text', contact };
  const said = { ...words, via: 'mail' as const, by: contact.name, key };
  const bring = async () =>
    attachments.filter(({ inline, type }) => !inline && !OF_THE_SENDER.test(type)).map(brought);
  const answered = await takeTeamAnswer({ caseId, epoch }, said, bring, deps);
  if (answered.ok) return { ok: true };
  if (answered.why === 'files') return { ok: false, why: 'files', refused: answered.refused, contact };
  return { ok: false, why: 'too-late', contact };
}

const brought = ({ name, type, size, refused, content }: ReceivedFile): BroughtFile => ({
  name,
  type,
  size,
  ...(refused && { refused }),
  content: async () => content ?? 'not-fetched',
});
