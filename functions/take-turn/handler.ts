import type { LexV2Event, LexV2Result } from 'aws-lambda';
import type { Channel } from '../../layers/core/domain/triage.ts';
import type { TurnInput } from '../../layers/core/domain/turn.ts';
import { letterLinesIn } from '../../layers/core/mail/letterLines.ts';
import { customerOf } from '../../layers/core/turns/customerOf.ts';
import { onCall } from './onCall.ts';
import { takeTurn, type Taken, type TakeTurnDependencies } from './takeTurn.ts';

/** Translates Lex V2's code hook to a turn and back. */
export const createHandler =
  (deps: TakeTurnDependencies) =>
  async (event: LexV2Event): Promise<LexV2Result> => {
    const attributes = event.sessionState.sessionAttributes ?? {};
    // A chat has one locale of the bot, whatever language it is in.
    const locale = (attributes.channel !== 'VOICE' && attributes.language) || event.bot.localeId;
    const turn = Number(attributes.turn ?? '0');
    const toTake = toTurn(event, attributes, turn);
    const reply = (outcome: Taken['outcome'], more: Record<string, string>, messages: unknown[]) =>
      ({
        sessionState: {
          sessionAttributes: { ...attributes, turn: String(turn + 1), outcome, ...more },
          ...(outcome === 'continue'
            ? { dialogAction: { type: 'ElicitIntent' } }
            : {
                dialogAction: { type: 'Close' },
                intent: { name: event.sessionState.intent.name, state: 'Fulfilled' },
              }),
        },
        messages,
      }) as LexV2Result;

    if (attributes.channel === 'VOICE') {
      const { outcome, caseId, ssml, call } = await onCall(event, attributes, words =>
        takeTurn({ ...toTake, ...words }, locale, deps),
      );
      return reply(outcome, { call, ...(caseId && { caseId }) }, [{ contentType: 'SSML', content: ssml }]);
    }
    const taken = await takeTurn(toTake, locale, deps);
    return reply(
      taken.outcome,
      { ...(taken.caseId && { caseId: taken.caseId }) },
      messagesOf(taken, attributes.channel),
    );
  };

/** Lex takes at most 1,024 characters a message. */
const LONGEST_MESSAGE = 1024;

/** The reply, and in a chat the articles it rests on: below it, or after it where both don't fit in one message. */
function messagesOf({ reply, sources = [], language }: Taken, channel = 'CHAT') {
  const message = (content: string) => ({ contentType: 'PlainText', content });
  if (sources.length === 0 || channel !== 'CHAT') return [message(reply)];
  const line = `${letterLinesIn(language).source}: ${sources.join(', ')}`;
  const whole = `${reply}\n\n${line}`;
  return whole.length <= LONGEST_MESSAGE ? [message(whole)] : [message(reply), message(line)];
}

function toTurn(event: LexV2Event, attributes: Record<string, string>, turn: number): TurnInput {
  // The first contact of the chain: after an agent has left, the chat goes on under another id.
  const contactId = attributes.initialContactId || attributes.contactId || event.sessionId;
  return {
    turnId: `${contactId}:${String(turn).padStart(4, '0')}`,
    contactId,
    channel: (attributes.channel || 'CHAT').toLowerCase() as Channel,
    text: event.inputTranscript,
    customer: customerOf(attributes),
    ...(attributes.language && { language: attributes.language }),
    ...(attributes.caseId && { caseId: attributes.caseId }),
  };
}
