import type { PageConfig } from '../brand/brand.ts';
import type { ChatWords } from './words/index.ts';

/** What `POST /chats` gives: everything needed to join, also again after a reload. */
export interface ChatTicket {
  contactId: string;
  participantId: string;
  participantToken: string;
}

/** One thing said in the chat. The same id again is a longer version of it (an answer that is still being written). */
export interface ChatLine {
  id: string;
  from: 'customer' | 'ai' | 'person' | 'system';
  name?: string;
  text: string;
  file?: ChatFile;
}

/** A file that somebody sent; one that was refused can't be had. */
export interface ChatFile {
  id: string;
  name: string;
  isRefused: boolean;
}

export interface ConversationEvents {
  line(line: ChatLine): void;
  typing(): unknown;
  connection(state: 'up' | 'lost' | 'broken'): void;
  ended(): unknown;
}

export interface Conversation {
  /**
   * Gives the message's id once the service has taken it; rejects when that isn't known. The same token again is the same
   * message: it is said once, whichever of the tries got through.
   */
  send(text: string, token: string): Promise<string>;
  /** Resolves once the service has the file; what comes of it is a line of the chat. */
  sendFile(file: File): Promise<void>;
  fetchFile(id: string): Promise<Blob>;
  typing(): void;
  leave(): Promise<void>;
}

/** An item as the chat's websocket and GetTranscript give it. */
interface TranscriptItem {
  Id?: string;
  Type?: string;
  ContentType?: string;
  Content?: string;
  ParticipantRole?: string;
  DisplayName?: string;
  Attachments?: { AttachmentId?: string; AttachmentName?: string; Status?: string }[];
}

const TYPING_EVERY_MS = 8_000;

/** Agents speak as themselves or, like the client's team, through our own participant; flow and bot are SYSTEM. */
const PEOPLE = new Set(['AGENT', 'CUSTOM_BOT']);

const PAGE = 100;

/** The chat is over, or its ticket is: nobody can join it any more. */
export class ChatOver extends Error {}

/**
 * Joins a chat with Connect's own library, which is loaded now, and keeps it up to date over reconnects. Rejects with
 * ChatOver, or with anything else when the service can't be reached.
 */
export async function openConversation(
  config: PageConfig,
  ticket: ChatTicket,
  words: ChatWords,
  events: ConversationEvents,
): Promise<Conversation> {
  const { ChatSession } = await import('./chatjs.ts');
  ChatSession.setGlobalConfig({
    region: config.region,
    ...(config.participantEndpoint ? { endpoint: config.participantEndpoint } : {}),
    loggerConfig: { useDefaultLogger: false, level: ChatSession.LogLevel.ERROR },
  } as connect.ChatGlobalConfig);
  const session = ChatSession.create({
    chatDetails: ticket,
    type: 'CUSTOMER',
    disableCSM: true,
    options: { region: config.region },
  });

  const take = (item: TranscriptItem | null | undefined) => {
    const line = item ? lineOf(item, words) : undefined;
    if (line) events.line(line);
  };
  /** What comes by the socket while the transcript is read must wait, or it would stand above what was missed. */
  let arriving: TranscriptItem[] | undefined;
  const readUp = async () => {
    arriving = [];
    try {
      for (const item of await readTranscript(session)) take(item);
    } finally {
      const waiting = arriving;
      arriving = undefined;
      for (const item of waiting) take(item);
    }
  };
  /** One after the other: the library may tell of one connection twice. */
  let caughtUp = Promise.resolve();
  const catchUp = () => (caughtUp = caughtUp.catch(() => undefined).then(readUp));
  session.onMessage(event => {
    if (arriving) arriving.push(event.data as TranscriptItem);
    else take(event.data as TranscriptItem);
  });
  session.onTyping(event => {
    if ((event.data as TranscriptItem).ParticipantRole !== 'CUSTOMER') events.typing();
  });
  session.onEnded(() => events.ended());
  session.onConnectionLost(() => events.connection('lost'));
  session.onConnectionBroken(() => events.connection('broken'));
  session.onConnectionEstablished(() => {
    catchUp().then(
      () => events.connection('up'),
      () => events.connection('broken'),
    );
  });
  await session.connect().catch((error: unknown) => {
    throw isRefusal(error) ? new ChatOver('the chat is over') : new Error('the chat service is not reached');
  });

  let lastTyping = 0;
  return {
    send: async (text, clientToken) => {
      const sent = await session.sendMessage({ contentType: 'text/plain', message: text, clientToken });
      return (sent.data as { Id: string }).Id;
    },
    sendFile: async file => {
      await session.sendAttachment({ attachment: file });
    },
    fetchFile: async attachmentId => (await session.downloadAttachment({ attachmentId })) as unknown as Blob,
    typing: () => {
      if (Date.now() - lastTyping < TYPING_EVERY_MS) return;
      lastTyping = Date.now();
      session
        .sendEvent({ contentType: 'application/vnd.amazonaws.connect.event.typing' })
        .catch(() => (lastTyping = 0));
    },
    leave: async () => {
      await session.disconnectParticipant();
    },
  };
}

