import { joinChat, type Participant } from '../../cli/golden/participant.ts';
import { knock, startChat } from '../../cli/golden/startChat.ts';
import type { LocalCloud } from '../../local/boot.ts';
import type { Script } from './customers.ts';
import { openFloor, type Floor } from './floor.ts';
import { randomFrom, type Random } from './random.ts';

export interface CrowdOptions {
  local: LocalCloud;
  /** Chats open at any moment. */
  chats: number;
  /** Of virtual time, while chats that end are followed by others. */
  minutes: number;
  seed: number;
  scriptOf: (random: Random, n: number) => Script;
  /** Things that fall into one second and are under way at once: as many as the machine bears. */
  atOnce: number;
  onProgress(line: string): void;
  /** No more chats begin from now on, though the minutes aren't over; what has begun is played to its end. */
  isCutShort(): boolean;
}

/** One customer's chat, and what they said in it. */
export interface Chat {
  script: Script;
  random: Random;
  contactId: string;
  participant: Participant;
  said: string[];
  hasLeft: boolean;
}

export interface Crowd {
  chats: Chat[];
  agents: Floor['counts'];
  /** What went wrong for somebody: their request was not taken. */
  failures: string[];
  /** Most chats that were open in one moment. */
  most: number;
  /** Seconds of virtual time for which so many were open. */
  seconds: number;
}

const SECOND = 1000;
/** Customers read, think and type: half of them take less than this for a message, a tenth more than 100 s. */
const THINKS_SECONDS = 50;
const SPREAD = 0.55;
/** What still is to come of it when no more chats begin: agents finish, silence closes. */
const DRAIN_SECONDS = 900;
/** The API lets 20 requests a second begin a chat, and a stranger asks twice: the second time with the proof of work. */
const STARTS_A_SECOND = 9;
/** From the first to the second: sooner nobody has told their name. */
const TELLS_NAME_SECONDS = 2;

/** A second of virtual time after the other: all that falls into it happens, and when the cloud is idle the clock moves on. */
export async function playCrowd(options: CrowdOptions): Promise<Crowd> {
  const { local, seed, atOnce } = options;
  const random = randomFrom(seed);
  const { clock, activity } = local.cloud;
  const agenda = new Map<number, (() => Promise<void>)[]>();
  const chats: Chat[] = [];
  const failures: string[] = [];
  let second = 0;
  let open = 0;
  /** Who has touched the form and is not in a chat yet. */
  let coming = 0;
  let most = 0;
  let begun = 0;
  let closing = false;

  const inSeconds = (seconds: number, work: () => Promise<void>) => {
    const due = second + Math.max(1, Math.round(seconds));
    agenda.set(due, [...(agenda.get(due) ?? []), work]);
  };
  const floor = openFloor({ local, random, inSeconds, agents: Math.max(2, Math.ceil(options.chats / 8)) });

  async function comes(script: Script, own: Random, firstIn: number) {
    const { name, email, identity } = script;
    const who = { displayName: name, ...(email && { email }) };
    if (identity) {
      const identityToken = await local.site.sign({ ...identity, name, ...(email && { email }) });
      return begin(script, own, firstIn, { ...who, identityToken });
    }
    const { key, proof } = await knock(local.cloud.urls.api);
    coming++;
    inSeconds(TELLS_NAME_SECONDS, async () => {
      coming--;
      await begin(script, own, firstIn, { ...who, key, proof });
    });
  }

  async function begin(script: Script, own: Random, firstIn: number, request: object) {
    const { api } = local.cloud.urls;
    const { contactId, participantToken } = await startChat(api, request, clock.advance);
    const participant = await joinChat(local.cloud.urls.aws, local.cloud.region, participantToken);
    const chat: Chat = {
      script,
      random: own,
      contactId,
      participant,
      said: [],
      hasLeft: false,
    };
    chats.push(chat);
    inSeconds(firstIn, () => says(chat));
  }

  async function says(chat: Chat) {
    await chat.participant.sync();
    const text = chat.script.lines[chat.said.length];
    if (hasEnded(chat) || closing) return;
    if (text === undefined) {
      if (chat.script.leaves) await leaves(chat);
      return;
    }
    chat.said.push(text);
    await chat.participant.send(text);
    inSeconds(chat.random.around(THINKS_SECONDS, SPREAD), () => says(chat));
  }

  async function leaves(chat: Chat) {
    chat.hasLeft = true;
    await chat.participant.leave();
  }

  async function passSecond() {
    second++;
    const due = agenda.get(second) ?? [];
    agenda.delete(second);
    await Promise.all(
      Array.from({ length: Math.min(atOnce, due.length) }, async () => {
        for (let work = due.pop(); work; work = due.pop())
          await work().catch((error: Error) => failures.push(error.message));
      }),
    );
    await activity.idle();
    floor.look();
    await clock.advance(SECOND);
  }

  /** Those who are not there yet come, as fast as the API lets them begin. */
  async function fillUp(firstIn: (own: Random) => number) {
    open = chats.filter(chat => !hasEnded(chat)).length;
    const missing = Math.min(options.chats - open - coming, STARTS_A_SECOND);
    for (let n = 0; n < missing; n++) {
      // Each has chances of their own: what happens to one changes nothing of another.
      const own = randomFrom(seed * 1_000_003 + ++begun);
      const script = options.scriptOf(own, begun);
      inSeconds(1, () => comes(script, own, firstIn(own)));
    }
  }
  let passed = 0;
  // They come one after the other and then all write within the first minute.
  while (chats.filter(chat => !hasEnded(chat)).length < options.chats && !options.isCutShort()) {
    const left = Math.ceil((options.chats - chats.length) / STARTS_A_SECOND);
    await fillUp(own => left + own.next() * 60);
    await passSecond();
    if (failures.length > 50) throw new Error(`chats can't begin: ${failures[0]}`);
    if (chats.length % 100 < STARTS_A_SECOND) tell(0);
  }
  while (passed < options.minutes * 60 && !options.isCutShort()) {
    passed++;
    await fillUp(own => own.around(20, SPREAD));
    await passSecond();
    most = Math.max(most, open);
    if (passed % 15 === 0) tell(passed);
  }
  closing = true;
  for (let drained = 0; drained < DRAIN_SECONDS; drained++) await passSecond();
  tell(passed);
  for (const { participant } of chats) participant.close();
  return { chats, agents: floor.counts, failures: [...failures, ...floor.failures], most, seconds: passed };

  function tell(at: number) {
    const said = chats.reduce((sum, chat) => sum + chat.said.length, 0);
    const { accepted, resolved } = floor.counts;
    options.onProgress(
      `${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')} of ${options.minutes}:00  ${open} chats open, ${chats.length} begun, ${said} messages; agents took ${accepted} cases, resolved ${resolved}`,
    );
  }
}

const ENDED = 'application/vnd.amazonaws.connect.event.chat.ended';
const hasEnded = ({ hasLeft, participant }: Chat) =>
  hasLeft || participant.items.some(({ ContentType }) => ContentType === ENDED);
