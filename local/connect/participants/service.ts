import { AwsError } from '../../core/contract.ts';
import type { Cloud, RawRequest, RawResponse, Service } from '../../core/contract.ts';
import { randomUUID } from 'node:crypto';
import type { Center } from '../center.ts';
import type { ConnectService } from '../service.ts';
import { completeUpload, getAttachment, startUpload } from './attachments.ts';
import { leave, sendEvent, sendMessage, invalid } from './messages.ts';
import type { Participant } from './participant.ts';
import { readTranscript } from './readTranscript.ts';
import { socketUrl, tearSockets, upgradeSocket } from './sockets.ts';
import { connectionToken, expiryForClients, holderOf, socketToken } from './tokens.ts';
import { EVENT_TYPE, say } from './transcript.ts';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-expose-headers': 'x-amzn-requestid, x-amzn-errortype',
  'access-control-max-age': '86400',
};

/** What a participant may ask, by path. */
const CALLS: Record<string, (center: Center, participant: Participant, input: any) => unknown> = {
  '/participant/message': sendMessage,
  '/participant/event': sendEvent,
  '/participant/transcript': readTranscript,
  '/participant/start-attachment-upload': startUpload,
  '/participant/complete-attachment-upload': completeUpload,
  '/participant/attachment': getAttachment,
  '/participant/disconnect': (center, participant) => {
    leave(center, participant);
    return {};
  },
};

/**
 * The participant service: what chat clients (amazon-connect-chatjs, `@aws-sdk/client-connectparticipant`) talk to, with
 * bearer tokens instead of signatures, and the chat's websocket.
 */
export function createParticipant(): Service {
  const centerOf = (cloud: Cloud) => cloud.service<ConnectService>('connect').center;
  return {
    name: 'connectparticipant',
    protocol: 'raw',
    operations: {},
    resourceTypes: {},
    unsigned: {
      prefix: '/participant/',
      handle: (request, cloud) => handle(centerOf(cloud).attach(cloud), request),
    },
    upgrade: (request, socket, head, cloud) =>
      upgradeSocket(centerOf(cloud).attach(cloud), request, socket, head),
  };
}

async function handle(center: Center, request: RawRequest): Promise<RawResponse> {
  const asked = request.headers['access-control-request-headers'];
  const cors = { ...CORS, 'access-control-allow-headers': asked ?? '*' };
  if (request.method === 'OPTIONS') return { status: 204, headers: cors, body: '' };
  const headers = { ...cors, 'content-type': 'application/json', 'x-amzn-requestid': randomUUID() };
  try {
    return { status: 200, headers, body: JSON.stringify(await answer(center, request)) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return {
      status: error.status,
      headers: { ...headers, 'x-amzn-errortype': error.name },
      body: JSON.stringify({ message: error.message }),
    };
  }
}

function answer(center: Center, { method, path, headers, body }: RawRequest): unknown {
  if (method !== 'POST')
    throw new AwsError('UnknownOperationException', `the participant service has no ${method} ${path}`, 404);
  // Clients repeat what failed with a 5xx.
  if (!center.ready) throw new AwsError('InternalServerException', 'the local cloud is still starting', 503);
  const input = parse(body);
  const bearer = headers['x-amz-bearer'];
  if (path === '/participant/connection') return openConnection(center, bearer, input);
  const call = Object.hasOwn(CALLS, path) ? CALLS[path] : undefined;
  if (!call)
    throw new AwsError('UnknownOperationException', `the local participant service has no ${path}`, 404);
  const participant = holderOf(center, bearer, 'connection');
  if (!participant) {
    // Its websocket goes down too: the client then fetches new credentials, as it does when real time makes them expire.
    tearSockets(center, ({ id }) => bearer?.startsWith(`${id}.`) === true);
    throw denied();
  }
  return call(center, participant, input);
}

const denied = () => new AwsError('AccessDeniedException', 'Access denied', 403);

function parse(body: Uint8Array): any {
  if (body.length === 0) return {};
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    throw invalid('the body is no JSON');
  }
}

function openConnection(center: Center, bearer: string | undefined, input: any): unknown {
  const types: string[] = input.Type ?? [];
  const unknown = types.find(type => type !== 'WEBSOCKET' && type !== 'CONNECTION_CREDENTIALS');
  if (unknown) throw invalid(`Type "${unknown}" is not offered for chats here`);
  if (types.length === 0 && !input.ConnectParticipant) throw invalid('Type must not be empty');
  const participant = holderOf(center, bearer, 'participant');
  if (!participant) throw denied();
  return center.commit(() => {
    center.tokens.put(bearer!, { ...center.tokens.get(bearer!)!, used: true });
    if (types.includes('WEBSOCKET') || input.ConnectParticipant) join(center, participant);
    return {
      ...(types.includes('WEBSOCKET')
        ? {
            Websocket: {
              Url: socketUrl(center.cloud, socketToken(center, participant.id)),
              ConnectionExpiry: expiryForClients('websocket'),
            },
          }
        : {}),
      ...(types.includes('CONNECTION_CREDENTIALS')
        ? {
            ConnectionCredentials: {
              ConnectionToken: connectionToken(center, participant.id),
              Expiry: expiryForClients('connection'),
            },
          }
        : {}),
    };
  });
}

function join(center: Center, participant: Participant) {
  if (participant.joined) return;
  center.participants.put(participant.id, { ...participant, joined: true });
  say(center, participant.chatId, {
    type: 'EVENT',
    contentType: `${EVENT_TYPE}participant.joined`,
    from: participant,
  });
  if (participant.role !== 'CUSTOMER') return;
  const contact = center.contact(center.chats.get(participant.chatId)!.current);
  delete contact.connectBy;
  center.save(contact);
}
