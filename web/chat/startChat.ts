import { prove, type Proof, type ProofWanted } from '../../layers/core/api/proofOfWork.ts';
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

/** `POST /chats`, with the work it wants of strangers. Throws an Error whose message may be shown to the customer. */
export async function startChat(config: PageConfig, request: ChatRequest): Promise<StartedChat> {
  const first = await ask(config, request);
  const { status, body } =
    first.status === 428 ? await ask(config, { ...request, proof: await prove(first.body, sha256) }) : first;
  if (status === 429) throw new Error('Too many chats at once. Please try again in a minute.');
  if (status === 428)
    throw new Error('This took too long to check. Please try again; nothing has been lost.');
  if (status >= 400 || !body.participantToken)
    throw new Error(body.message ?? 'The chat could not be started. Please try again.');
  return body;
}

async function ask(config: PageConfig, request: ChatRequest & { proof?: Proof }) {
  const response = await fetch(`${config.apiUrl}/chats`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  }).catch(() => {
    throw new Error('We can’t be reached right now. Please check your connection and try again.');
  });
  const body = (await response.json().catch(() => ({}))) as StartedChat & ProofWanted & { message?: string };
  return { status: response.status, body };
}

const sha256 = async (text: string) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

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
