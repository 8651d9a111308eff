import { matches } from '../../local/iam/matching.ts';
import type { PolicyDocument, Statement } from '../../local/iam/policy.ts';
import type { Cloud, Resource, ResourceType, Service } from '../../local/core/contract.ts';
import type { StackTemplate } from '../../local/template/assembly.ts';
import { deployStacks } from '../../local/template/deploy.ts';

const HERE = 'us-east-1:000000000000';
/** ARNs as the services make them, of a resource's name; others are `arn:aws:<service>:…:<name>`. */
const ARNS: Record<string, (name: string, properties: any) => string> = {
  'AWS::S3::Bucket': name => `arn:aws:s3:::${name.toLowerCase()}`,
  'AWS::DynamoDB::Table': name => `arn:aws:dynamodb:${HERE}:table/${name}`,
  'AWS::Lambda::Function': name => `arn:aws:lambda:${HERE}:function:${name}`,
  'AWS::StepFunctions::StateMachine': name => `arn:aws:states:${HERE}:stateMachine:${name}`,
  'AWS::SecretsManager::Secret': name => `arn:aws:secretsmanager:${HERE}:secret:${name}-a1B2c3`,
  'AWS::KMS::Key': name => `arn:aws:kms:${HERE}:key/${name}`,
  'AWS::IAM::Role': name => `arn:aws:iam::000000000000:role/${name}`,
  'AWS::Logs::LogGroup': (name, { LogGroupName }) =>
    `arn:aws:logs:${HERE}:log-group:${LogGroupName ?? name}:*`,
  'AWS::SSM::Parameter': (name, { Name }) => `arn:aws:ssm:${HERE}:parameter${Name ?? `/${name}`}`,
  'AWS::Events::EventBus': (name, { Name }) => `arn:aws:events:${HERE}:event-bus/${Name ?? name}`,
  'AWS::Events::Rule': name => `arn:aws:events:${HERE}:rule/${name}`,
  'AWS::Cognito::UserPool': name => `arn:aws:cognito-idp:${HERE}:userpool/${name}`,
  'AWS::SES::EmailIdentity': (_, { EmailIdentity }) => `arn:aws:ses:${HERE}:identity/${EmailIdentity}`,
  'AWS::SES::ConfigurationSet': name => `arn:aws:ses:${HERE}:configuration-set/${name}`,
  'AWS::SES::ReceiptRuleSet': name => `arn:aws:ses:${HERE}:receipt-rule-set/${name}`,
  'AWS::CloudFront::Distribution': name => `arn:aws:cloudfront::000000000000:distribution/${name}`,
  'AWS::Connect::Instance': name => `arn:aws:connect:${HERE}:instance/${name}`,
};
const REF_IS_ARN = /^AWS::(SNS::Topic|StepFunctions::StateMachine|SecretsManager::Secret|Connect::)/;

interface Deployed {
  type: string;
  arn: string;
  properties: any;
}

/** What an account holds once these stacks are in it, as far as names go: nothing runs. */
async function deployedIn(stacks: StackTemplate[]): Promise<Deployed[]> {
  const types = [
    ...new Set(stacks.flatMap(({ template }) => Object.values(template.Resources).map(({ Type }) => Type))),
  ];
  const deploy = ({ type, physicalName, properties }: Resource) => {
    const arn = arnOf(type, physicalName, properties);
    const attributes = new Proxy({} as Record<string, string>, {
      get: (_, name) => (/Arn$/.test(String(name)) ? arn : `${physicalName}.${String(name)}`),
      has: () => true,
      getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
    });
    const named = properties.Name ?? properties.EmailIdentity ?? properties.LogGroupName;
    const isNamed = ['AWS::SSM::Parameter', 'AWS::SES::EmailIdentity', 'AWS::Logs::LogGroup'].includes(type);
    return { ref: REF_IS_ARN.test(type) ? arn : isNamed && named ? named : physicalName, attributes };
  };
  const resourceType: ResourceType = { deploy };
  const service = {
    resourceTypes: Object.fromEntries(types.map(type => [type, resourceType])),
  } as unknown as Service;
  const { resources } = await deployStacks({ stacks, services: [service], cloud: {} as Cloud });
  return resources.map(({ type, physicalName, properties }) => ({
    type,
    arn: arnOf(type, physicalName, properties),
    properties,
  }));
}

