import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { logFlow } from './actions.ts';
import { together } from './flow.ts';
import type { Flow } from './flow.ts';
import { askRoute } from './queueing.ts';
import { talking } from './talking.ts';

/** The agent has left the chat and the customer is still there: back to the AI, wait for the client's answer, or the end. */
export function afterAgentFlow(config: ClientConfig): Flow {
  return {
    name: 'after-agent',
    type: 'CONTACT_FLOW',
    description: 'The agent left, the customer remains',
    start: 'log',
    actions: together(
      {
        log: logFlow('ask-after-agent'),
        'ask-after-agent': askRoute('after-agent', 'say', 'hand-over'),
      },
      talking(config, {}),
    ),
  };
}
