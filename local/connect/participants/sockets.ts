import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Cloud } from '../../core/contract.ts';
import type { Center } from '../center.ts';
import type { Participant } from './participant.ts';
import { maySee } from './transcript.ts';
import type { Item, Visibility } from './transcript.ts';

export const SOCKET_PATH = '/participant/websocket';
const CHAT_TOPIC = 'aws/chat';

/** One open websocket of a participant. It hears nothing before it has subscribed to the chat topic. */
export interface Socket {
  wire: WebSocket;
  participant: Participant;
  subscribed: boolean;
}

/**
 * The socket's URL for clients. amazon-connect-chatjs opens only `wss://…` and, by an exception of its own,
 * `ws://127.0.0.1:<port>`; so the address is always spelled that way, whatever the cloud's own URL says.
 */
export function socketUrl(cloud: Cloud, token: string): string {
  return `ws://127.0.0.1:${new URL(cloud.urls.aws).port}${SOCKET_PATH}?token=${encodeURIComponent(token)}`;
}

const server = new WebSocketServer({ noServer: true, maxPayload: 128 * 1024 });

/** Takes the upgrade when its path is the chat socket's; a bad or old token is answered with 403. */
export function upgradeSocket(
  center: Center,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): boolean {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname !== SOCKET_PATH) return false;
  const token = center.tokens.get(url.searchParams.get('token') ?? '');
  const participant = token && center.participants.get(token.participantId);
  if (!token || token.kind !== 'websocket' || token.expiresAt <= center.now || !participant) {
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return true;
  }
  server.handleUpgrade(request, socket, head, wire =>
    accept(center, { wire, participant, subscribed: false }),
  );
  return true;
}

function accept(center: Center, socket: Socket) {
  center.sockets.add(socket);
  socket.wire.on('message', data => answer(socket, String(data)));
  socket.wire.on('close', () => center.sockets.delete(socket));
  socket.wire.on('error', () => socket.wire.terminate());
}

function answer(socket: Socket, frame: string) {
  const { topic, content } = parse(frame);
  if (topic === 'aws/subscribe') {
    const topics: string[] = Array.isArray(content?.topics) ? content.topics : [];
    const known = topics.length > 0 && topics.every(name => name === CHAT_TOPIC);
    socket.subscribed ||= known;
    return send(socket, { topic, content: { status: known ? 'success' : 'failure', topics } });
  }
  if (topic === 'aws/heartbeat') return send(socket, { topic });
  if (topic === 'aws/ping') return send(socket, { topic, statusCode: 200, statusContent: 'OK' });
  send(socket, { message: 'Forbidden', connectionId: socket.participant.id, requestId: '' });
}

function parse(frame: string): { topic?: string; content?: { topics?: unknown } } {
  try {
    const parsed: unknown = JSON.parse(frame);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function send(socket: Socket, frame: unknown) {
  if (socket.wire.readyState === WebSocket.OPEN) socket.wire.send(JSON.stringify(frame));
}

/** Sends an item (or a receipt) to every subscribed participant of the chat who may see it. */
export function broadcast(
  center: Center,
  chatId: string,
  item: Partial<Item> | object,
  visibility: Visibility,
): void {
  const frame = { topic: CHAT_TOPIC, contentType: 'application/json', content: JSON.stringify(item) };
  for (const socket of center.sockets) {
    const { participant, subscribed } = socket;
    if (subscribed && participant.chatId === chatId && maySee(participant.role, visibility))
      send(socket, frame);
  }
}

/** Tears sockets down without a farewell, as a lost network does. */
export function tearSockets(center: Center, whose: (participant: Participant) => boolean): void {
  for (const socket of center.sockets) if (whose(socket.participant)) socket.wire.terminate();
}
