import { createServer as createHttp } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import type { Cloud, RawResponse, Service } from '../contract.ts';
import type { TrackedActivity } from '../activity.ts';
import type { Credentials } from '../credentials.ts';
import { listen } from '../listen.ts';
import type { Listener } from '../listen.ts';
import { dispatch } from './dispatch.ts';
import { answer, readRequest } from './http.ts';
import type { WireRequest } from './http.ts';

/** First bytes of every HTTP/2 connection. */
const HTTP2_PREFACE = 'PRI * HTTP/2';

export interface GatewayOptions {
  cloud: Cloud;
  services: Service[];
  credentials: Credentials;
  activity: TrackedActivity;
  /** 0 for any free one. */
  port: number;
}

/** All AWS endpoints on one loopback port: the service is named by the signature's scope, the caller by its key id. */
export async function openGateway(options: GatewayOptions): Promise<Listener> {
  const { cloud, services, activity, credentials } = options;

  const handle = async (incoming: IncomingMessage): Promise<RawResponse> => {
    const request = await readRequest(incoming);
    if (!request) return refuse(413, 'RequestEntityTooLarge', 'the body is over 64 MB');
    const open = services.find(each => each.unsigned && request.path.startsWith(each.unsigned.prefix));
    if (open) return activity.run(async () => open.unsigned!.handle(request, cloud));

    if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
      for (const service of services) {
        const reply = service.preflight?.(request);
        if (reply) return reply;
      }
    }

    const scope = signature(request);
    if (!scope) return unknown(`${request.method} ${request.path} without a signature`);
    const key = credentials.find(scope.accessKeyId);
    if (!key)
      return refuse(
        403,
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
      );
    const service = services.find(each => each.name === scope.service);
    if (!service) return unknown(`the service "${scope.service}" (${request.method} ${request.path})`);
    return activity.runBelow(key.current?.(), () =>
      dispatch(service, request, { principal: key.principal, cloud }),
    );
  };

  const onRequest: RequestListener = (incoming, response) => {
    // The SDK corrects its clock by this header, so it must tell virtual time.
    response.setHeader('date', new Date(cloud.clock.now()).toUTCString());
    handle(incoming).then(
      reply => answer(response, reply),
      error => {
        cloud.log(`a fault of the gateway at ${incoming.url}: ${(error as Error).stack}`);
        answer(response, refuse(500, 'InternalFailure', (error as Error).message));
      },
    );
  };

  const http = createHttp({ keepAliveTimeout: 60_000 }, onRequest);
  http.on('upgrade', (request, socket, head) => {
    if (services.some(service => service.upgrade?.(request, socket, head, cloud))) return;
    socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });
  const http2 = createHttp2((request, response) =>
    onRequest(
      request as unknown as IncomingMessage,
      response as unknown as ServerResponse<IncomingMessage> & { req: IncomingMessage },
    ),
  );

  return listen(options.port, socket =>
    socket.once('data', first => {
      socket.pause();
      socket.unshift(first);
      const server = first.toString('latin1').startsWith(HTTP2_PREFACE) ? http2 : http;
      server.emit('connection', socket);
      process.nextTick(() => socket.resume());
    }),
  );

  function unknown(what: string): RawResponse {
    const message = `the local cloud does not know ${what}`;
    cloud.log(message);
    return refuse(404, 'UnknownOperationException', message);
  }
}

function refuse(status: number, name: string, message: string): RawResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
    body: JSON.stringify({ __type: name, message }),
  };
}

/** Reads `Credential=<key>/<date>/<region>/<service>/aws4_request` of the header or of a presigned URL. */
function signature({ headers, query }: WireRequest): { accessKeyId: string; service: string } | undefined {
  const credential =
    /Credential=([^,\s]+)/.exec(headers['authorization'] ?? '')?.[1] ?? query.get('X-Amz-Credential') ?? '';
  const [accessKeyId, , , service, terminator] = credential.split('/');
  return accessKeyId && service && terminator === 'aws4_request' ? { accessKeyId, service } : undefined;
}
