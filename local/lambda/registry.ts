import { AwsError } from '../core/contract.ts';
import type { Cloud, Resource, ResourceType } from '../core/contract.ts';
import type { Asset } from '../template/assembly.ts';
import { ASYNC_DEFAULTS } from './asyncQueue.ts';
import type { AsyncConfig } from './asyncQueue.ts';
import { codeDirectory } from './code.ts';
import type { Permission } from './permissions.ts';
import { createPool } from './pool.ts';
import type { Pool } from './pool.ts';
import type { EnvironmentDeps } from './environment.ts';
import type { FunctionSpec } from './protocol.ts';

/** Environments of one function at a time, about 25 MB each; more than cores, since functions wait for others. */
const CONCURRENCY = 8;

/** The functions of the templates, with who may invoke them and what becomes of their events. */
export interface Registry {
  resourceTypes: Record<string, ResourceType>;
  permissions: Permission[];
  /** By name or ARN, qualified or not. Throws ResourceNotFoundException. */
  find(nameOrArn: string): Pool;
  get(name: string): { pool: Pool; config: AsyncConfig } | undefined;
  pools(): Pool[];
}

export interface RegistryDeps extends Omit<EnvironmentDeps, 'endpoint'> {
  assets: Asset[];
}

export function createRegistry({ assets, ...environment }: RegistryDeps): Registry {
  const pools = new Map<string, Pool>();
  const configs = new Map<string, AsyncConfig>();
  const permissions: Permission[] = [];

  function find(nameOrArn: string): Pool {
    const pool = pools.get(functionName(nameOrArn));
    if (pool) return pool;
    const arn = nameOrArn.startsWith('arn:') ? nameOrArn : arnOf(nameOrArn);
    throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  }

  function deployFunction(resource: Resource, cloud: Cloud) {
    const spec = readFunction(resource, assets);
    pools.set(spec.name, createPool(spec, { ...environment, endpoint: () => cloud.urls.aws }));
    return { ref: spec.name, attributes: { Arn: spec.arn } };
  }

  return {
    permissions,
    find,
    get(name) {
      const pool = pools.get(name);
      return pool && { pool, config: configs.get(name) ?? ASYNC_DEFAULTS };
    },
    pools: () => [...pools.values()],
    resourceTypes: {
      'AWS::Lambda::Function': { deploy: deployFunction },
      'AWS::Lambda::Permission': {
        deploy({ properties, physicalName }) {
          permissions.push({
            functionName: functionName(properties.FunctionName),
            action: properties.Action,
            principal: properties.Principal,
            ...(properties.SourceArn ? { sourceArn: properties.SourceArn } : {}),
            ...(properties.SourceAccount ? { sourceAccount: properties.SourceAccount } : {}),
          });
          return { ref: physicalName, attributes: { Id: physicalName } };
        },
      },
      'AWS::Lambda::EventInvokeConfig': {
        deploy({ properties, physicalName }) {
          const onFailure = properties.DestinationConfig?.OnFailure?.Destination;
          configs.set(functionName(properties.FunctionName), {
            retries: properties.MaximumRetryAttempts ?? ASYNC_DEFAULTS.retries,
            maxAgeSeconds: properties.MaximumEventAgeInSeconds ?? ASYNC_DEFAULTS.maxAgeSeconds,
            ...(onFailure ? { onFailure } : {}),
          });
          return { ref: physicalName, attributes: {} };
        },
      },
      'AWS::Lambda::Version': {
        deploy({ properties }) {
          const { arn } = find(properties.FunctionName).spec;
          return { ref: `${arn}:1`, attributes: { Version: '1', FunctionArn: arn } };
        },
      },
      'AWS::Lambda::Alias': {
        deploy({ properties }) {
          const arn = `${find(properties.FunctionName).spec.arn}:${properties.Name}`;
          return { ref: arn, attributes: { AliasArn: arn } };
        },
      },
    },
  };
}

function readFunction(
  { stack, logicalId, physicalName, properties }: Resource,
  assets: Asset[],
): FunctionSpec {
  const name: string = properties.FunctionName ?? physicalName;
  const reserved = properties.ReservedConcurrentExecutions;
  const variables = Object.entries(properties.Environment?.Variables ?? {});
  return {
    name,
    arn: arnOf(name),
    stack,
    logicalId,
    roleArn: properties.Role,
    directory: codeDirectory(properties.Code, assets),
    handler: properties.Handler,
    environment: Object.fromEntries(variables.map(([key, value]) => [key, String(value)])),
    timeoutSeconds: properties.Timeout ?? 3,
    memoryMb: properties.MemorySize ?? 128,
    logGroup: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    traced: properties.TracingConfig?.Mode === 'Active',
    concurrency: reserved === undefined ? CONCURRENCY : Math.max(1, Math.min(CONCURRENCY, reserved)),
    ...(properties.DeadLetterConfig ? { deadLetterArn: properties.DeadLetterConfig.TargetArn } : {}),
  };
}

const arnOf = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** `name`, `name:qualifier` or an ARN with or without qualifier → the name. */
function functionName(nameOrArn: string): string {
  const parts = nameOrArn.split(':');
  return (parts[0] === 'arn' ? parts[6] : parts[0]) ?? nameOrArn;
}
