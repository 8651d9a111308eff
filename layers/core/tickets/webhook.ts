import { createHmac } from 'node:crypto';
import type { CallTickets } from './call.ts';
import { idIn } from './call.ts';
import type { TicketSystem } from './ticket.ts';

/** The signature of a generic webhook, either way: HMAC-SHA256 over `<epoch seconds>.<body>`. See docs/tickets.md. */
export const webhookSignature = (seconds: number | string, body: string, secret: string) =>
  `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

export const TIMESTAMP_HEADER = 'x-support-timestamp';
export const SIGNATURE_HEADER = 'x-support-signature';

/** Any system with an address: one signed POST a hand-over. The receiver tells repetitions by `key`. */
export function createWebhook(
  secret: () => Promise<string>,
  call: CallTickets,
  now: () => Date,
): TicketSystem {
  async function send(key: string, content: object) {
    const seconds = Math.floor(now().getTime() / 1000);
    const body = JSON.stringify(content);
    return call({
      method: 'POST',
      path: '',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        [TIMESTAMP_HEADER]: String(seconds),
        [SIGNATURE_HEADER]: webhookSignature(seconds, body, await secret()),
      },
      body,
    });
  }
  return {
    async open(ticket, key) {
      const opened = await send(key, { type: 'handoff', key, ...ticket });
      // A receiver without tickets of its own answers with nothing: then the key names it.
      return idIn(opened.id ?? key, 'the webhook');
    },
    find: async () => undefined,
    async settle(id, note, key) {
      await send(`${key}-settled`, { type: 'settled', key, id, note });
    },
    async tell(id, note, key) {
      await send(key, { type: 'note', key, id, note });
    },
  };
}
