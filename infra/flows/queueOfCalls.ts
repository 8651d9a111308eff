import type { Voice } from '../../layers/core/domain/clientConfig.ts';
import { say, setAttributes } from './actions.ts';
import {
  askKey,
  playWhileWaiting,
  queueCallback,
  setCallbackNumber,
  storeNumber,
  type Prompt,
} from './callActions.ts';
import type { callFlowLinesIn } from './callFlowLines.ts';
import type { Action } from './flow.ts';
import { askRoute } from './queueing.ts';

type CallFlowLines = ReturnType<typeof callFlowLinesIn>;

const EVERY_SECONDS = 60;
const KEY_SECONDS = 5;
const NUMBER_SECONDS = 15;

/** Stands for the music on hold: prompts of the instance have ARNs that only its console knows. */
const PAUSE: Prompt = { SSML: '<speak><break time="10s"/></speak>' };

/**
 * The queue by ear: where the caller stands, at first and once a minute, and at first the offer of a call back. What follows
 * from the answer at `note-where` is the same for chats.
 */
export function queueOfCalls({ callback }: Voice, line: CallFlowLines): Record<string, Action> {
  const then = callback ? 'offer' : 'hold';
  return {
    'call-waiting': askRoute('waiting', 'say-waiting', 'say-queued'),
    'say-queued': say(line.stillQueued, then),
    'say-waiting': say('$.External.message', then),
    hold: playWhileWaiting([PAUSE], EVERY_SECONDS, 'ask-again', 'end'),
    'ask-again': askRoute('waiting', 'note-where', 'say-still-queued'),
    'say-still-queued': say(line.stillQueued, 'hold'),
    ...(callback && callbackOffer(callback, line)),
  };
}

/**
 * A call back instead of waiting, on the caller's number or on another that is typed; offered once. A number that can't be
 * called, e.g. because it is withheld, is asked for.
 */
const callbackOffer = (
  { country, attempts, retryMinutes }: NonNullable<Voice['callback']>,
  line: CallFlowLines,
): Record<string, Action> => ({
  offer: askKey({ Text: line.offer }, KEY_SECONDS, { 1: 'known-number' }, { silent: 'hold', other: 'hold' }),
  'known-number': setCallbackNumber('$.CustomerEndpoint.Address', 'note-known', 'type-number'),
  'note-known': setAttributes({ callBackTo: '$.CustomerEndpoint.Address' }, 'confirm'),
  'type-number': storeNumber(
    { Text: line.typeNumber },
    NUMBER_SECONDS,
    country,
    'typed-number',
    'no-callback',
  ),
  'typed-number': setCallbackNumber('$.StoredCustomerInput', 'note-typed', 'no-callback'),
  'note-typed': setAttributes({ callBackTo: '$.StoredCustomerInput' }, 'confirm'),
  confirm: askKey(
    {
      SSML: `<speak>${line.confirm} <say-as interpret-as="telephone">$.Attributes.callBackTo</say-as>. ${line.confirmKeys}</speak>`,
    },
    KEY_SECONDS,
    { 1: 'queue-callback', 2: 'type-number' },
    { silent: 'no-callback', other: 'no-callback' },
  ),
  'queue-callback': queueCallback(attempts, retryMinutes, 'note-callback', 'no-callback'),
  // The case must know before the call ends, or it would look as if the customer had given up.
  'note-callback': askRoute('call-back', 'say-called-back', 'say-called-back'),
  'say-called-back': say(line.calledBack, 'disconnect'),
  'no-callback': say(line.noCallback, 'hold'),
});
