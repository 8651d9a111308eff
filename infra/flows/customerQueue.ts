import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { compare, compareStart, end, loop, moveToQueue, say, setAttributes, wait } from './actions.ts';
import { callFlowLinesIn } from './callFlowLines.ts';
import { queueOfCalls } from './queueOfCalls.ts';
import { flowLinesIn } from './flowLines.ts';
import { together } from './flow.ts';
import type { Action, Flow } from './flow.ts';
import { askRoute } from './queueing.ts';
import { flowLanguages, wordsIn } from './words.ts';

/** So often a chat asks whether its case is elsewhere by now; calls as often, see `queueOfCalls.ts`. */
const ASK_SECONDS = 60;
/** Every tenth time the customer may be told that it takes long. */
const BETWEEN = 9;
/** Who has waited for half an hour asks so often, and every other time may be told. */
const ASK_LATER_SECONDS = 300;
const BETWEEN_LATER = 1;

/** What a customer sees or hears while waiting for an agent. Leaving the flow doesn't leave the queue. */
export function customerQueueFlow(config: Pick<ClientConfig, 'voice' | 'skills' | 'languages'>): Flow {
  const { voice } = config;
  const words = wordsIn(
    flowLanguages(config),
    language => ({ ...flowLinesIn(language), ...callFlowLinesIn(language) }),
    'arrives',
  );
  const { line, start } = words;
  const stays = voice ? 'stay' : 'wait';
  return {
    name: 'customer-queue',
    type: 'CUSTOMER_QUEUE',
    description: 'While a customer waits for an agent',
    start,
    actions: together(
      words.actions,
      {
        // Who comes from another queue has been told that they wait.
        arrives: compareStart('$.Attributes.movedTo', [['arn:', 'ask']], voice ? 'channel' : 'waiting'),
        ...(voice && { channel: compare('$.Channel', { VOICE: 'call-waiting' }, 'waiting') }),
        waiting: say(line.waiting, 'wait'),
        wait: wait(ASK_SECONDS, 'patience', 'end'),
        patience: loop(BETWEEN, 'ask', 'ask-still'),
        'wait-long': wait(ASK_LATER_SECONDS, 'more-patience', 'end'),
        'more-patience': loop(BETWEEN_LATER, 'ask', 'ask-still'),
        'ask-still': askRoute('still-waiting', 'note-where', stays),
      },
      following(stays),
      voice ? { stay: compare('$.Channel', { VOICE: 'hold' }, 'wait') } : {},
      voice ? queueOfCalls(voice, line) : {},
    ),
  };
}

/**
 * The contact goes where its case is by now, another queue or the agent who has it, and stays where it is otherwise: a move that
 * fails, as while it rings, is tried again the next time. Entrance: `ask`.
 */
function following(stays: string): Record<string, Action> {
  return {
    ask: askRoute('waiting', 'note-where', stays),
    'note-where': setAttributes({ movedTo: '$.External.movedTo' }, 'say'),
    // An empty message is an error, and no reason to stop.
    say: say('$.External.message', 'where'),
    where: compare(
      '$.External.next',
      { queue: 'to-queue', agent: 'to-agent', 'wait-long': 'wait-long', end: 'disconnect' },
      stays,
    ),
    'to-queue': moveToQueue({ QueueId: '$.External.queue' }, 'end', stays),
    'to-agent': moveToQueue({ AgentId: '$.External.agent' }, 'end', stays),
    end: end('EndFlowExecution'),
    disconnect: end('DisconnectParticipant'),
  };
}
