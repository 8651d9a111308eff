import { randomUUID } from 'node:crypto';
import type { ApiReply, Stage, StageChat } from '../../golden/stage.ts';

/** What a customer said, and whether anything came back within the channel's limit. */
export interface Said {
  text: string;
  contactId: string;
  /** Somebody or something answered while the customer waited. */
  heard: boolean;
  /** People had the case by then: they answer when they do. */
  withPeople: boolean;
}

/** Lex gives a turn 30 s, and the flow then has a line of its own. */
const LIMIT_MS = 30_000;
const A_MOMENT = 2_000;

/** What the customers of a stage did, and their chats. */
export interface Watched {
  said: Said[];
  chats: StageChat[];
}

/**
 * The same stage with people as they are: who gets an error tries again, once, with the same key, as the pages do. What
 * customers say is written down in `watched`, with whether it was answered.
 */
export function persistent(stage: Stage, watched: Watched): Stage {
  const again = async (work: () => Promise<ApiReply>): Promise<ApiReply> => {
    const first = await work();
    if (first.status < 500) return first;
    await stage.clock.advance(A_MOMENT);
    return work();
  };
  return {
    ...stage,
    async startChat(request) {
      const keyed = { ...request, key: randomUUID() };
      const chat = await stage.startChat(keyed).catch(async () => {
        await stage.clock.advance(A_MOMENT);
        return stage.startChat(keyed);
      });
      watched.chats.push(chat);
      return listening(stage, chat, watched.said);
    },
    agent: move => {
      const keyed = { ...move, key: randomUUID() };
      return again(() => stage.agent(keyed));
    },
    callLink: (method, path, body, pass) => {
      const keyed =
        method === 'POST' && /^\/handoffs\/[^/]+$/.test(path)
          ? { ...(body as object), key: randomUUID() }
          : body;
      return again(() => stage.callLink(method, path, keyed, pass));
    },
    replyToTicket: (id, words) => again(() => stage.replyToTicket(id, words)),
  };
}

function listening(stage: Stage, chat: StageChat, said: Said[]): StageChat {
  const fromOthers = async () => (await chat.seen()).filter(({ from }) => from !== 'customer').length;
  return {
    ...chat,
    async say(text) {
      const owner = (await stage.caseOf([chat.contactId]).catch(() => undefined))?.case.owner;
      const before = await fromOthers();
      await chat.say(text);
      await stage.idle();
      if ((await fromOthers()) === before) await stage.clock.advance(LIMIT_MS);
      said.push({
        text,
        contactId: chat.contactId,
        heard: (await fromOthers()) > before,
        withPeople: owner === 'provider' || owner === 'client',
      });
    },
  };
}
