import { createHash } from 'node:crypto';
import type { Table } from './table.ts';

/** What became of a mail that came in, so that the same delivery changes nothing and nothing is lost without a trace. */
export interface MailRecord {
  /** Id that SES gave it. */
  id: string;
  at: string;
  outcome: 'turn' | 'ignored' | 'refused' | 'answer-of-team' | 'unsubscribed';
  why?: string;
  caseId?: string;
  turnId?: string;
}

/** The conversation that a message belongs to, and whose address is in it. */
export interface MessageTie {
  caseId: string;
  address: string;
  at: string;
}

/** Why nothing more is sent to an address. */
export type StopReason = 'bounced' | 'complained';

/** What is known of mails and addresses, beside the cases. Addresses and ids are kept as digests where they are keys. */
export interface MailStore {
  get(id: string): Promise<MailRecord | undefined>;
  record(record: Omit<MailRecord, 'at'>): Promise<void>;
  /** Remembers that a message (ours or theirs) belongs to a case. */
  tieMessage(messageId: string, tie: Omit<MessageTie, 'at'>): Promise<void>;
  /** The tie of the first of these ids that has one. */
  tieOf(messageIds: string[]): Promise<MessageTie | undefined>;
  /** Remembers the case in which an address last wrote under a subject. */
  tieSubject(address: string, subject: string, caseId: string): Promise<void>;
  tieOfSubject(address: string, subject: string): Promise<MessageTie | undefined>;
  stopSending(address: string, why: StopReason): Promise<void>;
  whyStopped(address: string): Promise<StopReason | undefined>;
  /** No more surveys to this address. */
  unsubscribe(address: string): Promise<void>;
  isUnsubscribed(address: string): Promise<boolean>;
}

const DAY_SECONDS = 24 * 3600;

export function createMailStore(
  table: Table,
  { retentionDays, now }: { retentionDays: number; now: () => Date },
): MailStore {
  const stamp = () => now().toISOString();
  const expiresAt = () => Math.floor(now().getTime() / 1000) + retentionDays * DAY_SECONDS;
  const addressKey = (address: string, sk: string) => ({ pk: `ADDRESS#${digest(address)}`, sk });
  const messageKey = (messageId: string) => ({ pk: `MESSAGE#${digest(messageId)}`, sk: 'MESSAGE' });
  const subjectKey = (address: string, subject: string) => addressKey(address, `SUBJECT#${digest(subject)}`);

  return {
    get: id => table.get<MailRecord>(`MAIL#${id}`, 'MAIL'),

    async record(record) {
      await table.putNew({
        pk: `MAIL#${record.id}`,
        sk: 'MAIL',
        ...record,
        at: stamp(),
        expiresAt: expiresAt(),
      });
    },

    async tieMessage(messageId, tie) {
      // The first tie stays: a later mail can't claim an id that is known.
      await table.putNew({ ...messageKey(messageId), ...tie, at: stamp(), expiresAt: expiresAt() });
    },

    async tieOf(messageIds) {
      for (const id of messageIds) {
        const { pk, sk } = messageKey(id);
        const tie = await table.get<MessageTie>(pk, sk);
        if (tie) return tie;
      }
      return undefined;
    },

    async tieSubject(address, subject, caseId) {
      const tie = { caseId, address, at: stamp() };
      await table.put({ ...subjectKey(address, subject), ...tie, expiresAt: expiresAt() });
    },

    tieOfSubject(address, subject) {
      const { pk, sk } = subjectKey(address, subject);
      return table.get<MessageTie>(pk, sk);
    },

    async stopSending(address, why) {
      await table.put({ ...addressKey(address, 'STOPPED'), why, at: stamp(), expiresAt: expiresAt() });
    },

    async whyStopped(address) {
      const { pk, sk } = addressKey(address, 'STOPPED');
      return (await table.get<{ why: StopReason }>(pk, sk))?.why;
    },

    async unsubscribe(address) {
      await table.put({ ...addressKey(address, 'UNSUBSCRIBED'), at: stamp(), expiresAt: expiresAt() });
    },

    async isUnsubscribed(address) {
      const { pk, sk } = addressKey(address, 'UNSUBSCRIBED');
      return (await table.get(pk, sk)) !== undefined;
    },
  };
}

/** How addresses and ids of messages stand in keys. */
export const digest = (text: string): string =>
  createHash('sha256').update(text.trim().toLowerCase()).digest('base64url').slice(0, 27);
