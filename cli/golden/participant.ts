import { once } from 'node:events';
import {
  CompleteAttachmentUploadCommand,
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  DisconnectParticipantCommand,
  GetTranscriptCommand,
  SendMessageCommand,
  StartAttachmentUploadCommand,
} from '@aws-sdk/client-connectparticipant';
import { WebSocket } from 'ws';

/** An item of the chat as the websocket brings it. */
export interface SeenItem {
  Id: string;
  Type: string;
  ContentType: string;
  Content?: string;
  Attachments?: { AttachmentId: string; Status: string }[];
  ParticipantRole?: string;
  DisplayName?: string;
}

/** A customer in a chat, joined over Connect's participant service and its websocket as a browser does. */
export interface Participant {
  /** All items so far, in order. */
  readonly items: SeenItem[];
  send(text: string): Promise<void>;
  /** Uploads it and says so; gives its id. What becomes of it is an item of the chat. */
  sendFile(file: { name: string; content: Uint8Array }): Promise<string>;
  /** Resolves once everything that was on its way over the websocket has arrived. */
  sync(): Promise<void>;
  /** The first item from `from` on that is as wanted, when it comes. Rejects after `withinMs` of real time. */
  next(from: number, wanted: (item: SeenItem) => boolean, withinMs: number): Promise<SeenItem>;
  leave(): Promise<void>;
  close(): void;
}

export async function joinChat(
  endpoint: string,
  region: string,
  participantToken: string,
): Promise<Participant> {
  // Bearer tokens authorize the calls; the SDK wants credentials nevertheless.
  const client = new ConnectParticipantClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  const { ConnectionCredentials, Websocket } = await client.send(
    new CreateParticipantConnectionCommand({
      ParticipantToken: participantToken,
      Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
    }),
  );
  const ConnectionToken = ConnectionCredentials!.ConnectionToken!;
  const items: SeenItem[] = [];
  const waiting = new Set<() => void>();
  const socket = new WebSocket(Websocket!.Url!);
  let gone = false;
  const take = (item: SeenItem) => {
    if (items.some(({ Id }) => Id === item.Id)) return;
    items.push(item);
    for (const look of waiting) look();
  };
  const subscribed = new Promise<void>((resolve, reject) => {
    socket.on('message', data => {
      const frame = JSON.parse(String(data)) as { topic: string; content?: unknown };
      if (frame.topic === 'aws/subscribe') resolve();
      if (frame.topic !== 'aws/chat' || typeof frame.content !== 'string') return;
      take(JSON.parse(frame.content) as SeenItem);
    });
    socket.on('error', reject);
    socket.on('close', () => (gone = true));
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ topic: 'aws/subscribe', content: { topics: ['aws/chat'] } }));
  await subscribed;
  // What was said before the websocket was there, such as the greeting, is in the transcript only.
  const before = await client.send(
    new GetTranscriptCommand({ ConnectionToken, MaxResults: 100, SortOrder: 'ASCENDING' }),
  );
  for (const item of before.Transcript ?? []) take(item as SeenItem);

  return {
    items,
    async send(text) {
      await client.send(
        new SendMessageCommand({ ConnectionToken, ContentType: 'text/plain', Content: text }),
      );
    },
    async sendFile({ name, content }) {
      const { AttachmentId, UploadMetadata } = await client.send(
        new StartAttachmentUploadCommand({
          ConnectionToken,
          AttachmentName: name,
          AttachmentSizeInBytes: content.length,
          ContentType: 'application/octet-stream',
        }),
      );
      const { status } = await fetch(UploadMetadata!.Url!, {
        method: 'PUT',
        headers: UploadMetadata!.HeadersToInclude!,
        body: content as BodyInit,
      });
      if (status !== 200) throw new Error(`the upload of ${name} was answered with ${status}`);
      await client.send(
        new CompleteAttachmentUploadCommand({ ConnectionToken, AttachmentIds: [AttachmentId!] }),
      );
      return AttachmentId!;
    },
    async sync() {
      if (gone || socket.readyState !== WebSocket.OPEN) return;
      // Frames keep their order: what was sent before the answer to this ping is here when the answer is.
      await new Promise<void>(resolve => {
        const done = () => {
          socket.off('pong', done).off('close', done);
          resolve();
        };
        socket.on('pong', done).on('close', done);
        socket.ping();
      });
    },
    next: (from, wanted, withinMs) =>
      new Promise((resolve, reject) => {
        const give = (settle: () => void) => {
          waiting.delete(look);
          clearTimeout(late);
          settle();
        };
        const look = () => {
          const found = items.slice(from).find(wanted);
          if (found) give(() => resolve(found));
          else if (gone) give(() => reject(new Error('the websocket was closed')));
        };
        const late = setTimeout(
          () => give(() => reject(new Error(`nothing was said within ${withinMs / 1000} s`))),
          withinMs,
        );
        waiting.add(look);
        look();
      }),
    async leave() {
      await client.send(new DisconnectParticipantCommand({ ConnectionToken }));
    },
    close() {
      socket.close();
      client.destroy();
    },
  };
}
