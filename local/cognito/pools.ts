import { createHash } from 'node:crypto';
import type { Resource, ResourceType } from '../core/contract.ts';

export interface Pool {
  id: string;
  issuer: string;
  groups: Set<string>;
}

/** An app client, as the template says it. */
export interface AppClient {
  id: string;
  pool: Pool;
  callbackUrls: string[];
  logoutUrls: string[];
  flows: string[];
  scopes: string[];
  refreshSeconds: number;
}

/** What the templates hold of Cognito. */
export interface Pools {
  resourceTypes: Record<string, ResourceType>;
  pools: Map<string, Pool>;
  clients: Map<string, AppClient>;
  /** Pool by the domain of its sign-in pages. */
  domains: Map<string, Pool>;
}

const SECONDS: Record<string, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const THIRTY_DAYS = 30 * 86_400;

export function createPools(): Pools {
  const pools = new Map<string, Pool>();
  const clients = new Map<string, AppClient>();
  const domains = new Map<string, Pool>();
  const poolOf = (id: string): Pool => {
    const pool = pools.get(id);
    if (!pool) throw new Error(`there is no user pool ${id}`);
    return pool;
  };
  return {
    pools,
    clients,
    domains,
    resourceTypes: {
      'AWS::Cognito::UserPool': {
        deploy({ physicalName }, cloud) {
          const id = `us-east-1_${shortId(physicalName, 9)}`;
          const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${id}`;
          pools.set(id, { id, issuer, groups: new Set() });
          return {
            ref: id,
            attributes: {
              Arn: `arn:aws:cognito-idp:us-east-1:${cloud.account}:userpool/${id}`,
              ProviderName: issuer.slice('https://'.length),
              ProviderURL: issuer,
              UserPoolId: id,
            },
          };
        },
      },
      'AWS::Cognito::UserPoolClient': {
        deploy(resource) {
          const { properties, physicalName } = resource;
          const client = clientOf(resource, poolOf(properties.UserPoolId));
          clients.set(client.id, client);
          return {
            ref: client.id,
            attributes: { ClientId: client.id, Name: properties.ClientName ?? physicalName },
          };
        },
      },
      'AWS::Cognito::UserPoolGroup': {
        deploy({ properties, physicalName }) {
          const name = properties.GroupName ?? physicalName;
          poolOf(properties.UserPoolId).groups.add(name);
          return { ref: name, attributes: {} };
        },
      },
      // Nobody signs in by a directory here. A client that names one must find it all the same.
      'AWS::Cognito::UserPoolIdentityProvider': {
        deploy({ properties }) {
          poolOf(properties.UserPoolId);
          return { ref: properties.ProviderName, attributes: {} };
        },
      },
      'AWS::Cognito::UserPoolDomain': {
        deploy({ properties }) {
          domains.set(properties.Domain, poolOf(properties.UserPoolId));
          return {
            ref: properties.Domain,
            attributes: { CloudFrontDistribution: `${properties.Domain}.local` },
          };
        },
      },
    },
  };
}

function clientOf({ properties, physicalName }: Resource, pool: Pool): AppClient {
  const unit = properties.TokenValidityUnits?.RefreshToken ?? 'days';
  const { RefreshTokenValidity: validity } = properties;
  return {
    id: shortId(physicalName, 26).toLowerCase(),
    pool,
    callbackUrls: properties.CallbackURLs ?? [],
    logoutUrls: properties.LogoutURLs ?? [],
    flows: properties.AllowedOAuthFlows ?? [],
    scopes: properties.AllowedOAuthScopes ?? [],
    refreshSeconds: validity === undefined ? THIRTY_DAYS : Number(validity) * SECONDS[unit]!,
  };
}

function shortId(name: string, length: number): string {
  return createHash('sha256').update(name).digest('base64').replace(/[+/=]/g, 'x').slice(0, length);
}
