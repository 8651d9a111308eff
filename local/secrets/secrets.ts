import { createHash, randomInt, randomUUID } from 'node:crypto';
import { AwsError } from '../core/contract.ts';
import type { Collection, Service, Store } from '../core/contract.ts';

interface Version {
  id: string;
  stages: string[];
  SecretString?: string;
  SecretBinary?: string;
  /** Epoch seconds. */
  created: number;
}
interface Secret {
  name: string;
  arn: string;
  /** Newest first. */
  versions: Version[];
}

/** Secrets Manager: values with their current and previous version; generated ones are made once. */
export function createSecrets(store: Store): Service {
  const secrets: Collection<Secret> = store.collection('secrets');

  const arnOf = (name: string) => {
    const suffix = createHash('sha256').update(name).digest('base64').replace(/[+/=]/g, 'x').slice(0, 6);
    return `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-${suffix}`;
  };
  /** By name, ARN, or ARN without its random suffix. */
  function find(id: string): Secret | undefined {
    if (!id.startsWith('arn:')) return secrets.get(id);
    const name = id.slice(id.indexOf(':secret:') + ':secret:'.length);
    return secrets.get(name) ?? secrets.get(name.replace(/-[^-]{6}$/, ''));
  }
  function demand(id: string): Secret {
    const found = find(id);
    if (found) return found;
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
  const resources = ({ SecretId }: any) => [find(SecretId)?.arn ?? arnOf(SecretId)];

  function put(
    secret: Secret,
    value: Pick<Version, 'SecretString' | 'SecretBinary'>,
    now: number,
    token?: string,
  ) {
    const repeated = secret.versions.find(version => version.id === token);
    if (repeated) return repeated;
    const version = { id: token ?? randomUUID(), stages: ['AWSCURRENT'], ...value, created: now / 1000 };
    const [current] = secret.versions;
    const versions = [version, ...(current ? [{ ...current, stages: ['AWSPREVIOUS'] }] : [])];
    secrets.put(secret.name, { ...secret, versions });
    return version;
  }

  return {
    name: 'secretsmanager',
    protocol: 'json-1.1',
    operations: {
      GetSecretValue: {
        resources,
        run({ SecretId, VersionId, VersionStage = 'AWSCURRENT' }) {
          const secret = demand(SecretId);
          const version = secret.versions.find(each =>
            VersionId ? each.id === VersionId : each.stages.includes(VersionStage),
          );
          if (!version) {
            const asked = VersionId ?? `staging label: ${VersionStage}`;
            throw new AwsError(
              'ResourceNotFoundException',
              `Secrets Manager can't find the specified secret value for ${asked}`,
            );
          }
          const { id, stages, created, ...value } = version;
          return {
            ARN: secret.arn,
            Name: secret.name,
            VersionId: id,
            VersionStages: stages,
            CreatedDate: created,
            ...value,
          };
        },
      },
      PutSecretValue: {
        resources,
        run({ SecretId, SecretString, SecretBinary, ClientRequestToken }, { cloud }) {
          const secret = demand(SecretId);
          const value = SecretString === undefined ? { SecretBinary } : { SecretString };
          const version = put(secret, value, cloud.clock.now(), ClientRequestToken);
          return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: version.stages };
        },
      },
      DescribeSecret: {
        resources,
        run({ SecretId }) {
          const { arn, name, versions } = demand(SecretId);
          const stages = Object.fromEntries(versions.map(version => [version.id, version.stages]));
          return { ARN: arn, Name: name, VersionIdsToStages: stages };
        },
      },
    },
    resourceTypes: {
      'AWS::SecretsManager::Secret': {
        deploy({ properties, physicalName }, cloud) {
          const name: string = properties.Name ?? physicalName;
          if (!secrets.get(name)) {
            const SecretString: string | undefined = properties.GenerateSecretString
              ? generate(properties.GenerateSecretString)
              : properties.SecretString;
            const secret = { name, arn: arnOf(name), versions: [] };
            secrets.put(name, secret);
            if (SecretString !== undefined) put(secret, { SecretString }, cloud.clock.now());
          }
          const { arn } = secrets.get(name)!;
          return { ref: arn, attributes: { Id: arn } };
        },
      },
      'AWS::SecretsManager::ResourcePolicy': {
        deploy: ({ physicalName }) => ({ ref: physicalName, attributes: {} }),
      },
    },
  };
}

/** As GetRandomPassword: 32 characters of every kind unless the template says otherwise. */
function generate(options: any): string {
  const kinds = [
    options.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    options.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    options.ExcludeNumbers ? '' : '0123456789',
    options.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    options.IncludeSpace ? ' ' : '',
  ];
  const alphabet = [...kinds.join('')].filter(
    character => !(options.ExcludeCharacters ?? '').includes(character),
  );
  const length = options.PasswordLength ?? 32;
  const password = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  if (!options.GenerateStringKey) return password;
  return JSON.stringify({
    ...JSON.parse(options.SecretStringTemplate ?? '{}'),
    [options.GenerateStringKey]: password,
  });
}
