import type { Channel } from '../domain/triage.ts';

/** Characters of a reply: what is read at a glance, listened to in half a minute, or fits a mail. */
export const LENGTHS: Record<Channel, number> = { chat: 1_000, voice: 400, email: 4_000 };
