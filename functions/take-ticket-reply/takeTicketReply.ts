import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { explainRefusals, type BroughtFile, type RefusedFile } from '../../layers/core/files/teamFiles.ts';
import {
  takeTeamAnswer,
  type TakeTeamAnswerDependencies,
} from '../../layers/core/speaking/takeTeamAnswer.ts';
import { teamLanguage, teamLinesIn } from '../../layers/core/teamLines/teamLines.ts';
import type { FetchTicketFile } from '../../layers/core/tickets/fetchFile.ts';
import { marked, ticketKey, type TicketFile, type TicketSystem } from '../../layers/core/tickets/ticket.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { HandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import { readReply, type Delivery, type ReadReplyDependencies } from '../../layers/core/tickets/readReply.ts';
import type { ReadReply } from '../../layers/core/tickets/reply.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

export interface TakeTicketReplyDependencies
  extends ReadReplyDependencies, Omit<TakeTeamAnswerDependencies, 'config'> {
  store: CaseStore;
  tickets: HandoffTickets;
  workflows: Workflows;
  now: () => Date;
  system: Pick<TicketSystem, 'tell' | 'filesOf'>;
  fetchFile: FetchTicketFile;
  config: Pick<ClientConfig, 'clientTeam' | 'languages'>;
}

export type TakenReply =
  | { taken: true }
  | {
      taken: false;
      why:
        | Extract<ReadReply, { ok: false }>['why']
        | 'other-system'
        | 'unknown-ticket'
        | 'used'
        | 'moved'
        | 'files';
    };

/**
 * An answer that the client's team wrote on the ticket of a hand-over, with its files, once however often it is delivered.
 * @throws when the ticket system can't be asked which files there are: it is to deliver again
 */
export async function takeTicketReply(
  system: string,
  delivery: Delivery,
  deps: TakeTicketReplyDependencies,
): Promise<TakenReply> {
  const { tickets: configured } = deps.config.clientTeam;
  if (!configured || configured.system !== system) return { taken: false, why: 'other-system' };
  const read = await readReply(configured.system, delivery, deps);
  if (!read.ok) return { taken: false, why: read.why };
  const { ticketId, files, comment, ...said } = read.reply;
  const handoff = await deps.tickets.handoffOf(ticketId);
  // The client's other tickets come by here as well.
  if (!handoff) return { taken: false, why: 'unknown-ticket' };
  const bring = async () => {
    const listed = files ?? (comment ? await deps.system.filesOf?.(ticketId, comment) : undefined) ?? [];
    return listed.map(file => brought(file, deps));
  };
  const taken = await takeTeamAnswer(handoff, { ...said, via: 'ticket' }, bring, deps);
  if (taken.ok) return { taken: true };
  if (taken.why === 'files') await tellTeam(ticketId, handoff, said.key, taken.refused, deps);
  return { taken: false, why: taken.why };
}

const brought = (
  { name, type, size, url, unsafe }: TicketFile,
  { fetchFile }: TakeTicketReplyDependencies,
): BroughtFile => ({
  name,
  type,
  size,
  ...(unsafe && { refused: 'unsafe' as const }),
  content: most => fetchFile(url, most),
});

/** On the ticket, where they wrote it. Once. */
async function tellTeam(
  ticketId: string,
  handoff: { caseId: string; epoch: number },
  key: string,
  refused: RefusedFile[],
  { store, system, config }: TakeTicketReplyDependencies,
): Promise<void> {
  const lines = teamLinesIn(teamLanguage(config));
  const files = explainRefusals(refused, config.clientTeam.attachments, lines);
  const note = marked(ticketKey(handoff), [lines.withoutFiles, ...files].join('\n'));
  await store.once(`team-told-${key}`, () => system.tell(ticketId, note, `${ticketKey(handoff)}-${key}`));
}
