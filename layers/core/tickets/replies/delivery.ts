import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { FreshdeskReply } from '../freshdesk.ts';
import type { ReadReply } from '../reply.ts';

export interface Delivery {
  /** Names in small letters. */
  headers: Record<string, string | undefined>;
  /** The very bytes that were signed. */
  body: string;
}

export interface ReadReplyDependencies {
  /** Shared with the ticket system, which signs with it. */
  secret: () => Promise<string>;
  now: () => Date;
  /** Freshdesk only tells that something was written: what, is asked of itself. */
  freshdeskReplies?: (ticketId: string) => Promise<FreshdeskReply[]>;
}

/** Signed deliveries older or newer than this are refused; what repeats within it is told by its key. */
const WINDOW_MS = 5 * 60_000;

export const refused = (why: Extract<ReadReply, { ok: false }>['why']) => ({ ok: false as const, why });
export const understood = (reply: Extract<ReadReply, { ok: true }>['reply']) => ({
  ok: true as const,
  reply,
});

/** @param oldest milliseconds that a delivery may be late; clocks may differ by the window either way */
export function isRecent(at: number, now: () => Date, oldest = WINDOW_MS): boolean {
  const age = now().getTime() - at;
  return age <= oldest && age >= -WINDOW_MS;
}

/** Compares without telling how far it got. */
export function same(given: string | undefined, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(right));
}

export function parsed<S extends v.GenericSchema>(schema: S, body: string): v.InferOutput<S> | undefined {
  try {
    const read = v.safeParse(schema, JSON.parse(body));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
