import type { Center } from '../center.ts';
import { newToken } from '../ids.ts';
import type { Participant, Token } from './participant.ts';

const PARTICIPANT_TOKEN_LIFE = 5 * 60_000;
const CONNECTION_TOKEN_LIFE = 24 * 3_600_000;
/** A websocket's URL must be opened within 100 seconds. */
const SOCKET_URL_LIFE = 100_000;

const issue = (center: Center, participantId: string, kind: Token['kind'], life: number): string => {
  const token = newToken(participantId);
  center.tokens.put(token, { kind, participantId, expiresAt: center.now + life });
  return token;
};

/** Opens connections: the first within 5 minutes, later ones for as long as the participant belongs to the chat. */
export const participantToken = (center: Center, participantId: string) =>
  issue(center, participantId, 'participant', PARTICIPANT_TOKEN_LIFE);

export const connectionToken = (center: Center, participantId: string) =>
  issue(center, participantId, 'connection', CONNECTION_TOKEN_LIFE);

export const socketToken = (center: Center, participantId: string) =>
  issue(center, participantId, 'websocket', SOCKET_URL_LIFE);

/**
 * Expiry as told to clients, who compare it with their own clock: so it counts from real time, though validity is checked
 * in virtual time. (chatjs would poll without pause if virtual time were weeks ahead.)
 */
export const expiryForClients = (kind: 'connection' | 'websocket'): string =>
  new Date(Date.now() + (kind === 'connection' ? CONNECTION_TOKEN_LIFE : SOCKET_URL_LIFE)).toISOString();

/** The participant a token speaks for; undefined when the token is unknown or out of date, or the chat is over for them. */
export function holderOf(
  center: Center,
  token: string | undefined,
  kind: Token['kind'],
): Participant | undefined {
  const found = token ? center.tokens.get(token) : undefined;
  if (!found || found.kind !== kind) return undefined;
  if (found.expiresAt <= center.now && !(kind === 'participant' && found.used)) return undefined;
  const participant = center.participants.get(found.participantId);
  if (!participant || participant.left || center.chats.get(participant.chatId)?.ended !== false)
    return undefined;
  return participant;
}

/** The chat is over or the participant gone: their tokens are worth nothing any more. */
export function dropTokens(center: Center, participantId: string): void {
  for (const { id } of center.tokens.list({ prefix: `${participantId}.` })) center.tokens.delete(id);
}
