import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { answer, readRequest } from '../core/gateway/http.ts';
import type { WireRequest } from '../core/gateway/http.ts';
import { listen } from '../core/listen.ts';
import type { Listener } from '../core/listen.ts';
import type { Cloud, RawResponse, Service } from '../core/contract.ts';
import type { Metrics } from '../cloudwatch/metrics.ts';
import type { Logs } from '../cloudwatch/logs.ts';
import { checkToken } from './authorizer.ts';
import type { Authorizer } from './authorizer.ts';
import { corsHeaders, isPreflight, preflight } from './cors.ts';
import type { Cors } from './cors.ts';
import { proxyAnswer, proxyEvent } from './event.ts';
import { findRoute } from './routes.ts';
import type { Match, Route } from './routes.ts';
import { createThrottle } from './throttle.ts';
import type { Limit } from './throttle.ts';

const PAYLOAD_LIMIT = 10 * 1024 * 1024;
/** API Gateway's own limit for integrations. */
const INTEGRATION_LIMIT_MS = 30_000;
/** The account's default limit where a stage sets none. */
const DEFAULT_LIMIT: Limit = { rate: 10_000, burst: 5_000 };

export interface ApiGateway extends Service {
  /** Listens for the HTTP API; sets `cloud.urls.api`. Throws PortTaken. */
  open(cloud: Cloud, port: number): Promise<Listener>;
}

interface Stage {
  name: string;
  limit: Limit;
  routeLimits: Record<string, Limit>;
  accessLog?: { group: string; format: string };
}

