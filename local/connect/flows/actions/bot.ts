import type { LexReply, LexService } from '../../../lex/service.ts';
import { derivedUuid } from '../../ids.ts';
import { say } from '../../participants/transcript.ts';
import { FAILED } from '../action.ts';
import type { ActionKind, Outcome, Step } from '../action.ts';

const DEFAULT_TIMEOUT = 300;
/** Without MESSAGE_STREAMING on the instance, a bot's turn in chat is cut at 10 s; with it, Lambda's 30 s hold. */
const TURN_LIMIT = { streaming: 30_000, plain: 10_000 };
const INITIAL_LONGEST = 1_024;

/**
 * Hands the chat to a Lex V2 bot, message by message, until the bot closes its intent or the customer is silent for
 * `LexTimeoutSeconds`. Branches on the intent's name; results under `$.Lex`.
 */
export const ConnectParticipantWithLexBot: ActionKind = {
  parameters: {
    Text: 'text',
    SSML: 'text',
    PromptId: 'reference',
    Media: 'deep',
    LexV2Bot: 'deep',
    LexSessionAttributes: 'deep',
    LexInitializationData: 'deep',
    LexTimeoutSeconds: 'deep',
  },
  check(parameters, { center, instanceArn }) {
    const problems = [];
    const prompts = ['Text', 'SSML', 'PromptId', 'Media'].filter(name => name in parameters);
    if (prompts.length > 1) problems.push(`has more than one of ${prompts.join(', ')}`);
    const aliasArn = parameters.LexV2Bot?.AliasArn;
    if (typeof aliasArn !== 'string') problems.push('needs LexV2Bot.AliasArn');
    else if (!aliasArn.startsWith('$.') && !mayUseBot(center, instanceArn, aliasArn)) {
      problems.push(
        `bot alias ${aliasArn} is not associated with the instance (or the association is deployed after the flow)`,
      );
    }
    const seconds = parameters.LexTimeoutSeconds?.Text;
    if (
      seconds !== undefined &&
      !/^\$\./.test(seconds) &&
      !(Number(seconds) >= 60 && Number(seconds) <= 604_800)
    ) {
      problems.push('LexTimeoutSeconds.Text must be "60" to "604800"');
    }
    return problems;
  },
  conditions: 'any',
  requiredErrors: ['NoMatchingCondition', 'NoMatchingError'],
  optionalErrors: ['InputTimeLimitExceeded'],
  flowTypes: ['CONTACT_FLOW', 'CUSTOMER_QUEUE', 'AGENT_TRANSFER', 'QUEUE_TRANSFER'],

  async call(step): Promise<LexReply | 'failed' | undefined> {
    const { center, contact, parameters, wake } = step;
    if (wake?.kind !== 'message') return undefined;
    const instance = center.instances.get(contact.instanceArn)!;
    try {
      return await center.cloud.service<LexService>('lex').recognise({
        aliasArn: parameters.LexV2Bot.AliasArn,
        localeId: contact.language.replace('-', '_'),
        sessionId: derivedUuid('lex-session', contact.initialContactId),
        text: wake.text,
        sessionAttributes: parameters.LexSessionAttributes ?? {},
        requestAttributes: {
          'x-amz-lex:channels:platform': 'Connect',
          'x-amz-lex:accepted-content-types': 'PlainText,CustomPayload',
        },
        limitMs: instance.attributes.MessageStreaming === false ? TURN_LIMIT.plain : TURN_LIMIT.streaming,
        key: wake.id,
      });
    } catch (error) {
      center.cloud.log(
        `connect: bot turn of contact ${contact.id} failed: ${(error as Error).name}: ${(error as Error).message}`,
      );
      return 'failed';
    }
  },

  run(step, reply: LexReply | 'failed' | undefined) {
    if (step.wake?.kind === 'message') return take(step, reply!);
    if (step.wake?.kind === 'timeout') return { to: 'error', type: 'InputTimeLimitExceeded' };
    return begin(step);
  },
};

function mayUseBot(center: Step['center'], instanceArn: string, aliasArn: string): boolean {
  for (const { type, arn, instanceArn: owner } of center.integrations.values()) {
    if (type === 'LEX_BOT' && arn === aliasArn && owner === instanceArn) return true;
  }
  return center.cloud.service<LexService>('lex').permits('connect.amazonaws.com', aliasArn, instanceArn);
}

function begin({ center, contact, run, parameters }: Step): Outcome {
  const { Text, LexInitializationData, LexV2Bot } = parameters;
  if (contact.channel !== 'CHAT' || !mayUseBot(center, contact.instanceArn, LexV2Bot.AliasArn)) return FAILED;
  if (Text) {
    say(center, contact.initialContactId, {
      type: 'MESSAGE',
      contentType: 'text/plain',
      content: Text,
      from: 'SYSTEM_MESSAGE',
    });
  }
  const first: string | undefined = LexInitializationData?.InitialMessage;
  if (first && first.length > INITIAL_LONGEST) return FAILED;
  contact.inbox = first ? [{ id: `${run.id}/${run.steps}`, text: first }] : [];
  run.wait = { kind: 'input', until: deadline(center, parameters) };
  return { to: 'wait' };
}

const deadline = (center: Step['center'], parameters: any) =>
  center.now + Number(parameters.LexTimeoutSeconds?.Text || DEFAULT_TIMEOUT) * 1000;

function take({ center, contact, run, parameters }: Step, reply: LexReply | 'failed'): Outcome {
  contact.inbox = contact.inbox.slice(1);
  if (reply === 'failed') return FAILED;
  for (const { contentType, content } of reply.messages) {
    say(center, contact.initialContactId, {
      type: 'MESSAGE',
      contentType: contentType === 'CustomPayload' && isInteractive(content) ? INTERACTIVE : 'text/plain',
      content,
      from: 'BOT',
    });
  }
  contact.lex = {
    intentName: reply.intentName,
    sessionAttributes: reply.sessionAttributes,
    slots: {},
    dialogState: reply.closed ? (reply.intentState ?? '') : 'ElicitIntent',
  };
  if (reply.closed) return { to: 'branch', value: reply.intentName };
  run.wait = { kind: 'input', until: deadline(center, parameters) };
  return { to: 'wait' };
}

const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive';

function isInteractive(content: string): boolean {
  try {
    return typeof JSON.parse(content).templateType === 'string';
  } catch {
    return false;
  }
}
