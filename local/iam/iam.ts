import type { Authorizer } from '../core/cloud.ts';
import { AwsError } from '../core/contract.ts';
import type { Principal, Resource, ResourceType } from '../core/contract.ts';
import { createGrants } from './grants.ts';
import type { Grant } from './grants.ts';
import { AWS_MANAGED } from './managed.ts';
import { decide } from './policy.ts';
import type { PolicyDocument } from './policy.ts';

const ARN = 'arn:aws:iam::000000000000';

export interface Iam extends Authorizer {
  /** All that the templates' roles may do, and whether any call so far needed it. */
  grants(): Grant[];
}

/** Roles and their policies from the templates; answers whether a principal may do something. */
export function createIam(): Iam {
  const rolesByName = new Map<string, { id: string; documents: PolicyDocument[] }>();
  const managed = new Map<string, PolicyDocument>();
  const grants = createGrants();

  const documentsOf = (roleArn: string) =>
    rolesByName.get(roleArn.slice(roleArn.lastIndexOf('/') + 1))?.documents;

  function attach(roleName: string, document: PolicyDocument, resource: Resource) {
    const documents = rolesByName.get(roleName)?.documents;
    if (!documents) {
      throw new Error(
        `${resource.stack}/${resource.logicalId} attaches a policy to role "${roleName}", which no template has deployed`,
      );
    }
    documents.push(document);
  }

  const role: ResourceType = {
    deploy(resource) {
      const { properties, physicalName } = resource;
      const name: string = properties.RoleName ?? physicalName;
      const documents: PolicyDocument[] = (properties.Policies ?? []).map(
        (policy: any) => policy.PolicyDocument,
      );
      for (const arn of properties.ManagedPolicyArns ?? []) {
        const own = managed.get(arn) ?? AWS_MANAGED[arn.replace(/^arn:[^:]+:iam::aws:policy\//, '')];
        if (!own) {
          throw new Error(
            `${resource.stack}/${resource.logicalId} has managed policy ${arn}, which local/iam/managed.ts does not describe`,
          );
        }
        documents.push(own);
      }
      rolesByName.set(name, { id: `${resource.stack}/${resource.logicalId}`, documents });
      return {
        ref: name,
        attributes: { Arn: `${ARN}:role/${name}`, RoleId: `AROA${name.slice(0, 16).toUpperCase()}` },
      };
    },
  };
  const policy: ResourceType = {
    deploy(resource) {
      for (const name of resource.properties.Roles ?? []) {
        attach(name, resource.properties.PolicyDocument, resource);
      }
      return { ref: resource.physicalName, attributes: { Id: resource.physicalName } };
    },
  };
  const managedPolicy: ResourceType = {
    deploy(resource) {
      const arn = `${ARN}:policy/${resource.properties.ManagedPolicyName ?? resource.physicalName}`;
      managed.set(arn, resource.properties.PolicyDocument);
      policy.deploy(resource, undefined as never);
      return { ref: arn, attributes: { PolicyArn: arn } };
    },
  };

  return {
    name: 'iam',
    protocol: 'query',
    operations: {},
    resourceTypes: {
      'AWS::IAM::Role': role,
      'AWS::IAM::Policy': policy,
      'AWS::IAM::ManagedPolicy': managedPolicy,
    },

    grants: () => [...rolesByName.values()].flatMap(({ id, documents }) => grants.of(id, documents)),

    authorize(principal, action, resources, conditions, now) {
      if (principal.id === 'operator' || principal.id.startsWith('service:')) return;
      const documents = documentsOf(principal.id) ?? [];
      const request = {
        'aws:PrincipalArn': principal.id,
        'aws:PrincipalAccount': '000000000000',
        'aws:ResourceAccount': '000000000000',
        'aws:RequestedRegion': 'us-east-1',
        'aws:SecureTransport': 'true',
        'aws:CurrentTime': new Date(now).toISOString(),
        ...conditions,
      };
      for (const resource of resources) {
        const verdict = decide(documents, action, resource, request, statement =>
          grants.need(statement, action),
        );
        if (verdict !== 'allowed') throw refusal(principal, action, resource, verdict);
      }
    },
  };
}

function refusal(principal: Principal, action: string, resource: string, verdict: string): AwsError {
  const role = principal.id.slice(principal.id.lastIndexOf('/') + 1);
  const user = `arn:aws:sts::000000000000:assumed-role/${role}/${principal.caller ?? 'session'}`;
  const why =
    verdict === 'denied'
      ? `no identity-based policy allows the ${action} action`
      : 'an explicit deny in an identity-based policy';
  return new AwsError(
    'AccessDeniedException',
    `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${verdict === 'denied' ? 'because' : 'with'} ${why}`,
    403,
  );
}
