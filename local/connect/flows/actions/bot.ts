import type { LexMessage, LexReply, LexService } from '../../../lex/service.ts';
import type { Heard } from '../../contacts/contact.ts';
import { callOf } from '../../calls/call.ts';
import { speak, speaksUntil } from '../../calls/speaking.ts';
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
    const { center, contact, parameters } = step;
    const heard = heardIn(step);
    if (!heard) return undefined;
    const instance = center.instances.get(contact.instanceArn)!;
    try {
      return await center.cloud.service<LexService>('lex').recognise({
        aliasArn: parameters.LexV2Bot.AliasArn,
        localeId: contact.language.replace('-', '_'),
        sessionId: derivedUuid('lex-session', contact.initialContactId),
        text: heard.text,
        ...(contact.channel === 'VOICE' && {
          mode: heard.mode === 'keys' ? ('DTMF' as const) : ('Speech' as const),
          onUpdate: message => updateCaller(step, message),
        }),
        sessionAttributes: parameters.LexSessionAttributes ?? {},
        requestAttributes: {
          'x-amz-lex:channels:platform': 'Connect',
          'x-amz-lex:accepted-content-types': 'PlainText,CustomPayload',
        },
        limitMs: instance.attributes.MessageStreaming === false ? TURN_LIMIT.plain : TURN_LIMIT.streaming,
        key: heard.id,
      });
    } catch (error) {
      center.cloud.log(
        `connect: bot turn of contact ${contact.id} failed: ${(error as Error).name}: ${(error as Error).message}`,
      );
      return 'failed';
    }
  },

  run(step, reply: LexReply | 'failed' | undefined) {
    if (step.wake && step.run.closing) return { to: 'branch', value: step.run.closing };
    if (reply) return take(step, reply);
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

function begin(step: Step): Outcome {
  const { center, contact, run, parameters } = step;
  const { Text, LexInitializationData, LexV2Bot } = parameters;
  if (contact.channel === 'VOICE') return beginCall(step);
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

function take(step: Step, reply: LexReply | 'failed'): Outcome {
  const { center, contact, run, parameters } = step;
  contact.inbox = contact.inbox.slice(1);
  if (reply === 'failed') return FAILED;
  if (contact.channel === 'VOICE') return answerCall(step, reply);
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

/** What the bot is given: words, keys, or in a call the silence after which it must say something. */
function heardIn({ center, contact, run, wake }: Step): Heard | undefined {
  if (wake?.kind === 'message') return wake;
  if (contact.channel !== 'VOICE' || wake?.kind !== 'timeout' || run.closing) return undefined;
  const call = callOf(center, contact);
  const id = `${run.id}/${run.steps}`;
  // The pause after the last key has passed: the keys are the input.
  return call?.keys ? { id, text: call.keys, mode: 'keys' } : { id, text: '', mode: 'speech' };
}

function beginCall(step: Step): Outcome {
  const { center, contact, parameters } = step;
  const { Text, SSML, LexV2Bot } = parameters;
  if (!mayUseBot(center, contact.instanceArn, LexV2Bot.AliasArn)) return FAILED;
  const call = callOf(center, contact);
  if (!call || call.state !== 'up') return FAILED;
  if (
    (Text || SSML) &&
    speak(center, contact, { text: Text, ssml: SSML }, { interruptible: true }) === undefined
  )
    return FAILED;
  contact.inbox = [];
  return listen(step, parameters.LexSessionAttributes ?? {});
}

/** The call's turn: the replies are spoken, then the bot listens or, having closed its intent, lets go. */
function answerCall(step: Step, reply: LexReply): Outcome {
  const { center, contact, run } = step;
  const call = callOf(center, contact);
  // What was pressed after the input that is answered here is the beginning of the next one.
  if (call && step.wake?.kind === 'timeout') center.calls.put(call.id, { ...call, keys: '' });
  const attributes = reply.sessionAttributes;
  const interruptible = attribute(attributes, 'allow-interrupt') !== 'false';
  for (const { contentType, content } of reply.messages) {
    const prompt = contentType === 'SSML' ? { ssml: content } : { text: content };
    if (speak(center, contact, prompt, { who: 'bot', interruptible }) === undefined) return FAILED;
  }
  contact.lex = {
    intentName: reply.intentName,
    sessionAttributes: attributes,
    slots: {},
    dialogState: reply.closed ? reply.intentState : 'ElicitIntent',
  };
  if (!reply.closed) return listen(step, attributes);
  run.closing = reply.intentName;
  run.wait = { kind: 'time', until: speaksUntil(center, callOf(center, contact)!), events: [] };
  return { to: 'wait' };
}

/** Waits for speech or keys, by the attributes of the session; their defaults are Lex's own. */
function listen({ center, contact, run }: Step, attributes: Record<string, string>): Outcome {
  const number = (name: string, otherwise: number) => Number(attribute(attributes, name) ?? otherwise);
  run.wait = {
    kind: 'input',
    until: speaksUntil(center, callOf(center, contact)!) + number('audio:start-timeout-ms', 4_000),
    speech: number('audio:max-length-ms', 13_000),
    keys: {
      most: number('dtmf:max-length', 1_024),
      end: attribute(attributes, 'dtmf:end-character') ?? '#',
      clear: attribute(attributes, 'dtmf:deletion-character') ?? '*',
      pause: number('dtmf:end-timeout-ms', 5_000),
    },
  };
  return { to: 'wait' };
}

/** `x-amz-lex:<name>` for any intent and slot. */
const attribute = (attributes: Record<string, string>, name: string): string | undefined =>
  attributes[`x-amz-lex:${name}:*:*`];

/** "One moment": said while the code hook works, unless the caller has gone. */
function updateCaller({ center, contact, run }: Step, message: LexMessage): void {
  if (center.stopped) return;
  center.commit(() => {
    const now = center.contacts.get(contact.id);
    if (now?.run?.id !== run.id) return;
    const prompt = message.contentType === 'SSML' ? { ssml: message.content } : { text: message.content };
    speak(center, now, prompt, { who: 'bot', interruptible: true });
  });
}
