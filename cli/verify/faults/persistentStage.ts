import { randomUUID } from 'node:crypto';
import type { Channel } from '../../../layers/core/domain/triage.ts';
import type { ApiReply, Stage, StageCall, StageChat } from '../../golden/stage.ts';

/** What a customer said, and whether anything came back within the channel's limit. */
export interface Said {
  /** Trimmed. */
  text: string;
  channel: Channel;
  /** Id that SES gave the mail. */
  mail?: string;
  /** Somebody or something answered: while the customer waited, or by mail since. */
  wasHeard(): boolean;
  /** In a chat or call: people had the case by then, and answer when they do. */
  withPeople: boolean;
}

/** Lex gives a turn 30 s, and the flow then has a line of its own. */
const LIMIT_MS = 30_000;
const A_MOMENT = 2_000;

/** What the customers of a stage did, and their conversations. */
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
  const onPhone = (call: StageCall): StageCall => {
    watched.chats.push(call);
    return { ...call, say: sayingInCall(stage, call, watched.said) };
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
      return { ...chat, say: sayingInChat(stage, chat, watched.said) };
    },
    startCall: async from => onPhone(await stage.startCall(from)),
    ringingCall(number) {
      const call = stage.ringingCall(number);
      return call && onPhone(call);
    },
    async writeMail(mail) {
      const isAnswer = ({ to }: { to: string[] }) => to.some(each => each.includes(mail.from.address));
      const before = stage.mails().filter(isAnswer).length;
      const id = await stage.writeMail(mail);
      watched.said.push({
        text: mail.text.trim(),
        channel: 'email',
        mail: id,
        wasHeard: () => stage.mails().filter(isAnswer).length > before,
        withPeople: false,
      });
      return id;
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

async function peopleHave(stage: Stage, { contactId }: StageChat): Promise<boolean> {
  const owner = (await stage.caseOf([contactId]).catch(() => undefined))?.case.owner;
  return owner === 'provider' || owner === 'client';
}

const fromOthers = async (chat: StageChat) =>
  (await chat.seen()).filter(({ from }) => from !== 'customer').length;

const sayingInChat = (stage: Stage, chat: StageChat, said: Said[]) => async (text: string) => {
  const withPeople = await peopleHave(stage, chat);
  const before = await fromOthers(chat);
  await chat.say(text);
  await stage.idle();
  if ((await fromOthers(chat)) === before) await stage.clock.advance(LIMIT_MS);
  const heard = (await fromOthers(chat)) > before;
  said.push({ text: text.trim(), channel: 'chat', wasHeard: () => heard, withPeople });
};

const SECOND = 1_000;

/** Who speaks into music, or to an agent, leaves nothing that would be kept. */
const sayingInCall = (stage: Stage, call: StageCall, said: Said[]) => async (text: string) => {
  const withPeople = await peopleHave(stage, call);
  const before = await fromOthers(call);
  await call.say(text);
  const { unheard } = (await call.seen()).findLast(({ from }) => from === 'customer')!;
  await stage.idle();
  if (unheard) return;
  for (let waited = 0; waited < LIMIT_MS && (await fromOthers(call)) === before; waited += SECOND)
    await stage.clock.advance(SECOND);
  const heard = (await fromOthers(call)) > before;
  said.push({ text: text.trim(), channel: 'voice', wasHeard: () => heard, withPeople });
};
