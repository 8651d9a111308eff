import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { compare, end, loop, say, wait } from './actions.ts';
import { callbackOffer, queueOfCalls } from './queueOfCalls.ts';
import { flowLinesIn } from './flowLines.ts';
import { together } from './flow.ts';
import type { Flow } from './flow.ts';

const TEN_MINUTES = 600;
/** 100 is the most a loop counts: with ten minutes each, sixteen hours. */
const TIMES = 100;

/** What a customer sees or hears while waiting for an agent. Leaving the flow doesn't leave the queue. */
export function customerQueueFlow({ voice, languages }: Pick<ClientConfig, 'voice' | 'languages'>): Flow {
  const lines = flowLinesIn(languages);
  return {
    name: 'customer-queue',
    type: 'CUSTOMER_QUEUE',
    description: 'While a customer waits for an agent',
    start: 'channel',
    actions: together(
      {
        // Tasks have nobody to talk to.
        channel: compare('$.Channel', { CHAT: 'waiting', ...(voice && { VOICE: 'call-waiting' }) }, 'end'),
        waiting: say(lines.waiting, 'count'),
        count: loop(TIMES, 'wait', 'end'),
        wait: wait(TEN_MINUTES, 'still-waiting', 'end'),
        'still-waiting': say(lines.stillWaiting, 'count'),
        end: end('EndFlowExecution'),
      },
      voice ? queueOfCalls(voice) : {},
      voice?.callback ? callbackOffer(voice.callback) : {},
    ),
  };
}
