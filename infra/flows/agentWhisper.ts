import { end, say } from './actions.ts';
import { together } from './flow.ts';
import type { Flow } from './flow.ts';

/** What only the agent sees when a contact arrives. */
export function agentWhisperFlow(): Flow {
  return {
    name: 'agent-whisper',
    type: 'AGENT_WHISPER',
    description: 'Reason and summary for the agent who gets the contact',
    start: 'tell',
    actions: together({
      tell: say('$.Attributes.reason — $.Attributes.summary', 'end'),
      end: end('EndFlowExecution'),
    }),
  };
}