/** The one HTTP API of the templates, on a port of its own. */
export function createApiGateway({ metrics, logs }: { metrics: Metrics; logs: Logs }): ApiGateway {
  let api: { id: string; cors?: Cors } | undefined;
  const integrations = new Map<string, string>();
  const authorizers = new Map<string, Authorizer>();
  const routes: Route[] = [];
  let stage: Stage = { name: '$default', limit: DEFAULT_LIMIT, routeLimits: {} };

  async function handle(
    request: WireRequest | undefined,
    sourceIp: string,
    cloud: Cloud,
    throttle: ReturnType<typeof createThrottle>,
  ): Promise<RawResponse> {
    if (!request || request.body.length > PAYLOAD_LIMIT) return message(413, 'Request Entity Too Large');
    if (!api) return message(404, 'Not Found');
    if (api.cors && isPreflight(request)) return preflight(api.cors, request);
    const match = findRoute(routes, request.method, request.path);
    const reply = match
      ? await answerRoute(match, request, sourceIp, cloud, throttle)
      : message(404, 'Not Found');
    measure(reply.status);
    writeAccess(request, match, reply, sourceIp, cloud);
    // API Gateway sets these itself and ignores what the function says of them.
    return { ...reply, headers: { ...reply.headers, ...corsHeaders(api.cors, request) } };
  }

  async function answerRoute(
    { route, pathParameters }: Match,
    request: WireRequest,
    sourceIp: string,
    cloud: Cloud,
    throttle: ReturnType<typeof createThrottle>,
  ): Promise<RawResponse> {
    const own = stage.routeLimits[route.key];
    if (!throttle.take(own ? route.key : '*', own ?? stage.limit)) return message(429, 'Too Many Requests');
    const authorizer = route.authorizerId ? authorizers.get(route.authorizerId) : undefined;
    const verdict = authorizer && (await checkToken(authorizer, request.headers, route.scopes, cloud));
    if (verdict?.status === 'unauthorized') {
      const challenge = `Bearer scope="" error="invalid_token" error_description="${verdict.reason.replaceAll('"', "'")}"`;
      return {
        ...message(401, 'Unauthorized'),
        headers: { 'content-type': 'application/json', 'www-authenticate': challenge },
      };
    }
    if (verdict?.status === 'forbidden') return message(403, 'Forbidden');

    const event = proxyEvent({
      request,
      match: { route, pathParameters },
      apiId: api!.id,
      stage: stage.name,
      now: cloud.clock.now(),
      sourceIp,
      ...(verdict ? { jwt: { claims: verdict.claims, scopes: verdict.scopes } } : {}),
    });
    const where = route.key === '$default' ? '$default' : route.key.replace(' ', '');
    try {
      const outcome = await cloud.invoke({
        principal: { id: 'service:apigateway.amazonaws.com' },
        functionArn: route.functionArn,
        payload: event,
        type: 'request',
        sourceArn: `arn:aws:execute-api:us-east-1:000000000000:${api!.id}/${stage.name}/${where}`,
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
    const dimensions = { ApiId: api!.id };
    metrics.record('AWS/ApiGateway', 'Count', dimensions, 1);
    metrics.record('AWS/ApiGateway', '4xx', dimensions, status >= 400 && status < 500 ? 1 : 0);
    metrics.record('AWS/ApiGateway', '5xx', dimensions, status >= 500 ? 1 : 0);
  }

  function writeAccess(
    request: WireRequest,
    match: Match | undefined,
    reply: RawResponse,
    sourceIp: string,
    cloud: Cloud,
  ) {
    if (!stage.accessLog) return;
    const values: Record<string, string> = {
      requestId: '-',
      httpMethod: request.method,
      routeKey: match?.route.key ?? '-',
      status: String(reply.status),
      requestTime: new Date(cloud.clock.now()).toISOString(),
      responseLength: String(reply.body.length),
      protocol: 'HTTP/1.1',
      'identity.sourceIp': sourceIp,
    };
    const line = stage.accessLog.format.replace(
      /\$context\.([A-Za-z.]+)/g,
      (_whole, name) => values[name] ?? '-',
    );
    logs.write(stage.accessLog.group, line);
  }

  return {
    name: 'apigateway',
    protocol: 'rest-json',
    operations: {},
    resourceTypes: {
      'AWS::ApiGatewayV2::Api': {
        deploy({ stack, logicalId, physicalName, properties }, cloud) {
          if (api) throw new Error(`${stack}/${logicalId} is a second HTTP API; the local cloud serves one`);
          if (properties.ProtocolType !== 'HTTP')
            throw new Error(`API protocol ${properties.ProtocolType} is not supported`);
          const id = createHash('sha256').update(physicalName).digest('hex').slice(0, 10);
          api = { id, ...(properties.CorsConfiguration ? { cors: properties.CorsConfiguration } : {}) };
          return { ref: id, attributes: { ApiId: id, ApiEndpoint: cloud.urls.api } };
        },
      },
      'AWS::ApiGatewayV2::Integration': {
        deploy({ physicalName, properties }) {
          if (properties.IntegrationType !== 'AWS_PROXY' || properties.PayloadFormatVersion !== '2.0') {
            throw new Error('only Lambda proxy integrations of payload format 2.0 are supported');
          }
          const uri: string = properties.IntegrationUri;
          integrations.set(physicalName, /functions\/(arn:[^/]+)\/invocations/.exec(uri)?.[1] ?? uri);
          return { ref: physicalName, attributes: {} };
        },
      },
      'AWS::ApiGatewayV2::Authorizer': {
        deploy({ physicalName, properties }) {
          if (properties.AuthorizerType !== 'JWT')
            throw new Error(`authorizer type ${properties.AuthorizerType} is not supported`);
          const source: string = [properties.IdentitySource].flat()[0];
          const header = /^\$request\.header\.(.+)$/.exec(source)?.[1];
          if (!header) throw new Error(`identity source ${source} is not supported: only $request.header.…`);
          authorizers.set(physicalName, {
            issuer: properties.JwtConfiguration.Issuer,
            audience: properties.JwtConfiguration.Audience,
            header: header.toLowerCase(),
          });
          return { ref: physicalName, attributes: { AuthorizerId: physicalName } };
        },
      },
      'AWS::ApiGatewayV2::Route': {
        deploy({ physicalName, properties }) {
          const functionArn = integrations.get(String(properties.Target).replace(/^integrations\//, ''));
          if (!functionArn) throw new Error(`its target ${properties.Target} is no integration`);
          routes.push({
            key: properties.RouteKey,
            functionArn,
            scopes: properties.AuthorizationScopes ?? [],
            ...(properties.AuthorizationType === 'JWT' ? { authorizerId: properties.AuthorizerId } : {}),
          });
          return { ref: physicalName, attributes: { RouteId: physicalName } };
        },
      },
      'AWS::ApiGatewayV2::Stage': {
        deploy({ properties }) {
          if (properties.StageName !== '$default') throw new Error('only the $default stage is supported');
          const { AccessLogSettings: access } = properties;
          const groupArn: string = access?.DestinationArn ?? '';
          stage = {
            name: properties.StageName,
            limit: limitOf(properties.DefaultRouteSettings, DEFAULT_LIMIT),
            routeLimits: Object.fromEntries(
              Object.entries(properties.RouteSettings ?? {}).map(([key, settings]) => [
                key,
                limitOf(settings, DEFAULT_LIMIT),
              ]),
            ),
            ...(access ? { accessLog: { group: groupArn.split(':')[6]!, format: access.Format } } : {}),
          };
          return { ref: properties.StageName, attributes: {} };
        },
      },
    },

    async open(cloud, port) {
      const throttle = createThrottle(cloud.clock);
      const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
        cloud.activity
          .run(async () =>
            handle(
              await readRequest(incoming),
              incoming.socket.remoteAddress ?? '127.0.0.1',
              cloud,
              throttle,
            ),
          )
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

function limitOf(settings: any, otherwise: Limit): Limit {
  return {
    rate: settings?.ThrottlingRateLimit ?? otherwise.rate,
    burst: settings?.ThrottlingBurstLimit ?? otherwise.burst,
  };
}

function message(status: number, text: string): RawResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message: text }) };
}
