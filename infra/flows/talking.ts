import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { compare, say, talkToBot, wait } from './actions.ts';
import { callSession } from './calling.ts';
import type { Action } from './flow.ts';
import { flowLinesIn } from './flowLines.ts';
import { askRoute, lastResort, queueing } from './queueing.ts';
import { rating } from './rating.ts';

const DAY = 24 * 60 * 60;

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
    ].map(name => [name, `$.Attributes.${name}`]),
  ),
};

/**
 * A customer talking to the AI until it is over, whatever comes of it. Entrances: `talk` (listens), `greet-<name>` (says a
 * greeting first, one for each given), `next` (does what route-contact has answered).
 */
export function talking(config: ClientConfig, greetings: Record<string, string>): Record<string, Action> {
  const lines = flowLinesIn(config.languages);
  const bot = (timeoutSeconds: number, silent: string, text?: string) =>
    talkToBot({
      text,
      sessionAttributes: { ...SESSION, ...(config.voice && callSession(config.voice)) },
      timeoutSeconds,
      done: 'outcome',
      silent,
      failed: 'broke-off',
    });
  const { askAfterSeconds, closeAfterSeconds } = config.silence;
  return {
    ...Object.fromEntries(
      Object.entries(greetings).map(([name, text]) => [
        `greet-${name}`,
        bot(askAfterSeconds, 'talk-again', text),
      ]),
    ),
    talk: bot(askAfterSeconds, 'talk-again'),
    'talk-again': bot(closeAfterSeconds, 'ask-silent', lines.stillThere),
    outcome: compare(
      '$.Lex.SessionAttributes.outcome',
      { escalate: 'ask-queue', close: 'ask-closed' },
      'talk',
    ),
    'ask-queue': askRoute('queue', 'say', 'hand-over'),
    'ask-closed': askRoute('closed', 'say', 'disconnect'),
    'ask-silent': askRoute('silent', 'say', 'disconnect'),
    // An empty message is an error, and no reason to stop.
    say: say('$.External.message', 'next'),
    next: compare(
      '$.External.next',
      {
        queue: 'note-story',
        ai: 'talk',
        wait: 'wait',
        survey: config.voice ? 'rate' : 'disconnect',
        end: 'disconnect',
      },
      'hand-over',
    ),
    wait: wait(DAY, 'disconnect', 'disconnect', 'talk'),
    // The turn may have left its case with the AI: route-contact gives it to people with its contact.
    'broke-off': say(lines.handOver, 'ask-broken'),
    'ask-broken': askRoute('queue', 'say', 'queue-default'),
    'hand-over': say(lines.handOver, 'queue-default'),
    ...(config.voice && rating()),
    'ask-full': askRoute('full', 'say', 'unqueued'),
    ...queueing('unqueued', 'ask-full'),
    ...lastResort(lines.unqueued),
  };
}
