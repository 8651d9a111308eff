import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { clientText } from '../../layers/core/domain/replyLanguage.ts';
import { compare, logFlow, setHook, setLanguage } from './actions.ts';
import { calledBackGreeting, calling } from './calling.ts';
import { together } from './flow.ts';
import type { Flow } from './flow.ts';
import { talking } from './talking.ts';

/** Every chat and call starts here: the hooks, then the AI. */
export function mainFlow(config: ClientConfig): Flow {
  // The bot has one locale, and nobody has said a word yet.
  const greeting = clientText(config, config.brand.greeting);
  const returning = clientText(config, config.brand.returning);
  const { voice } = config;
  const calls = voice && { call: voice.greeting, 'called-back': calledBackGreeting(config) };
  return {
    name: 'main',
    type: 'CONTACT_FLOW',
    description: 'Customers talk to the AI, then to people',
    start: 'log',
    actions: together(
      {
        log: logFlow('language'),
        // The bot has one locale; the contact must speak it before the bot is asked.
        language: setLanguage(config.locale.replace('_', '-'), 'hook-queue'),
        'hook-queue': setHook('CustomerQueue', '${CustomerQueueFlowArn}', 'hook-whisper'),
        'hook-whisper': setHook('AgentWhisper', '${AgentWhisperFlowArn}', 'hook-after-agent'),
        'hook-after-agent': setHook(
          'CustomerRemaining',
          '${AfterAgentFlowArn}',
          voice ? 'channel' : 'returning',
        ),
        ...(voice && { channel: compare('$.Channel', { VOICE: 'call' }, 'returning') }),
        returning: compare('$.Attributes.returning', { true: 'greet-again' }, 'greet-first'),
      },
      voice ? calling({ voice }) : {},
      talking(config, { first: greeting, again: returning, ...calls }),
    ),
  };
}
