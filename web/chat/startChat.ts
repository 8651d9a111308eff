import type { PageConfig } from '../brand/brand.ts';
import type { ChatTicket } from './conversation.ts';

export interface ChatRequest {
  /** Makes a repeated request start one chat. */
  key: string;
  displayName?: string;
  email?: string;
  identityToken?: string;
  resume?: string;
}
export type StartedChat = ChatTicket & { resume?: string };

/** `POST /chats`. Throws an Error whose message may be shown to the customer. */
export async function startChat(config: PageConfig, request: ChatRequest): Promise<StartedChat> {
  const response = await fetch(`${config.apiUrl}/chats`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  }).catch(() => {
    throw new Error('We can’t be reached right now. Please check your connection and try again.');
  });
  const body = (await response.json().catch(() => ({}))) as Partial<StartedChat> & { message?: string };
  if (response.status === 429) throw new Error('Too many chats at once. Please try again in a minute.');
  if (!response.ok || !body.participantToken)
    throw new Error(body.message ?? 'The chat could not be started. Please try again.');
  return body as StartedChat;
}

/** Asks the demo site, which stands for the client's own, who is signed in there. */
export async function demoIdentity(id: string): Promise<string> {
  const response = await fetch('/demo/identity', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id }),
  });
  const body = (await response.json().catch(() => ({}))) as { token?: string };
  if (!response.ok || !body.token) throw new Error('The demo site could not sign you in.');
  return body.token;
}