function arnOf(type: string, name: string, properties: any): string {
  const [, service, kind] = type.split('::') as [string, string, string];
  if (service === 'Connect' && type !== 'AWS::Connect::Instance')
    return `${String(properties.InstanceArn ?? properties.InstanceId ?? 'arn:aws:connect')}/${kind.toLowerCase()}/${name}`;
  return ARNS[type]?.(name, properties) ?? `arn:aws:${service.toLowerCase()}:${HERE}:${name}`;
}

/** What stands below a resource and is asked for by ARNs of its own. */
function below({ type, arn }: Deployed): string[] {
  switch (type) {
    case 'AWS::S3::Bucket':
      return ['mail/in/1', 'mail/files/1/2', 'handoffs/C-1/2/3', 'releases/2.bin', 'recordings/x'].map(
        key => `${arn}/${key}`,
      );
    case 'AWS::DynamoDB::Table':
      return ['index/due', 'index/customer'].map(name => `${arn}/${name}`);
    case 'AWS::StepFunctions::StateMachine':
      return ['execution', 'express'].map(kind => `${arn.replace(':stateMachine:', `:${kind}:`)}:C-1-2`);
    case 'AWS::Logs::LogGroup':
      return [arn.replace(/:\*$/, ''), arn.replace(/:\*$/, ':log-stream:x')];
    case 'AWS::Connect::Instance':
      return ['contact/1', 'queue/1', 'contact-flow/1', 'agent/1', 'transfer-destination/1'].map(
        part => `${arn}/${part}`,
      );
    default:
      return [];
  }
}

/** A statement of one client by which somebody reaches a resource of another. */
export interface Reach {
  /** Resource that holds the policy, e.g. the role's. */
  policy: string;
  action: string;
  pattern: string;
  reached: string;
}

/**
 * Holds every statement that allows something in `ours` against every resource of `theirs`, without its conditions: those narrow
 * further. Empty when no role of the one client gets at anything of the other.
 */
export async function reachesAcross(ours: StackTemplate[], theirs: StackTemplate[]): Promise<Reach[]> {
  const [mine, others] = [await deployedIn(ours), await deployedIn(theirs)];
  const targets = others.flatMap(one => [one.arn, ...below(one)]).filter(arn => arn.startsWith('arn:'));
  const own = new Set(mine.map(({ arn }) => arn));
  return mine
    .filter(({ type }) => /^AWS::IAM::(Policy|Role|ManagedPolicy)$/.test(type))
    .flatMap(({ arn, properties }) =>
      documentsOf(properties)
        .flatMap(({ Statement }) => [Statement].flat())
        .filter(({ Effect, Resource }) => Effect === 'Allow' && Resource !== undefined)
        .flatMap(statement =>
          reachedBy(
            statement,
            targets.filter(target => !own.has(target)),
          ).map(found => ({ policy: arn, ...found })),
        ),
    );
}

const documentsOf = ({ PolicyDocument, Policies }: any): PolicyDocument[] => [
  ...(PolicyDocument ? [PolicyDocument] : []),
  ...(Policies ?? []).map((policy: any) => policy.PolicyDocument),
];

function reachedBy({ Action, Resource }: Statement, targets: string[]): Omit<Reach, 'policy'>[] {
  return [Action ?? []].flat().flatMap(action => {
    const [prefix] = action.split(':');
    return [Resource!].flat().flatMap(pattern =>
      targets
        .filter(target => target.split(':')[2] === (prefix === 'execute-api' ? 'apigatewayv2' : prefix))
        .filter(target => matches(pattern, target))
        .map(reached => ({ action, pattern, reached })),
    );
  });
}
