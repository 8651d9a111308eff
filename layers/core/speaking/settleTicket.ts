import type { Case, ClientAnswer } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { teamLanguage, teamLinesIn, type TeamLines } from '../teamLines/teamLines.ts';
import type { TicketDesk } from '../tickets/ticketDesk.ts';

export interface SettleTicketDependencies {
  /** Where the client has a ticket system. */
  tickets?: Pick<TicketDesk, 'settle'>;
  ticketFailed?: (error: Error) => void;
  config: Pick<ClientConfig, 'clientTeam' | 'languages'>;
}

/**
 * Tells the client's ticket system that a hand-over is over, so that nobody there works on what is done. Nothing waits for
 * it, and nothing is lost when it fails: a reply on the ticket finds the case answered or moved.
 * @param ended the case as it was in the hand-over
 * @param how where it went: its answer to the customer, or the case back to the agents
 */
export async function settleTicket(
  ended: Pick<Case, 'caseId' | 'epoch' | 'answer'>,
  how: 'delivered' | 'returned',
  { tickets, ticketFailed, config }: SettleTicketDependencies,
): Promise<void> {
  try {
    await tickets?.settle(ended, noteOf(ended.answer, how, teamLinesIn(teamLanguage(config))));
  } catch (error) {
    ticketFailed?.(error as Error);
  }
}

function noteOf(answer: ClientAnswer | undefined, how: 'delivered' | 'returned', lines: TeamLines): string {
  if (!answer) return lines.nobodyAnswered;
  const isPutIntoWords = answer.kind === 'answer' && how === 'returned';
  return [
    answer.by ? lines.answeredBy(answer.by) : lines.answered,
    isPutIntoWords ? lines.answerPutIntoWords : lines.ended[answer.kind],
  ].join(' ');
}
