import type { Center } from './center.ts';
import { drive } from './flows/drive.ts';
import { route } from './queues/routing.ts';
import { arm } from './timers.ts';

/**
 * After contacts were written: runs flows that can go on, sets timers, and looks whether an agent is free for somebody.
 * An empty id stands for "an agent changed".
 */
export function settle(center: Center, contactIds: Set<string>): void {
  if (!center.ready) return;
  for (const contactId of contactIds) {
    if (!contactId) continue;
    drive(center, contactId);
    arm(center, contactId);
  }
  route(center);
}
