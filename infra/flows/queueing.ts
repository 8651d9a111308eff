import { compare, invoke, setAttributes, setPriority, setQueue, transferToQueue } from './actions.ts';
import type { Action } from './flow.ts';

const PRIORITIES = [1, 2, 3, 4, 6, 7, 8, 9];

/** Asks `route-contact` what is next, for a reason that it knows by `step`. */
export const askRoute = (
  step: string,
  next: string,
  failed: string,
  more: Record<string, string> = {},
): Action => invoke('${RouteContactArn}', { step, ...more }, next, failed);

/** Shown to the agent beside the contact; the language is also what the queue's flow speaks, the last two are for `following`. */
const STORY = {
  caseId: '$.External.caseId',
  reason: '$.External.reason',
  summary: '$.External.summary',
  language: '$.External.language',
  heldBy: '$.External.heldBy',
  movedTo: '$.External.movedTo',
};

/**
 * From `$.External` of route-contact into its queue: starts at `note-story`. What has no queue that is there goes into the
 * default queue, starting at `queue-default`; on at `full` when a queue takes no more, and at `unqueued` if none takes it.
 */
export function queueing({ full, unqueued }: { full: string; unqueued: string }): Record<string, Action> {
  const branches = Object.fromEntries(PRIORITIES.map(priority => [String(priority), `priority-${priority}`]));
  return {
    'note-story': setAttributes(STORY, 'priority'),
    priority: compare('$.External.priority', branches, 'queue'),
    ...Object.fromEntries(
      PRIORITIES.map(priority => [`priority-${priority}`, setPriority(priority, 'queue')]),
    ),
    queue: setQueue('$.External.queue', 'transfer', 'queue-default'),
    // Should even this one be refused, the queue set before is better than none.
    'queue-default': setQueue('${DefaultQueueArn}', 'transfer', 'transfer'),
    transfer: transferToQueue(full, unqueued),
  };
}
