import { AwsError } from '../core/contract.ts';
import type { Cloud } from '../core/contract.ts';
import type { Bot, BotAlias, Bots, Intent } from './bots.ts';
import { askHook } from './hook.ts';
import { sayWhileWorking } from './updates.ts';
import type { HookReply, IntentState } from './hook.ts';

const LONGEST_TEXT = 1_024;

/** One message to a bot. */
export interface Turn {
  aliasArn: string;
  localeId: string;
  sessionId: string;
  text: string;
  /** How it came; in speech an empty text is silence. */
  mode?: 'Text' | 'Speech' | 'DTMF';
  /** Streaming conversations only: told what the bot says while its code hook works. */
  onUpdate?(message: LexMessage): void;
  /** Laid over what the session has. */
  sessionAttributes?: Record<string, string>;
  requestAttributes?: Record<string, string>;
  /** The caller's limit; Lambda's own of 30 s holds besides. */
  limitMs?: number;
  /** The same key gives the same reply again, without asking the code hook twice. */
  key?: string;
}
export interface LexMessage {
  contentType: string;
  content: string;
}
export interface LexReply {
  messages: LexMessage[];
  intentName: string;
  intentState: string;
  sessionAttributes: Record<string, string>;
  /** True when the bot has closed its intent: the conversation goes on elsewhere. */
  closed: boolean;
  interpretations: Interpretation[];
}
export interface Interpretation {
  intent: IntentState;
  interpretationSource: 'Lex';
  nluConfidence?: number;
}

/** What the store keeps of a session, under `<session id>|<alias ARN>`. */
export interface Session {
  sessionAttributes: Record<string, string>;
  /** Epoch ms of virtual time. */
  usedAt: number;
  lastKey?: string;
  lastReply?: LexReply;
  /** The code hook's last event, for a second delivery. */
  lastCall?: { functionArn: string; aliasArn: string; event: unknown };
}

export const sessionsOf = (cloud: Cloud) => cloud.store.collection<Session>('lex.sessions');

/** Runs one turn: matches an intent, asks its code hook, keeps the session. Errors are RecognizeText's own. */
export async function takeTurn(bots: Bots, cloud: Cloud, turn: Turn): Promise<LexReply> {
  const { alias, bot } = bots.alias(turn.aliasArn);
  const locale = bot.locales.find(({ localeId }) => localeId === turn.localeId);
  if (!locale || !Object.hasOwn(alias.hooks, turn.localeId)) {
    throw new AwsError(
      'ResourceNotFoundException',
      `alias ${alias.name} has no locale ${turn.localeId}`,
      404,
    );
  }
  const shortest = turn.mode === 'Speech' ? 0 : 1;
  if (turn.text.length < shortest || turn.text.length > LONGEST_TEXT) {
    throw new AwsError('ValidationException', `text must have 1 to ${LONGEST_TEXT} characters`);
  }
  const sessions = sessionsOf(cloud);
  const key = `${turn.sessionId}|${turn.aliasArn}`;
  const stored = sessions.get(key);
  const session = stored && stored.usedAt + bot.idleTtl * 1000 > cloud.clock.now() ? stored : undefined;
  if (turn.key && session?.lastKey === turn.key && session.lastReply) return session.lastReply;

  const intents = match(locale.intents, turn.text);
  const sessionAttributes = { ...session?.sessionAttributes, ...turn.sessionAttributes };
  const asked = await converse(cloud, { alias, bot, turn, intents, sessionAttributes });
  sessions.put(key, {
    sessionAttributes: asked.reply.sessionAttributes,
    usedAt: cloud.clock.now(),
    lastKey: turn.key,
    lastReply: asked.reply,
    lastCall: asked.call,
  });
  return asked.reply;
}

/** The intent whose sample utterance was said, else the fallback; the other one after it. */
function match(intents: Intent[], text: string): [Intent, ...Intent[]] {
  const said = normal(text);
  const fallback = intents.find(intent => intent.fallback)!;
  const found = intents.find(
    intent => !intent.fallback && intent.utterances.some(sample => normal(sample) === said),
  );
  return found ? [found, fallback] : [fallback];
}

const normal = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

