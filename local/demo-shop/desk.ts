import type { Collection } from '../core/contract.ts';
import { CUSTOMERS, normalised, ORDERS, type Customer, type Order } from './orders.ts';

/** A mail the shop sent by itself. */
export interface OutboxMail {
  kind: 'password-reset';
  to: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface Answer {
  status: 200 | 201 | 400 | 404 | 409 | 422;
  body: Record<string, unknown>;
}

/** What the shop keeps: cancelled orders, sent mails, and the answer it gave to each idempotency key. */
type Kept =
  | { kind: 'cancelled' }
  | { kind: 'mail'; mail: OutboxMail }
  | { kind: 'answer'; request: string; answer: Answer };

export interface Desk {
  order(orderNumber: string): Order | undefined;
  customer(find: { email: string } | { customerId: string } | { phone: string }): Customer | undefined;
  resetPassword(email: string): Answer;
  cancel(orderNumber: string): Answer;
  /** Runs `work` for the first request of a key; a repetition gets the first answer, a different request 422. */
  once(key: string, request: string, work: () => Answer): Answer;
  outbox(): OutboxMail[];
}

const refused = (status: Answer['status'], error: string, message: string): Answer => ({
  status,
  body: { error, message },
});

/** The shop's own business, without HTTP. `store` makes what it does survive a restart; in memory without one. */
export function openDesk(now: () => number, store: Collection<unknown> = memory()): Desk {
  const kept = store as Collection<Kept>;
  const sameAddress = (a = '', b = '') => a.trim().toLowerCase() === b.trim().toLowerCase();

  const desk: Desk = {
    order(orderNumber) {
      const number = normalised(orderNumber);
      const found = ORDERS.find(order => order.orderNumber === number);
      return found && kept.get(`cancelled/${number}`) ? { ...found, status: 'cancelled' } : found;
    },

    customer: find =>
      CUSTOMERS.find(customer =>
        'email' in find
          ? sameAddress(customer.email, find.email)
          : 'phone' in find
            ? customer.phone === find.phone
            : customer.customerId === find.customerId,
      ),

    resetPassword(email) {
      const customer = desk.customer({ email });
      if (!customer?.email) return refused(404, 'no-customer', 'No account has this address.');
      const mail: OutboxMail = { kind: 'password-reset', to: customer.email, at: now() };
      kept.put(`mail/${String(desk.outbox().length).padStart(6, '0')}`, { kind: 'mail', mail });
      return { status: 201, body: { status: 'sent', maskedEmail: masked(customer.email), validMinutes: 60 } };
    },

    cancel(orderNumber) {
      const order = desk.order(orderNumber);
      if (!order) return refused(404, 'no-order', 'There is no such order.');
      if (order.status === 'cancelled')
        return refused(409, 'cancelled-already', 'This order is cancelled already.');
      if (order.status !== 'received' && order.status !== 'being packed')
        return refused(409, 'shipped', 'This order is with the carrier and can no longer be cancelled.');
      kept.put(`cancelled/${order.orderNumber}`, { kind: 'cancelled' });
      return {
        status: 200,
        body: {
          orderNumber: order.orderNumber,
          status: 'cancelled',
          refund: `${order.total.toFixed(2)} euros`,
        },
      };
    },

    once(key, request, work) {
      const id = `answer/${key}`;
      const first = kept.get(id);
      if (first?.kind === 'answer') {
        return first.request === request
          ? first.answer
          : refused(422, 'key-reused', 'This Idempotency-Key was used for another request.');
      }
      const answer = work();
      kept.put(id, { kind: 'answer', request, answer });
      return answer;
    },

    outbox: () =>
      kept
        .list({ prefix: 'mail/' })
        .flatMap(({ document }) => (document.kind === 'mail' ? [document.mail] : [])),
  };
  return desk;
}

/** `m***@mail.example` */
function masked(email: string): string {
  return `${email[0]}***${email.slice(email.lastIndexOf('@'))}`;
}

function memory(): Collection<unknown> {
  const documents = new Map<string, unknown>();
  return {
    get: id => documents.get(id),
    put: (id, document) => void documents.set(id, document),
    delete: id => void documents.delete(id),
    count: () => documents.size,
    list: ({ prefix = '', after = '', limit = Infinity, reverse = false } = {}) => {
      const ids = [...documents.keys()].filter(id => id.startsWith(prefix) && id > after).sort();
      return (reverse ? ids.reverse() : ids).slice(0, limit).map(id => ({ id, document: documents.get(id) }));
    },
  };
}
