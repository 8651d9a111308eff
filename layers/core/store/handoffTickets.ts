import type { Table } from './table.ts';

/** Which ticket belongs to which hand-over. */
export interface HandoffTickets {
  /** False when an attempt was begun before. */
  begin(key: string): Promise<boolean>;
  ofHandoff(key: string): Promise<{ id: string; settled?: boolean } | undefined>;
  noteSettled(key: string): Promise<void>;
  keep(key: string, ticketId: string, handoff: { caseId: string; epoch: number }): Promise<void>;
  handoffOf(ticketId: string): Promise<{ caseId: string; epoch: number } | undefined>;
}

export function createHandoffTickets({
  table,
  retentionDays,
  now,
}: {
  table: Table;
  retentionDays: number;
  now: () => Date;
}): HandoffTickets {
  const expiresAt = () => Math.floor(now().getTime() / 1000) + retentionDays * 24 * 3600;
  const handoff = (key: string) => ({ pk: `HANDOFF#${key}`, sk: 'TICKET' });
  const ticket = (id: string) => ({ pk: `TICKET#${id}`, sk: 'HANDOFF' });
  return {
    begin: key => table.putNew({ ...handoff(key), expiresAt: expiresAt() }),
    async ofHandoff(key) {
      const { pk, sk } = handoff(key);
      const found = await table.get<{ ticket?: string; settled?: boolean }>(pk, sk);
      return found?.ticket ? { id: found.ticket, ...(found.settled && { settled: true }) } : undefined;
    },
    async noteSettled(key) {
      await table.update(handoff(key), { settled: true }, {});
    },
    async keep(key, ticketId, { caseId, epoch }) {
      await table.put({ ...ticket(ticketId), caseId, epoch, expiresAt: expiresAt() });
      await table.update(handoff(key), { ticket: ticketId }, {});
    },
    async handoffOf(ticketId) {
      const { pk, sk } = ticket(ticketId);
      return table.get<{ caseId: string; epoch: number }>(pk, sk);
    },
  };
}
