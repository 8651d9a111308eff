import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { clientText } from '../../layers/core/domain/replyLanguage.ts';
import {
  compare,
  end,
  logFlow,
  say,
  setAttributes,
  setHook,
  setLanguage,
  setQueue,
  transferToFlow,
  transferToQueue,
} from './actions.ts';
import { calling, languageTag } from './calling.ts';
import { together } from './flow.ts';
import type { Flow } from './flow.ts';
import { flowLinesIn } from './flowLines.ts';
import { wordsIn } from './words.ts';

/** Every chat and call starts here: language, hooks and greeting; then it is a conversation. */
export function mainFlow(config: ClientConfig): Flow {
  const { brand, voice, locale, languages } = config;
  const words = wordsIn(
    languages,
    language => ({
      greeting: clientText(config, brand.greeting, language),
      returning: clientText(config, brand.returning, language),
    }),
    'returning',
  );
  return {
    name: 'main',
    type: 'CONTACT_FLOW',
    description: 'Where customers come in',
    start: 'log',
    actions: together(
      {
        log: logFlow('language'),
        // Chats have one locale of the bot; the contact must speak it before the bot is asked.
        language: setLanguage(languageTag(locale), 'hook-queue'),
        'hook-queue': setHook('CustomerQueue', '${CustomerQueueFlowArn}', 'hook-whisper'),
        'hook-whisper': setHook('AgentWhisper', '${AgentWhisperFlowArn}', 'hook-remaining'),
        'hook-remaining': setHook(
          'CustomerRemaining',
          '${ConversationFlowArn}',
          voice ? 'channel' : words.start,
        ),
        ...(voice && { channel: compare('$.Channel', { VOICE: 'call' }, words.start) }),
        ...words.actions,
        returning: compare('$.Attributes.returning', { true: 'greet-again' }, 'greet-first'),
        'greet-first': setAttributes({ greeting: words.line.greeting }, 'talk'),
        'greet-again': setAttributes({ greeting: words.line.returning }, 'talk'),
        talk: transferToFlow('${ConversationFlowArn}', 'queue-default'),
      },
      voice ? calling({ ...config, voice }) : {},
      {
        // Nothing was said yet, so there is no case: a person begins with the customer.
        'queue-default': setQueue('${DefaultQueueArn}', 'transfer', 'transfer'),
        transfer: transferToQueue('unserved', 'unserved'),
        unserved: say(flowLinesIn(languages[0]!).unserved, 'disconnect'),
        disconnect: end('DisconnectParticipant'),
      },
    ),
  };
}