/** The whole transcript, oldest first. */
async function readTranscript(
  session: Pick<connect.CustomerChatSession, 'getTranscript'>,
): Promise<TranscriptItem[]> {
  const pages: TranscriptItem[][] = [];
  let nextToken: string | undefined;
  do {
    const reply = await session.getTranscript({
      maxResults: PAGE,
      scanDirection: 'BACKWARD',
      sortOrder: 'ASCENDING',
      ...(nextToken ? { nextToken } : {}),
    });
    const read = (reply.data ?? {}) as { Transcript?: TranscriptItem[]; NextToken?: string };
    pages.unshift(read.Transcript ?? []);
    nextToken = read.NextToken;
  } while (nextToken);
  return pages.flat();
}

/** The library wraps what the service answered; anything without a 4xx is the network's doing. */
function isRefusal(error: unknown): boolean {
  const { statusCode, _debug } = (error ?? {}) as { statusCode?: number; _debug?: { statusCode?: number } };
  const status = statusCode ?? _debug?.statusCode ?? 0;
  return status >= 400 && status < 500 && status !== 429;
}

/** What a transcript item says to the customer, or nothing. */
function lineOf(item: TranscriptItem, words: ChatWords): ChatLine | undefined {
  const id = item.Id ?? '';
  const kind = item.ContentType ?? '';
  if (item.Type === 'EVENT') return eventLine(id, kind, item, words);
  if (item.Type === 'ATTACHMENT') return fileLine(id, item);
  if (item.Type !== 'MESSAGE' || !item.Content) return undefined;
  return { id, ...saidBy(item), text: item.Content };
}

function saidBy({ ParticipantRole = '', DisplayName }: TranscriptItem): Pick<ChatLine, 'from' | 'name'> {
  if (ParticipantRole === 'CUSTOMER') return { from: 'customer' };
  return { from: PEOPLE.has(ParticipantRole) ? 'person' : 'ai', name: DisplayName };
}

function fileLine(id: string, item: TranscriptItem): ChatLine | undefined {
  const [file] = item.Attachments ?? [];
  if (!file?.AttachmentId || !file.AttachmentName) return undefined;
  const { AttachmentId, AttachmentName: name, Status } = file;
  return {
    id,
    ...saidBy(item),
    text: name,
    file: { id: AttachmentId, name, isRefused: Status !== 'APPROVED' },
  };
}

function eventLine(id: string, kind: string, item: TranscriptItem, words: ChatWords): ChatLine | undefined {
  if (item.ParticipantRole !== 'AGENT') return undefined;
  const name = item.DisplayName ?? words.aColleague;
  if (kind.endsWith('event.participant.joined')) return { id, from: 'system', text: words.joined(name) };
  if (kind.endsWith('event.participant.left')) return { id, from: 'system', text: words.left(name) };
  return undefined;
}
