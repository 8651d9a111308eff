import { createHash } from 'node:crypto';
import type { ResourceType } from '../core/contract.ts';
import type { Authorizer } from './authorizer.ts';
import type { Cors } from './cors.ts';
import type { Route } from './routes.ts';
import type { Limit } from './throttle.ts';

/** The account's default limit where a stage sets none. */
const DEFAULT_LIMIT: Limit = { rate: 10_000, burst: 5_000 };

/** The HTTP API as the templates describe it. */
export interface HttpApi {
  /** Empty until the API is deployed. */
  id: string;
  cors?: Cors;
  routes: Route[];
  stage: Stage;
}
export interface Stage {
  name: string;
  limit: Limit;
  /** By route key. */
  routeLimits: Record<string, Limit>;
  accessLog?: { group: string; format: string };
}

/** The resource types that make up an HTTP API, and what they made. What the local cloud does not serve is an error. */
export function describeHttpApi(): { api: HttpApi; resourceTypes: Record<string, ResourceType> } {
  const api: HttpApi = {
    id: '',
    routes: [],
    stage: { name: '$default', limit: DEFAULT_LIMIT, routeLimits: {} },
  };
  const integrations = new Map<string, string>();
  const authorizers = new Map<string, Authorizer>();

  function authorizerOf({ AuthorizationType = 'NONE', AuthorizerId }: any): Authorizer | undefined {
    if (AuthorizationType === 'NONE') return undefined;
    const authorizer = AuthorizationType === 'JWT' ? authorizers.get(AuthorizerId) : undefined;
    if (authorizer) return authorizer;
    throw new Error(
      `authorization ${AuthorizationType} by ${AuthorizerId} is not supported: only JWT authorizers`,
    );
  }

  const resourceTypes: Record<string, ResourceType> = {
    'AWS::ApiGatewayV2::Api': {
      deploy({ physicalName, properties }, cloud) {
        if (api.id) throw new Error('this is a second HTTP API; the local cloud serves one');
        if (properties.ProtocolType !== 'HTTP') {
          throw new Error(`API protocol ${properties.ProtocolType} is not supported`);
        }
        api.id = createHash('sha256').update(physicalName).digest('hex').slice(0, 10);
        api.cors = properties.CorsConfiguration;
        return { ref: api.id, attributes: { ApiId: api.id, ApiEndpoint: cloud.urls.api } };
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
        if (properties.AuthorizerType !== 'JWT') {
          throw new Error(`authorizer type ${properties.AuthorizerType} is not supported`);
        }
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
        const authorizer = authorizerOf(properties);
        api.routes.push({
          key: properties.RouteKey,
          functionArn,
          scopes: properties.AuthorizationScopes ?? [],
          ...(authorizer ? { authorizer } : {}),
        });
        return { ref: physicalName, attributes: { RouteId: physicalName } };
      },
    },
    'AWS::ApiGatewayV2::Stage': {
      deploy({ properties }) {
        if (properties.StageName !== '$default') throw new Error('only the $default stage is supported');
        const { AccessLogSettings: access, DefaultRouteSettings, RouteSettings = {} } = properties;
        api.stage = {
          name: properties.StageName,
          limit: limitOf(DefaultRouteSettings),
          routeLimits: Object.fromEntries(
            Object.entries(RouteSettings).map(([key, settings]) => [key, limitOf(settings)]),
          ),
          // arn:aws:logs:<region>:<account>:log-group:<name>
          ...(access
            ? { accessLog: { group: access.DestinationArn.split(':')[6], format: access.Format } }
            : {}),
        };
        return { ref: properties.StageName, attributes: {} };
      },
    },
  };
  return { api, resourceTypes };
}

function limitOf(settings: any): Limit {
  return {
    rate: settings?.ThrottlingRateLimit ?? DEFAULT_LIMIT.rate,
    burst: settings?.ThrottlingBurstLimit ?? DEFAULT_LIMIT.burst,
  };
}
