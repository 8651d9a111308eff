import { prove, type Proof, type ProofWanted } from '../../layers/core/api/proofOfWork.ts';
import type { PageConfig } from '../brand/brand.ts';
import type { ChatTicket } from './conversation.ts';
import type { ChatWords } from './words/index.ts';

export interface ChatRequest {
  /** Makes a repeated request start one chat. */
  key: string;
  displayName?: string;
  email?: string;
  identityToken?: string;
  resume?: string;
  /** What the customer reads, best first. */
  languages?: string[];
  /** Filled in by programs. */
  website?: string;
}
export type StartedChat = ChatTicket & { resume?: string };

const A_MINUTE = 60;

/** `POST /chats`, with the work it wants of strangers. Throws an Error whose message may be shown to the customer. */
export async function startChat(
  config: PageConfig,
  request: ChatRequest,
  words: ChatWords,
): Promise<StartedChat> {
  const first = await ask(config, request, words);
  const { status, body, retryAfter } =
    first.status === 428
      ? await ask(config, { ...request, proof: await prove(first.body, sha256) }, words)
      : first;
  if (status === 429) throw new Error(words.tooManyChats(retryAfter ?? A_MINUTE));
  if (status === 428) throw new Error(words.tookTooLong);
  if (status === 401) throw new Error(words.signInEnded);
  if (status >= 400 || !body.participantToken) throw new Error(words.notStarted);
  return body;
}

async function ask(config: PageConfig, request: ChatRequest & { proof?: Proof }, words: ChatWords) {
  const response = await fetch(`${config.apiUrl}/chats`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  }).catch(() => {
    throw new Error(words.notReached);
  });
  const body = (await response.json().catch(() => ({}))) as StartedChat &
    ProofWanted & { retryAfter?: number };
  // The gateway's own limit names no time.
  const retryAfter = Number(response.headers.get('retry-after')) || body.retryAfter;
  return { status: response.status, body, retryAfter };
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
