import { createHash } from 'node:crypto';
import type { Cloud, Deployed, Resource, ResourceType, Service } from '../core/contract.ts';
import type { Kms } from '../kms/kms.ts';
import type { StackTemplate, Template } from './assembly.ts';
import { NO_VALUE, resolve } from './intrinsics.ts';
import type { Scope } from './intrinsics.ts';
import { deployOrder } from './order.ts';

const NAME_LENGTH = 60;
/** Notes of the CDK itself, which stand for nothing. */
const NOTHING = new Set(['AWS::CDK::Metadata']);

export interface DeployOptions {
  stacks: StackTemplate[];
  services: Service[];
  cloud: Cloud;
  /** Values of template parameters by stack name, over their defaults. */
  parameters?: Record<string, Record<string, string>>;
}
export interface DeployedStacks {
  resources: (Resource & Deployed)[];
  /** Output values by stack name and output key. */
  outputs: Record<string, Record<string, unknown>>;
}

/**
 * Deploys stacks in the order given, each resource after those it refers to. Every error names stack and logical id; a
 * resource type that no room knows is one.
 */
export async function deployStacks({
  stacks,
  services,
  cloud,
  parameters = {},
}: DeployOptions): Promise<DeployedStacks> {
  const types = new Map<string, ResourceType>(
    services.flatMap(service => Object.entries(service.resourceTypes)),
  );
  const kms = services.find((each): each is Kms => each.name === 'kms');
  const exports = new Map<string, unknown>();
  const result: DeployedStacks = { resources: [], outputs: {} };

  for (const { name, template } of stacks) {
    const deployed = new Map<string, Deployed>();
    const scope = stackScope(name, template, parameters[name] ?? {}, deployed, exports);
    const active = Object.fromEntries(
      Object.entries(template.Resources).filter(
        ([, each]) => !NOTHING.has(each.Type) && (!each.Condition || scope.condition(each.Condition)),
      ),
    );
    for (const logicalId of deployOrder(active)) {
      const { Type: typeName, Properties = {} } = active[logicalId]!;
      const where = `${name}/${logicalId} (${typeName})`;
      const type = types.get(typeName);
      if (!type) throw new Error(`${where}: no room of the local cloud deploys this resource type`);
      const resource: Resource = {
        stack: name,
        logicalId,
        type: typeName,
        properties: within(where, () => resolve(Properties, scope)),
        physicalName: physicalName(name, logicalId),
      };
      try {
        const done = await type.deploy(resource, cloud);
        deployed.set(logicalId, done);
        kms?.encryption.deployed(resource, done);
        result.resources.push({ ...resource, ...done });
      } catch (error) {
        throw named(where, error);
      }
    }
    result.outputs[name] = outputs(name, template, scope, exports);
  }
  return result;
}

function outputs(
  stack: string,
  template: Template,
  scope: Scope,
  exports: Map<string, unknown>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [key, output] of Object.entries(template.Outputs ?? {})) {
    if (output.Condition && !scope.condition(output.Condition)) continue;
    within(`${stack}, output ${key}`, () => {
      values[key] = resolve(output.Value, scope);
      if (output.Export) exports.set(resolve(output.Export.Name, scope), values[key]);
    });
  }
  return values;
}

function stackScope(
  stack: string,
  template: Template,
  parameters: Record<string, string>,
  deployed: Map<string, Deployed>,
  exports: Map<string, unknown>,
): Scope {
  const pseudo: Record<string, unknown> = {
    'AWS::AccountId': '000000000000',
    'AWS::Region': 'us-east-1',
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': `arn:aws:cloudformation:us-east-1:000000000000:stack/${stack}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': NO_VALUE,
  };
  const scope: Scope = {
    ref(name) {
      if (Object.hasOwn(pseudo, name)) return pseudo[name];
      const parameter = template.Parameters?.[name];
      if (parameter) {
        const value = parameters[name] ?? parameter.Default;
        if (value === undefined) throw new Error(`parameter ${name} has no default and was not given`);
        return /^(CommaDelimitedList|List<)/.test(parameter.Type) ? String(value).split(',') : value;
      }
      const found = deployed.get(name);
      if (!found) throw new Error(`Ref: there is no resource or parameter "${name}"`);
      return found.ref;
    },
    attribute(logicalId, attribute) {
      const found = deployed.get(logicalId);
      if (!found) throw new Error(`Fn::GetAtt: there is no resource "${logicalId}"`);
      if (!Object.hasOwn(found.attributes, attribute)) {
        throw new Error(
          `Fn::GetAtt: ${logicalId} (${template.Resources[logicalId]?.Type}) has no attribute "${attribute}" in the local cloud; it has ${Object.keys(found.attributes).join(', ') || 'none'}`,
        );
      }
      return found.attributes[attribute];
    },
    condition(name) {
      if (!Object.hasOwn(template.Conditions ?? {}, name)) throw new Error(`there is no condition "${name}"`);
      return resolve(template.Conditions![name], scope);
    },
    mapping(map, first, second) {
      const value = template.Mappings?.[map]?.[first]?.[second];
      if (value === undefined) throw new Error(`Fn::FindInMap: there is no ${map}.${first}.${second}`);
      return value;
    },
    importValue(name) {
      if (!exports.has(name)) throw new Error(`Fn::ImportValue: no stack deployed before exports "${name}"`);
      return exports.get(name);
    },
  };
  return scope;
}

/** `<stack>-<logicalId>`; beyond 60 characters its end is a digest of the whole. */
export function physicalName(stack: string, logicalId: string): string {
  const full = `${stack}-${logicalId}`;
  if (full.length <= NAME_LENGTH) return full;
  const digest = createHash('sha256').update(full).digest('hex').slice(0, 8);
  return `${full.slice(0, NAME_LENGTH - digest.length - 1)}-${digest}`;
}

function within<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw named(where, error);
  }
}

function named(where: string, error: unknown): Error {
  return new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}
