import type { Voice } from '../../layers/core/domain/clientConfig.ts';
import { compare, compareStart, end, say } from './actions.ts';
import {
  askKey,
  playWhileWaiting,
  queueCallback,
  setCallbackNumber,
  storeNumber,
  type Prompt,
} from './callActions.ts';
import type { Action } from './flow.ts';
import { askRoute } from './queueing.ts';

/** What callers hear while they wait. True whatever happens: no waiting time but the one the service measures. */
export const QUEUE_LINES = {
  stillThere: 'You are still in the queue.',
  offer: 'If you would rather be called back, press 1. Otherwise just stay on the line.',
  confirm: 'We would call you on',
  confirmKeys: 'If that is right, press 1. For another number, press 2.',
  typeNumber: 'Please type the number with its area code, then the hash key.',
  wrongNumber: "I can't call that number.",
  calledBack:
    'We will call you back when it is your turn; you keep your place. You can hang up now. Goodbye.',
  noCallback: 'That did not work. You keep your place on the line.',
} as const;

const EVERY_SECONDS = 60;
const KEY_SECONDS = 5;
const NUMBER_SECONDS = 15;

const number = (before: string, reference: string, after: string): Prompt => ({
  SSML: `<speak>${before} <say-as interpret-as="telephone">${reference}</say-as>. ${after}</speak>`,
});
/** Stands for the music on hold: prompts of the instance have ARNs that only its console knows. */
const PAUSE: Prompt = { SSML: '<speak><break time="10s"/></speak>' };

/** The queue by ear: where the caller stands, at first and once a minute, and at first the offer of a call back. */
export function queueOfCalls({ callback }: Voice): Record<string, Action> {
  const then = callback ? 'offer' : 'hold';
  return {
    'call-waiting': askRoute('waiting', 'say-waiting', then),
    'say-waiting': say('$.External.message', then),
    hold: playWhileWaiting([PAUSE], EVERY_SECONDS, 'ask-again', 'end'),
    'ask-again': askRoute('waiting', 'say-again', 'say-still-there'),
    'say-again': say('$.External.message', 'hold'),
    'say-still-there': say(QUEUE_LINES.stillThere, 'hold'),
  };
}

/** A call back instead of waiting, on the caller's number or on another that is typed; offered once. */
export const callbackOffer = ({
  country,
  attempts,
  retryMinutes,
}: NonNullable<Voice['callback']>): Record<string, Action> => ({
  offer: askKey(
    { Text: QUEUE_LINES.offer },
    KEY_SECONDS,
    { 1: 'known-number' },
    { silent: 'hold', other: 'hold' },
  ),
  'known-number': compareStart('$.CustomerEndpoint.Address', [['+', 'confirm']], 'type-number'),
  confirm: askKey(
    number(QUEUE_LINES.confirm, '$.CustomerEndpoint.Address', QUEUE_LINES.confirmKeys),
    KEY_SECONDS,
    { 1: 'set-number', 2: 'type-number' },
    { silent: 'hold', other: 'hold' },
  ),
  'set-number': setCallbackNumber('$.CustomerEndpoint.Address', 'queue-callback', 'wrong-number'),
  'wrong-number': say(QUEUE_LINES.wrongNumber, 'type-number'),
  'type-number': storeNumber(
    { Text: QUEUE_LINES.typeNumber },
    NUMBER_SECONDS,
    country,
    'typed',
    'no-callback',
  ),
  typed: compare('$.StoredCustomerInput', { Timeout: 'no-callback' }, 'confirm-typed'),
  'confirm-typed': askKey(
    number(QUEUE_LINES.confirm, '$.StoredCustomerInput', QUEUE_LINES.confirmKeys),
    KEY_SECONDS,
    { 1: 'set-typed', 2: 'type-number' },
    { silent: 'no-callback', other: 'no-callback' },
  ),
  'set-typed': setCallbackNumber('$.StoredCustomerInput', 'queue-callback', 'no-callback'),
  'queue-callback': queueCallback(attempts, retryMinutes, 'note-callback', 'no-callback'),
  // The case must know before the call ends, or it would look as if the customer had given up.
  'note-callback': askRoute('call-back', 'say-called-back', 'say-called-back'),
  'say-called-back': say(QUEUE_LINES.calledBack, 'hang-up'),
  'hang-up': end('DisconnectParticipant'),
  'no-callback': say(QUEUE_LINES.noCallback, 'hold'),
});
