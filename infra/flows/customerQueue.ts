import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { compare, end, say, wait } from './actions.ts';
import { callFlowLinesIn } from './callFlowLines.ts';
import { queueOfCalls } from './queueOfCalls.ts';
import { flowLinesIn } from './flowLines.ts';
import { together } from './flow.ts';
import type { Flow } from './flow.ts';
import { flowLanguages, wordsIn } from './words.ts';

const TEN_MINUTES = 600;

/** What a customer sees or hears while waiting for an agent. Leaving the flow doesn't leave the queue. */
export function customerQueueFlow(config: Pick<ClientConfig, 'voice' | 'skills' | 'languages'>): Flow {
  const { voice } = config;
  const words = wordsIn(
    flowLanguages(config),
    language => ({ ...flowLinesIn(language), ...callFlowLinesIn(language) }),
    voice ? 'channel' : 'waiting',
  );
  const { line, start } = words;
  return {
    name: 'customer-queue',
    type: 'CUSTOMER_QUEUE',
    description: 'While a customer waits for an agent',
    start,
    actions: together(
      words.actions,
      {
        ...(voice && { channel: compare('$.Channel', { VOICE: 'call-waiting' }, 'waiting') }),
        waiting: say(line.waiting, 'wait'),
        wait: wait(TEN_MINUTES, 'still-waiting', 'end'),
        'still-waiting': say(line.stillWaiting, 'wait'),
        end: end('EndFlowExecution'),
      },
      voice ? queueOfCalls(voice, line) : {},
    ),
  };
}
