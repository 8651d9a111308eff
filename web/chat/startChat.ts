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
  proof?: Proof;
}
export type StartedChat = ChatTicket & { resume?: string };

const A_MINUTE = 60;
/** Of a proof that is wanted, wanted anew or comes too soon. */
const MOST_REFUSALS = 4;

/** The work for the chat of this key, done beforehand. Nothing where it isn't wanted or can't be had: `startChat` sees to it then. */
export async function knock(config: PageConfig, key: string, words: ChatWords): Promise<Proof | undefined> {
  const { status, body } = await ask(config, { key }, words).catch(() => ({ status: 0, body: undefined }));
  return status === 428 && body ? prove(body, sha256) : undefined;
}

/**
 * `POST /chats`, with the work it wants of strangers; who is faster than the API believes of a person waits for the rest.
 * Throws an Error whose message may be shown to the customer.
 */
export async function startChat(
  config: PageConfig,
  request: ChatRequest,
  words: ChatWords,
  wait: (ms: number) => Promise<void> = ms => new Promise(resolve => setTimeout(resolve, ms)),
): Promise<StartedChat> {
  let asked = request;
  for (let refusals = 0; ; refusals += 1) {
    const { status, body, retryAfter } = await ask(config, asked, words);
    if (status === 429) throw new Error(words.tooManyChats(retryAfter ?? A_MINUTE));
    if (status === 401) throw new Error(words.signInEnded);
    if (status === 428 || status === 425) {
      if (refusals === MOST_REFUSALS) throw new Error(words.tookTooLong);
      if (status === 428) asked = { ...asked, proof: await prove(body, sha256) };
      await wait(body.afterMs);
      continue;
    }
    if (status >= 400 || !body.participantToken) throw new Error(words.notStarted);
    return body;
  }
}

async function ask(config: PageConfig, request: ChatRequest, words: ChatWords) {
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
