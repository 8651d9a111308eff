import { givesOrders } from '../../knowledge/orders.ts';
import type { Action } from '../../domain/clientConfig.ts';

/** A `{placeholder}` of the client's configuration that nothing fills: nothing is sent, nothing is said. */
export class UnresolvedPlaceholder extends Error {
  override name = 'UnresolvedPlaceholder';
  readonly action: string;
  readonly placeholder: string;
  constructor(action: string, where: string, placeholder: string) {
    super(
      `action "${action}": {${placeholder}} in its ${where} has no value; name an input, {service}, {customerId} or a field of the reply`,
    );
    this.action = action;
    this.placeholder = placeholder;
  }
}

/** Only own members that are text, numbers or truth values: `{constructor}` is not one. */
function lookUp(values: Record<string, unknown>, path: string): string | undefined {
  let value: unknown = values;
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

function fill(
  template: string,
  values: Record<string, unknown>,
  action: string,
  where: string,
  encode: (value: string, name: string) => string,
): string {
  // One pass: a value that itself holds {braces} is text, never a placeholder.
  return template.replace(/\{([A-Za-z][\w.]*)\}/g, (_, name: string) => {
    const value = lookUp(values, name);
    if (value === undefined || value === '') throw new UnresolvedPlaceholder(action, where, name);
    return encode(value, name);
  });
}

/** As configured, with every placeholder filled. */
export type ActionRequest = Action['request'];

const encodeUnlessService = (value: string, name: string) =>
  name === 'service' ? value.replace(/\/+$/, '') : encodeURIComponent(value);

export function fillUrl(action: Action, template: string, values: Record<string, unknown>): string {
  return fill(template, values, action.id, 'URL', encodeUnlessService);
}

/** The request of an action. Throws UnresolvedPlaceholder. */
export function fillRequest(action: Action, values: Record<string, unknown>): ActionRequest {
  const { url, body } = action.request;
  const filled = Object.entries(body ?? {}).map(
    ([key, template]) => [key, fill(template, values, action.id, `body.${key}`, value => value)] as const,
  );
  return {
    ...action.request,
    url: fillUrl(action, url, values),
    ...(body && { body: Object.fromEntries(filled) }),
  };
}

/** Longest value of a reply that is repeated to a customer. */
const REPEAT_AT_MOST = 200;

/** A reply that speaks to an assistant instead of telling what was done: nothing of it is said. */
export class ReplyGivesOrders extends Error {
  override name = 'ReplyGivesOrders';
}

const LINK = /^https:\/\/\S+$/;
const ADDRESS = /^\S+@\S+$/;

/**
 * What may be said once the action ran: the receipt's text with the inputs and the fields of the service's reply. A reply is
 * data: its values lose line breaks and markup, and a link or an address only stays where it is the whole value. Throws
 * UnresolvedPlaceholder when a field is missing, ReplyGivesOrders.
 */
export function fillReceipt(action: Action, inputs: Record<string, string>, reply: unknown): string {
  // The service's spelling of a value is better than the customer's.
  const values = { ...inputs, ...(reply !== null && typeof reply === 'object' ? reply : {}) };
  const text = fill(action.receipt, values, action.id, 'receipt', raw => {
    // A service may say as much as it likes: what is looked at is a little more than what is repeated.
    const value = raw
      .slice(0, 10 * REPEAT_AT_MOST)
      .replace(/[<>{}[\]`\p{Cc}\p{Cf}]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (givesOrders(value)) throw new ReplyGivesOrders(`the reply to action "${action.id}" gives orders`);
    const whole = LINK.test(value) || ADDRESS.test(value);
    return (
      whole
        ? value
        : value
            .replace(/(?:https?:\/\/|www\.)\S*|\S+@\S+/gi, ' ')
            .replace(/\s+/g, ' ')
            .trim()
    ).slice(0, REPEAT_AT_MOST);
  });
  if (givesOrders(text)) throw new ReplyGivesOrders(`the reply to action "${action.id}" gives orders`);
  return text;
}

/** What a receipt claims by the client's own wording, whatever the service put into it. */
export const receiptClaim = ({ receipt }: Action) => receipt.replace(/\{[A-Za-z][\w.]*\}/g, ' ');

/**
 * The same case, action, inputs and beginning, the same key: run twice, it is done once. Asked for again in a new dialog (the
 * mail didn't come) it is another: the service decides what that means.
 */
export function idempotencyKey(
  caseId: string,
  action: string,
  inputs: Record<string, string>,
  cause: string,
): string {
  const sorted = Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([caseId, action, sorted, cause]);
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    high = Math.imul(high ^ text.charCodeAt(at), 2654435761);
    low = Math.imul(low ^ text.charCodeAt(at), 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const hex = (value: number) => (value >>> 0).toString(16).padStart(8, '0');
  return `${caseId}-${action}-${hex(high)}${hex(low)}`;
}
