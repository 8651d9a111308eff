import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { prove, type ProofWanted } from '../../layers/core/api/proofOfWork.ts';
import { somewhere } from './somewhere.ts';

/** What `POST /chats` gives. */
export interface StartedChat {
  contactId: string;
  participantId: string;
  participantToken: string;
  resume?: string;
}

/** The API lets only so many chats a second begin: a caller in a hurry waits for its turn, at most this long. */
const PATIENCE_MS = 120_000;
const AGAIN_MS = 200;

/** Starts a chat over the public API. Throws an Error with the refusal's own words. */
export async function startChat(api: string, request: object): Promise<StartedChat> {
  const until = performance.now() + PATIENCE_MS;
  let asked: object = { key: randomUUID(), ...request };
  const home = somewhere();
  for (;;) {
    const response = await fetch(`${api}/chats`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...home },
      body: JSON.stringify(asked),
    });
    const body = (await response.json().catch(() => ({}))) as StartedChat &
      ProofWanted & { error?: string; message?: string };
    if (response.ok) return body;
    if (response.status === 428) {
      asked = { ...asked, proof: await prove(body, text => createHash('sha256').update(text).digest()) };
      continue;
    }
    if (response.status !== 429 || performance.now() > until)
      throw new Error(`POST /chats: ${response.status} ${body.error ?? ''} ${body.message ?? ''}`.trim());
    await wait(AGAIN_MS * (0.5 + Math.random()));
  }
}
