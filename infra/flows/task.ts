import { end, logFlow } from './actions.ts';
import { together } from './flow.ts';
import type { Flow } from './flow.ts';
import { askRoute, queueing } from './queueing.ts';

/** Cases without a customer in the line (e-mail, outside hours) come to agents as tasks. Nobody is there to be told anything. */
export function taskFlow(): Flow {
  return {
    name: 'task',
    type: 'CONTACT_FLOW',
    description: 'A case as a task for an agent',
    start: 'log',
    actions: together(
      {
        log: logFlow('ask-queue'),
        'ask-queue': askRoute('queue', 'note-story', 'queue-default'),
        disconnect: end('DisconnectParticipant'),
      },
      queueing('disconnect'),
    ),
  };
}
