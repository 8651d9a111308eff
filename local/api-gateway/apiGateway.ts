import { createServer } from 'node:http';
import type { Logs } from '../cloudwatch/logs.ts';
import type { Metrics } from '../cloudwatch/metrics.ts';
import type { Cloud, RawResponse, Service } from '../core/contract.ts';
import { answer, readRequest } from '../core/gateway/http.ts';
import type { WireRequest } from '../core/gateway/http.ts';
import { listen } from '../core/listen.ts';
import type { Listener } from '../core/listen.ts';
import { checkToken } from './authorizer.ts';
import { corsHeaders, isPreflight, preflight } from './cors.ts';
import { proxyAnswer, proxyEvent } from './event.ts';
import { describeHttpApi } from './httpApi.ts';
import { findRoute } from './routes.ts';
import type { Match } from './routes.ts';
import { createThrottle } from './throttle.ts';

const PAYLOAD_LIMIT = 10 * 1024 * 1024;
/** API Gateway's own limit for integrations. */
const INTEGRATION_LIMIT_MS = 30_000;

export interface ApiGateway extends Service {
  /** Listens for the HTTP API; sets `cloud.urls.api`. Throws PortTaken. */
  open(cloud: Cloud, port: number): Promise<Listener>;
}

/** The one HTTP API of the templates, on a port of its own. */
export function createApiGateway({ metrics, logs }: { metrics: Metrics; logs: Logs }): ApiGateway {
  const { api, resourceTypes } = describeHttpApi();

  interface Call {
    request: WireRequest;
    sourceIp: string;
    cloud: Cloud;
    throttle: ReturnType<typeof createThrottle>;
  }

  async function handle(call: Call): Promise<RawResponse> {
    const { request } = call;
    if (!api.id) return message(404, 'Not Found');
    if (api.cors && isPreflight(request)) return preflight(api.cors, request);
    const match = findRoute(api.routes, request.method, request.path);
    const reply = match ? await answerRoute(match, call) : message(404, 'Not Found');
    measure(reply.status);
    writeAccess(call, match, reply);
    // API Gateway sets these itself and ignores what the function says of them.
    return { ...reply, headers: { ...reply.headers, ...corsHeaders(api.cors, request) } };
  }

  async function answerRoute(
    match: Match,
    { request, sourceIp, cloud, throttle }: Call,
  ): Promise<RawResponse> {
    const { route } = match;
    const { stage } = api;
    const own = stage.routeLimits[route.key];
    if (!throttle.take(own ? route.key : '*', own ?? stage.limit)) return message(429, 'Too Many Requests');
    const verdict =
      route.authorizer && (await checkToken(route.authorizer, request.headers, route.scopes, cloud));
    if (verdict?.status === 'unauthorized') return unauthorized(verdict.reason);
    if (verdict?.status === 'forbidden') return message(403, 'Forbidden');

    const payload = proxyEvent({
      request,
      match,
      apiId: api.id,
      stage: stage.name,
      now: cloud.clock.now(),
      sourceIp,
      ...(verdict ? { jwt: { claims: verdict.claims, scopes: verdict.scopes } } : {}),
    });
    try {
      const outcome = await cloud.invoke({
        principal: { id: 'service:apigateway.amazonaws.com' },
        functionArn: route.functionArn,
        payload,
        type: 'request',
        sourceArn: `arn:aws:execute-api:us-east-1:000000000000:${api.id}/${stage.name}/${route.key.replace(' ', '')}`,
        timeoutMs: INTEGRATION_LIMIT_MS,
      });
      if (outcome.status === 'error') {
        const late = outcome.payload.errorType === 'CallerTimeout';
        return late ? message(503, 'Service Unavailable') : message(500, 'Internal Server Error');
      }
      const reply = proxyAnswer(outcome.payload);
      if (reply) return reply;
      cloud.log(`api: ${route.key}: the function's answer is malformed (statusCode or body)`);
    } catch (error) {
      cloud.log(`api: ${route.key}: ${(error as Error).message}`);
    }
    return message(500, 'Internal Server Error');
  }

  function measure(status: number) {
    const dimensions = { ApiId: api.id };
    metrics.record('AWS/ApiGateway', 'Count', dimensions, 1);
    metrics.record('AWS/ApiGateway', '4xx', dimensions, status >= 400 && status < 500 ? 1 : 0);
    metrics.record('AWS/ApiGateway', '5xx', dimensions, status >= 500 ? 1 : 0);
  }

  function writeAccess({ request, sourceIp, cloud }: Call, match: Match | undefined, reply: RawResponse) {
    const { accessLog } = api.stage;
    if (!accessLog) return;
    const values: Record<string, string> = {
      httpMethod: request.method,
      routeKey: match?.route.key ?? '-',
      status: String(reply.status),
      requestTime: new Date(cloud.clock.now()).toISOString(),
      responseLength: String(reply.body.length),
      protocol: 'HTTP/1.1',
      'identity.sourceIp': sourceIp,
    };
    // As API Gateway does with what it does not know of a request: a dash.
    const line = accessLog.format.replace(/\$context\.([A-Za-z.]+)/g, (_whole, name) => values[name] ?? '-');
    logs.write(accessLog.group, line);
  }

  return {
    name: 'apigateway',
    protocol: 'rest-json',
    operations: {},
    resourceTypes,
    async open(cloud, port) {
      const throttle = createThrottle(cloud.clock);
      const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
        // On one machine everybody has one address: who plays many customers may say from where each comes.
        const told = incoming.headers['x-local-source'];
        const sourceIp = typeof told === 'string' ? told : (incoming.socket.remoteAddress ?? '127.0.0.1');
        cloud.activity
          .run(async () => {
            const request = await readRequest(incoming);
            if (!request || request.body.length > PAYLOAD_LIMIT)
              return message(413, 'Request Entity Too Large');
            return handle({ request, sourceIp, cloud, throttle });
          })
          .catch(error => {
            cloud.log(`a fault of the local HTTP API: ${(error as Error).stack}`);
            return message(500, 'Internal Server Error');
          })
          .then(reply => answer(response, reply));
      });
      const listener = await listen(port, socket => void server.emit('connection', socket));
      cloud.urls.api = listener.url;
      return listener;
    },
  };
}

function unauthorized(reason: string): RawResponse {
  const challenge = `Bearer scope="" error="invalid_token" error_description="${reason.replaceAll('"', "'")}"`;
  const reply = message(401, 'Unauthorized');
  return { ...reply, headers: { ...reply.headers, 'www-authenticate': challenge } };
}

function message(status: number, text: string): RawResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message: text }) };
}
