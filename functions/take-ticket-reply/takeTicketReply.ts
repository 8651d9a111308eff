import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { recordClientAnswer } from '../../layers/core/speaking/recordClientAnswer.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { HandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import { readReply, type Delivery, type ReadReplyDependencies } from '../../layers/core/tickets/readReply.ts';
import type { ReadReply } from '../../layers/core/tickets/reply.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

export interface TakeTicketReplyDependencies extends ReadReplyDependencies {
  store: CaseStore;
  tickets: HandoffTickets;
  workflows: Workflows;
  config: Pick<ClientConfig, 'clientTeam'>;
}

export type TakenReply =
  | { taken: true }
  | {
      taken: false;
      why: Extract<ReadReply, { ok: false }>['why'] | 'other-system' | 'unknown-ticket' | 'used' | 'moved';
    };

/** An answer that the client's team wrote on the ticket of a hand-over, once however often it is delivered. */
export async function takeTicketReply(
  system: string,
  delivery: Delivery,
  deps: TakeTicketReplyDependencies,
): Promise<TakenReply> {
  const { tickets: configured } = deps.config.clientTeam;
  if (!configured || configured.system !== system) return { taken: false, why: 'other-system' };
  const read = await readReply(configured.system, delivery, deps);
  if (!read.ok) return { taken: false, why: read.why };
  const { ticketId, ...said } = read.reply;
  const handoff = await deps.tickets.handoffOf(ticketId);
  // The client's other tickets come by here as well.
  if (!handoff) return { taken: false, why: 'unknown-ticket' };
  const recorded = await recordClientAnswer(handoff, { ...said, via: 'ticket' }, deps);
  return recorded.ok ? { taken: true } : { taken: false, why: recorded.why };
}
