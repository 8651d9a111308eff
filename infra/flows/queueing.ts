import {
  compare,
  end,
  invoke,
  say,
  setAttributes,
  setPriority,
  setQueue,
  transferToQueue,
} from './actions.ts';
import type { Action } from './flow.ts';

const PRIORITIES = [1, 2, 3, 4, 6, 7, 8, 9];

/** Asks `route-contact` what is next, for a reason that it knows by `step`. */
export const askRoute = (
  step: string,
  next: string,
  failed: string,
  more: Record<string, string> = {},
): Action => invoke('${RouteContactArn}', { step, ...more }, next, failed);

/** Shown to the agent beside the contact. */
const STORY = {
  caseId: '$.External.caseId',
  reason: '$.External.reason',
  summary: '$.External.summary',
};

/**
 * From `$.External` of route-contact into its queue: starts at `note-story`. What can't go there goes into the default queue,
 * starting at `queue-default`; on at `full` when a queue takes no more, and at `unqueued` if nothing takes the contact.
 */
export function queueing(unqueued: string, full = unqueued): Record<string, Action> {
  const branches = Object.fromEntries(PRIORITIES.map(priority => [String(priority), `priority-${priority}`]));
  return {
    'note-story': setAttributes(STORY, 'priority'),
    priority: compare('$.External.priority', branches, 'queue'),
    ...Object.fromEntries(
      PRIORITIES.map(priority => [`priority-${priority}`, setPriority(priority, 'queue')]),
    ),
    queue: setQueue('$.External.queue', 'transfer', 'queue-default'),
    transfer: transferToQueue(full, 'queue-default'),
    'queue-default': setQueue('${DefaultQueueArn}', 'transfer-default', unqueued),
    'transfer-default': transferToQueue(full, unqueued),
  };
}

/** The last resort of a chat: says what is true, lets route-contact note that nobody took the contact, and ends it. */
export function lastResort(text: string): Record<string, Action> {
  return {
    unqueued: say(text, 'ask-unqueued'),
    'ask-unqueued': askRoute('closed', 'say-last', 'disconnect'),
    'say-last': say('$.External.message', 'disconnect'),
    disconnect: end('DisconnectParticipant'),
  };
}
