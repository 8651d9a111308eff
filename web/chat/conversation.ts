import 'amazon-connect-chatjs';
import type { PageConfig } from '../brand/brand.ts';

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
}

export interface ConversationEvents {
  line(line: ChatLine): void;
  typing(): void;
  connection(state: 'up' | 'lost' | 'broken'): void;
  ended(): void;
}

export interface Conversation {
  /** Gives the message's id once the service has taken it; rejects when it has not. */
  send(text: string): Promise<string>;
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
}

const TYPING_EVERY_MS = 8_000;

/** Agents speak as themselves or, like the client's team, through our own participant; flow and bot are SYSTEM. */
const PEOPLE = new Set(['AGENT', 'CUSTOM_BOT']);

/** Joins a chat with Connect's own library and keeps it up to date over reconnects. Rejects when the chat is over. */
export async function openConversation(
  config: PageConfig,
  ticket: ChatTicket,
  events: ConversationEvents,
): Promise<Conversation> {
  connect.ChatSession.setGlobalConfig({
    region: config.region,
    ...(config.participantEndpoint ? { endpoint: config.participantEndpoint } : {}),
    loggerConfig: { useDefaultLogger: false, level: connect.ChatSession.LogLevel.ERROR },
  } as connect.ChatGlobalConfig);
  const session = connect.ChatSession.create({
    chatDetails: ticket,
    type: 'CUSTOMER',
    disableCSM: true,
    options: { region: config.region },
  });

  const take = (item: TranscriptItem | null | undefined) => {
    const line = item ? lineOf(item) : undefined;
    if (line) events.line(line);
  };
  const catchUp = async () => {
    const reply = await session.getTranscript({ maxResults: 100, sortOrder: 'ASCENDING' });
    const { Transcript = [] } = (reply.data ?? {}) as { Transcript?: TranscriptItem[] };
    for (const item of Transcript) take(item);
  };
  session.onMessage(event => take(event.data as TranscriptItem));
  session.onTyping(event => {
    if ((event.data as TranscriptItem).ParticipantRole !== 'CUSTOMER') events.typing();
  });
  session.onEnded(() => events.ended());
  session.onConnectionLost(() => events.connection('lost'));
  session.onConnectionBroken(() => events.connection('broken'));
  session.onConnectionEstablished(() => {
    events.connection('up');
    catchUp().catch(() => events.connection('lost'));
  });
  await session.connect();

  let lastTyping = 0;
  return {
    send: async text => {
      const sent = await session.sendMessage({ contentType: 'text/plain', message: text });
      return (sent.data as { Id: string }).Id;
    },
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

/** What a transcript item says to the customer, or nothing. */
function lineOf(item: TranscriptItem): ChatLine | undefined {
  const id = item.Id ?? '';
  const kind = item.ContentType ?? '';
  if (item.Type === 'EVENT') return eventLine(id, kind, item);
  if (item.Type !== 'MESSAGE' || !item.Content) return undefined;
  if (item.ParticipantRole === 'CUSTOMER') return { id, from: 'customer', text: item.Content };
  const from = PEOPLE.has(item.ParticipantRole ?? '') ? 'person' : 'ai';
  return { id, from, name: item.DisplayName, text: item.Content };
}

function eventLine(id: string, kind: string, item: TranscriptItem): ChatLine | undefined {
  if (item.ParticipantRole !== 'AGENT') return undefined;
  const name = item.DisplayName ?? 'A colleague';
  if (kind.endsWith('event.participant.joined'))
    return { id, from: 'system', text: `${name} has joined the chat.` };
  if (kind.endsWith('event.participant.left'))
    return { id, from: 'system', text: `${name} has left the chat.` };
  return undefined;
}
