import { AwsError } from '../core/contract.ts';
import type { Cloud } from '../core/contract.ts';
import type { LexMessage } from './turn.ts';

const LAMBDA_LIMIT = 30_000;
const LARGEST_REPLY = 25 * 1024;
const LARGEST_ATTRIBUTES = 12 * 1024;
const MOST_MESSAGES = 5;
const LONGEST_CONTENT = 1_024;
const CONTENT_TYPES = ['PlainText', 'SSML', 'CustomPayload', 'ImageResponseCard'];
const ACTIONS = ['ElicitIntent', 'Close', 'Delegate'];

export interface IntentState {
  name: string;
  state?: string;
  slots?: Record<string, unknown>;
  confirmationState?: string;
}
export interface HookReply {
  action: string;
  messages: LexMessage[];
  sessionAttributes?: Record<string, string>;
  intent?: IntentState;
}

export const LEX = { id: 'service:lexv2.amazonaws.com' };

/** Calls the alias's function. Whatever is wrong with it or its answer is a DependencyFailedException, as from Lex. */
export async function askHook(
  cloud: Cloud,
  {
    functionArn,
    aliasArn,
    event,
    limitMs = LAMBDA_LIMIT,
    streaming = false,
  }: { functionArn: string; aliasArn: string; event: unknown; limitMs?: number; streaming?: boolean },
): Promise<HookReply> {
  let outcome;
  try {
    outcome = await cloud.invoke({
      principal: LEX,
      functionArn,
      payload: event,
      type: 'request',
      sourceArn: aliasArn,
      timeoutMs: Math.min(limitMs, LAMBDA_LIMIT),
    });
  } catch (error) {
    throw failed(`the code hook could not be called: ${(error as Error).name}: ${(error as Error).message}`);
  }
  if (outcome.status === 'error') throw failed(`the code hook failed: ${outcome.payload.errorType}`);
  if (streaming) await heldBack(cloud);
  return readReply(outcome.payload);
}

const failed = (message: string) => new AwsError('DependencyFailedException', message, 424);

function readReply(payload: any): HookReply {
  const wrong = (message: string) =>
    failed(`the server encountered an error processing the Lambda response: ${message}`);
  if (typeof payload !== 'object' || payload === null) throw wrong('it is no object');
  if (Buffer.byteLength(JSON.stringify(payload)) > LARGEST_REPLY) throw wrong('it exceeds 25 KB');
  const { sessionState, messages = [] } = payload;
  const action = sessionState?.dialogAction?.type;
  if (!ACTIONS.includes(action))
    throw wrong(`dialogAction.type "${action}" is none of ${ACTIONS.join(', ')}`);
  if (!Array.isArray(messages) || messages.length > MOST_MESSAGES)
    throw wrong(`messages must be a list of at most ${MOST_MESSAGES}`);
  for (const { contentType, content, imageResponseCard } of messages) {
    if (!CONTENT_TYPES.includes(contentType))
      throw wrong(`contentType "${contentType}" is none of ${CONTENT_TYPES.join(', ')}`);
    if (
      contentType === 'ImageResponseCard' ? !imageResponseCard : typeof content !== 'string' || content === ''
    ) {
      throw wrong('a message is empty');
    }
    if (content?.length > LONGEST_CONTENT)
      throw wrong(`a message has more than ${LONGEST_CONTENT} characters`);
  }
  if (action === 'ElicitIntent' && messages.length === 0) throw wrong('ElicitIntent needs a message');
  if (action === 'Close' && !sessionState.intent?.name) throw wrong('Close needs the intent');
  const attributes: Record<string, unknown> | undefined = sessionState.sessionAttributes;
  const notText = Object.entries(attributes ?? {}).find(([, value]) => typeof value !== 'string');
  if (notText) throw wrong(`session attribute "${notText[0]}" is no string`);
  if (attributes && Buffer.byteLength(JSON.stringify(attributes)) > LARGEST_ATTRIBUTES)
    throw wrong('session attributes exceed 12 KB');
  return {
    action,
    messages,
    sessionAttributes: attributes as Record<string, string> | undefined,
    intent: sessionState.intent,
  };
}

const SLOW = 'lex.slow';

/** The next answer of a code hook in a call is held back for so long, in virtual time: as if the service or the model were slow. */
export function slowNextAnswer(cloud: Cloud, ms: number): void {
  cloud.store.collection<number>(SLOW).put('next', ms);
}

async function heldBack(cloud: Cloud): Promise<void> {
  const kept = cloud.store.collection<number>(SLOW);
  const ms = kept.get('next');
  if (!ms) return;
  kept.delete('next');
  await cloud.activity.pause(
    new Promise<void>(resolve => void cloud.clock.at(cloud.clock.now() + ms, () => resolve())),
  );
}
