import type { Case, ClientAnswer } from '../domain/case.ts';
import type { TicketDesk } from '../tickets/ticketDesk.ts';

export interface SettleTicketDependencies {
  /** Where the client has a ticket system. */
  tickets?: Pick<TicketDesk, 'settle'>;
  ticketFailed?: (error: Error) => void;
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
  { tickets, ticketFailed }: SettleTicketDependencies,
): Promise<void> {
  try {
    await tickets?.settle(ended, noteOf(ended.answer, how));
  } catch (error) {
    ticketFailed?.(error as Error);
  }
}

function noteOf(answer: ClientAnswer | undefined, how: 'delivered' | 'returned'): string {
  if (!answer) return 'Nobody answered in time. Our agents have the case again; nothing is left to do here.';
  const thanks = {
    answer:
      how === 'delivered' ? 'The answer is with the customer.' : 'Our agent answers the customer with it.',
    instruct: 'Our agent does what you asked for.',
    'take-over': 'This is yours from here; the customer has been told.',
    decline: 'Our agents have the case again.',
  }[answer.kind];
  return `Answered${answer.by ? ` by ${answer.by}` : ''}. ${thanks}`;
}
