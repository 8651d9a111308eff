import { menuIn, type ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { peopleSpeak } from '../../layers/core/domain/phoneLanguages.ts';
import { compare, end, logFlow, say, setAttributes, talkToBot, wait } from './actions.ts';
import { callSession } from './calling.ts';
import { together } from './flow.ts';
import type { Flow } from './flow.ts';
import { flowLinesIn } from './flowLines.ts';
import { askRoute, queueing } from './queueing.ts';
import { rating } from './rating.ts';
import { flowLanguages, wordsIn } from './words.ts';

const DAY = 24 * 60 * 60;
/** A full queue is tried again after this, for who isn't in the line. Connect keeps a task for a week, an e-mail for two. */
const TRY_AGAIN_SECONDS = 5 * 60;

/** What the bot's code hook is told; unset attributes arrive empty. */
const SESSION = {
  contactId: '$.ContactId',
  initialContactId: '$.InitialContactId',
  channel: '$.Channel',
  ...Object.fromEntries(
    [
      'caseId',
      'customerId',
      'customerName',
      'customerEmail',
      'customerTier',
      'customerVerified',
      'attributes',
      'language',
    ].map(name => [name, `$.Attributes.${name}`]),
  ),
};

/**
 * A contact from its greeting to its end, whatever comes of it: a customer who talks to the AI; one whose agent has left; a
 * case that comes to agents as a task or e-mail. A chat or call brings its greeting as an attribute.
 */
export function conversationFlow(config: ClientConfig): Flow {
  const { voice } = config;
  const words = wordsIn(
    flowLanguages(config),
    language => {
      const { stillThere, handOver, unqueued } = flowLinesIn(language);
      // The client's choices stand for questions to the assistant.
      const toPeople = peopleSpeak(config, language);
      const menu = voice ? JSON.stringify(toPeople ? [] : menuIn(voice, language)) : '';
      return { stillThere, handOver, unqueued, menu, answeredBy: toPeople ? 'people' : 'assistant' };
    },
    'arrives',
  );
  const { line } = words;
  const sessionAttributes = { ...SESSION, ...(voice && callSession(voice, line)) };
  const bot = (timeoutSeconds: number, silent: string, text?: string) =>
    talkToBot({ text, sessionAttributes, timeoutSeconds, done: 'outcome', silent, failed: 'broke-off' });
  const { askAfterSeconds, closeAfterSeconds } = config.silence;
  return {
    name: 'conversation',
    type: 'CONTACT_FLOW',
    description: 'Customers talk to the AI, then to people; cases as tasks',
    start: 'log',
    actions: together(
      { log: logFlow(words.start) },
      words.actions,
      {
        arrives: compare(
          '$.Channel',
          { TASK: 'ask-queue', ...(config.mail.agents && { EMAIL: 'ask-queue' }) },
          'greeted',
        ),
        greeted: compare('$.Attributes.greeted', { true: 'ask-after-agent' }, 'greet'),
        greet: setAttributes({ greeted: 'true' }, 'talk-first'),
        'talk-first': bot(askAfterSeconds, 'talk-again', '$.Attributes.greeting'),
        talk: bot(askAfterSeconds, 'talk-again'),
        'talk-again': bot(closeAfterSeconds, 'ask-silent', line.stillThere),
        // Whatever else the bot should say that it means, people see to it.
        outcome: compare('$.Lex.SessionAttributes.outcome', { close: 'ask-closed' }, 'ask-queue'),
        'ask-queue': askRoute('queue', 'say', 'queue-default'),
        'ask-closed': askRoute('closed', 'say', 'disconnect'),
        'ask-silent': askRoute('silent', 'say', 'disconnect'),
        'ask-after-agent': askRoute('after-agent', 'say', 'queue-default'),
        'ask-full': askRoute('full', 'say', 'unqueued'),
        // An empty message is an error, and no reason to stop; so is any where nobody is in the line.
        say: say('$.External.message', 'next'),
        next: compare(
          '$.External.next',
          {
            ai: 'talk',
            wait: 'wait',
            again: 'try-again',
            ...(voice && { survey: 'rate' }),
            end: 'disconnect',
          },
          'note-story',
        ),
        wait: wait(DAY, 'disconnect', 'disconnect', 'talk'),
        'try-again': wait(TRY_AGAIN_SECONDS, 'ask-queue', 'disconnect'),
        // The turn may have left its case with the AI: route-contact gives it to people with its contact.
        'broke-off': say(line.handOver, 'ask-queue'),
      },
      voice ? rating() : {},
      queueing({ full: 'ask-full', unqueued: 'unqueued' }),
      { unqueued: say(line.unqueued, 'disconnect'), disconnect: end('DisconnectParticipant') },
    ),
  };
}
