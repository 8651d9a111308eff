import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { prove, type Proof, type ProofWanted } from '../../layers/core/api/proofOfWork.ts';
import { somewhere } from './somewhere.ts';

/** What `POST /chats` gives. */
export interface StartedChat {
  contactId: string;
  participantId: string;
  participantToken: string;
  resume?: string;
}
/** A stranger's work for a chat, done before it begins. */
export interface Knocked {
  key: string;
  proof: Proof;
  /** Milliseconds before which the API takes it from nobody. */
  afterMs: number;
}
/** Lets the cloud's time pass. */
export type Pass = (ms: number) => Promise<unknown>;

/** The API lets only so many chats a second begin: a caller in a hurry waits for its turn, at most this long. */
const PATIENCE_MS = 120_000;
const AGAIN_MS = 200;
/** A proof may have become too old meanwhile: then it is made anew, and the wait begins anew. */
const MOST_REFUSALS = 6;

/** What a page does when somebody touches its form. Throws an Error with the refusal's own words. */
export async function knock(api: string): Promise<Knocked> {
  const key = randomUUID();
  const { status, body } = await ask(api, { key });
  if (status !== 428) throw refused(status, body);
  return { key, proof: await proofOf(body), afterMs: body.afterMs };
}

/**
 * Starts a chat over the public API, as a person who is as fast as the API believes. Throws an Error with the refusal's own words.
 * @param request may bring the `key` and `proof` of a knock
 */
export async function startChat(api: string, request: object, pass: Pass): Promise<StartedChat> {
  let asked: object = { key: randomUUID(), ...request };
  for (let refusals = 0; ; refusals += 1) {
    const { status, body } = await ask(api, asked);
    if (status === 200) return body;
    if ((status !== 428 && status !== 425) || refusals === MOST_REFUSALS) throw refused(status, body);
    if (status === 428) asked = { ...asked, proof: await proofOf(body) };
    await pass(body.afterMs);
  }
}

type Reply = StartedChat & ProofWanted & { error?: string; message?: string };

async function ask(api: string, asked: object): Promise<{ status: number; body: Reply }> {
  const until = performance.now() + PATIENCE_MS;
  const home = somewhere();
  for (;;) {
    const response = await fetch(`${api}/chats`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...home },
      body: JSON.stringify(asked),
    });
    const body = (await response.json().catch(() => ({}))) as Reply;
    if (response.status !== 429 || performance.now() > until) return { status: response.status, body };
    await wait(AGAIN_MS * (0.5 + Math.random()));
  }
}

const proofOf = (wanted: ProofWanted) => prove(wanted, text => createHash('sha256').update(text).digest());

const refused = (status: number, { error = '', message = '' }: Reply) =>
  new Error(`POST /chats: ${status} ${error} ${message}`.trim());