interface Conversation {
  alias: BotAlias;
  bot: Bot;
  turn: Turn;
  intents: [Intent, ...Intent[]];
  sessionAttributes: Record<string, string>;
}

async function converse(
  cloud: Cloud,
  conversation: Conversation,
): Promise<{ reply: LexReply; call?: Session['lastCall'] }> {
  const { alias, turn, intents } = conversation;
  const [intent] = intents;
  const functionArn = alias.hooks[turn.localeId];
  // The fallback has no dialog of its own: Lex goes to its fulfilment at once.
  const stages: Stage[] = [];
  if (intent.dialogHook && (!intent.fallback || !intent.fulfilmentHook)) stages.push('DialogCodeHook');
  if (intent.fulfilmentHook) stages.push('FulfillmentCodeHook');
  let { sessionAttributes } = conversation;
  let call: Session['lastCall'];
  if (functionArn) {
    for (const stage of stages) {
      const event = eventOf({ ...conversation, sessionAttributes }, stage);
      call = { functionArn, aliasArn: alias.arn, event };
      const updates =
        stage === 'FulfillmentCodeHook' && turn.onUpdate && intent.updates
          ? sayWhileWorking(cloud, intent.updates, turn.onUpdate)
          : undefined;
      const answer = await askHook(cloud, {
        ...call,
        limitMs: turn.limitMs,
        ...(turn.mode && { streaming: true }),
      }).finally(() => updates?.stop());
      sessionAttributes = answer.sessionAttributes ?? sessionAttributes;
      if (answer.action === 'Delegate') continue;
      return { reply: replyOf(conversation, answer, sessionAttributes), call };
    }
  }
  const fulfilled: HookReply = {
    action: 'Close',
    messages: [],
    intent: { name: intent.name, state: 'Fulfilled' },
  };
  return { reply: replyOf(conversation, fulfilled, sessionAttributes), call };
}

type Stage = 'DialogCodeHook' | 'FulfillmentCodeHook';

function replyOf(
  { intents }: Conversation,
  answer: HookReply,
  sessionAttributes: Record<string, string>,
): LexReply {
  const intentName = answer.intent?.name ?? intents[0].name;
  return {
    messages: answer.messages,
    intentName,
    intentState: answer.intent?.state ?? 'InProgress',
    sessionAttributes,
    closed: answer.action === 'Close',
    interpretations: interpretationsOf(intents, 'ReadyForFulfillment'),
  };
}

function interpretationsOf(intents: Intent[], state: string): Interpretation[] {
  return intents.map((intent, index) => ({
    intent: {
      name: intent.name,
      slots: {},
      state: index === 0 ? state : 'InProgress',
      confirmationState: 'None',
    },
    interpretationSource: 'Lex',
    ...(intent.fallback ? {} : { nluConfidence: 1 }),
  }));
}

/** The Lambda input event of Lex V2. */
function eventOf({ alias, bot, turn, intents, sessionAttributes }: Conversation, stage: Stage): unknown {
  const interpretations = interpretationsOf(
    intents,
    stage === 'DialogCodeHook' ? 'InProgress' : 'ReadyForFulfillment',
  );
  const intent = interpretations[0]!.intent;
  return {
    messageVersion: '1.0',
    invocationSource: stage,
    inputMode: turn.mode ?? 'Text',
    responseContentType: 'text/plain; charset=utf-8',
    sessionId: turn.sessionId,
    inputTranscript: turn.text,
    invocationLabel: null,
    bot: {
      id: bot.id,
      name: bot.name,
      localeId: turn.localeId,
      version: alias.version,
      aliasId: alias.id,
      aliasName: alias.name,
    },
    interpretations,
    ...(stage === 'DialogCodeHook'
      ? {
          proposedNextState: {
            dialogAction: { type: 'Delegate' },
            intent: { ...intent, state: 'ReadyForFulfillment' },
          },
        }
      : {}),
    requestAttributes: turn.requestAttributes ?? {},
    sessionState: {
      activeContexts: [],
      sessionAttributes,
      intent,
      originatingRequestId: turn.key ?? turn.sessionId,
    },
    transcriptions: [
      {
        transcription: turn.text,
        transcriptionConfidence: 1,
        resolvedContext: { intent: intent.name },
        resolvedSlots: {},
      },
    ],
  };
}
