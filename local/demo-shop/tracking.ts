import type { Order } from './orders.ts';

const DAY = 24 * 60 * 60 * 1000;
const ZONE = 'Europe/Vienna';
const SUNDAY = 'Sunday';

export interface Tracking {
  orderNumber: string;
  status: Order['status'];
  carrier: Order['carrier'];
  trackingNumber: string | null;
  /** "12 November 2026": the day it is expected, was handed over, waits until or came back; null when cancelled. */
  expectedOn: string | null;
  /** What follows "Order … is on its way:", one truthful clause for each status. */
  detail: string;
}

/** Where an order is; every day is counted from `now` (epoch milliseconds), so that the demo never goes stale. */
export function trackingOf(order: Order, now: number): Tracking {
  const on = dayFrom(now, order.dueInDays);
  const parcel = order.trackingNumber ? `${order.carrier} ${order.trackingNumber}` : order.carrier;
  const details: Record<Order['status'], string> = {
    received: `it is not packed yet, expected on ${on}`,
    'being packed': `${order.carrier} collects it from our warehouse next, expected on ${on}`,
    'on its way': `${parcel}, expected on ${on}`,
    'at the pick-up point': `${parcel}, waiting there until ${on}`,
    delivered: `${parcel}, handed over on ${on}`,
    returned: `${parcel}, back in our warehouse since ${on}`,
    cancelled: 'nothing will be sent',
  };
  return {
    orderNumber: order.orderNumber,
    status: order.status,
    carrier: order.carrier,
    trackingNumber: order.trackingNumber ?? null,
    expectedOn: order.status === 'cancelled' ? null : on,
    detail: details[order.status],
  };
}

/** The day in Vienna so many days from now; nothing is delivered on a Sunday, so that becomes the Monday after. */
export function dayFrom(now: number, days: number): string {
  const at = now + days * DAY;
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: ZONE }).format(at);
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: ZONE,
  }).format(weekday === SUNDAY ? at + DAY : at);
}
