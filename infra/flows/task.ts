import { compare, end, logFlow, wait } from './actions.ts';
import { together } from './flow.ts';
import type { Flow } from './flow.ts';
import { askRoute, queueing } from './queueing.ts';

/** A full queue is tried again after this. Connect keeps a task for a week. */
const TRY_AGAIN_SECONDS = 5 * 60;

/**
 * Cases without a customer in the line (e-mail, outside hours, a full queue) come to agents as tasks. Nobody is there to be told
 * anything. A task whose case waits no more ends by itself.
 */
export function taskFlow(): Flow {
  return {
    name: 'task',
    type: 'CONTACT_FLOW',
    description: 'A case as a task for an agent',
    start: 'log',
    actions: together(
      {
        log: logFlow('ask-queue'),
        'ask-queue': askRoute('task', 'next', 'queue-default'),
        next: compare('$.External.next', { end: 'disconnect' }, 'note-story'),
        'try-again': wait(TRY_AGAIN_SECONDS, 'ask-queue', 'disconnect'),
        disconnect: end('DisconnectParticipant'),
      },
      queueing('try-again'),
    ),
  };
}
