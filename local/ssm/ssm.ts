import { AwsError } from '../core/contract.ts';
import type { Cloud, Collection, Service, Store } from '../core/contract.ts';

interface Parameter {
  Name: string;
  Type: string;
  Value: string;
  Version: number;
  /** Epoch seconds. */
  LastModifiedDate: number;
  /** The template's value at the last boot: only a changed one replaces what was put at run time. */
  declared?: string;
}

const arnOf = (name: string) =>
  name.startsWith('arn:') ? name : `arn:aws:ssm:us-east-1:000000000000:parameter/${name.replace(/^\//, '')}`;

/** Parameter Store, String and StringList. */
export function createSsm(store: Store): Service {
  const parameters: Collection<Parameter> = store.collection('ssm.parameters');

  const shown = ({ declared: _declared, ...parameter }: Parameter) => ({
    ...parameter,
    ARN: arnOf(parameter.Name),
    DataType: 'text',
  });
  const nameOf = (nameOrArn: string) => {
    if (!nameOrArn.startsWith('arn:')) return nameOrArn;
    const path = nameOrArn.slice(nameOrArn.indexOf(':parameter/') + ':parameter/'.length);
    return parameters.get(path) ? path : `/${path}`;
  };
  function write(name: string, value: string, type: string, cloud: Cloud, declared?: string): Parameter {
    const before = parameters.get(name);
    const parameter: Parameter = {
      Name: name,
      Type: type,
      Value: value,
      Version: (before?.Version ?? 0) + 1,
      LastModifiedDate: cloud.clock.now() / 1000,
      ...((declared ?? before?.declared) !== undefined ? { declared: declared ?? before?.declared } : {}),
    };
    parameters.put(name, parameter);
    return parameter;
  }
  const notFound = (name: string) => new AwsError('ParameterNotFound', `Parameter ${name} not found.`);

  return {
    name: 'ssm',
    protocol: 'json-1.1',
    operations: {
      GetParameter: {
        resources: ({ Name }) => [arnOf(Name)],
        run({ Name }) {
          const found = parameters.get(nameOf(Name));
          if (!found) throw notFound(Name);
          return { Parameter: shown(found) };
        },
      },
      GetParameters: {
        resources: ({ Names }) => Names.map(arnOf),
        run({ Names }) {
          const found = (Names as string[]).map(name => ({ name, parameter: parameters.get(nameOf(name)) }));
          return {
            Parameters: found.flatMap(({ parameter }) => (parameter ? [shown(parameter)] : [])),
            InvalidParameters: found.filter(({ parameter }) => !parameter).map(({ name }) => name),
          };
        },
      },
      GetParametersByPath: {
        resources: ({ Path }) => [arnOf(Path)],
        run({ Path, Recursive }) {
          const prefix = Path.endsWith('/') ? Path : `${Path}/`;
          const below = parameters.list({ prefix }).map(({ document }) => document);
          const kept = below.filter(({ Name }) => Recursive || !Name.slice(prefix.length).includes('/'));
          return { Parameters: kept.map(shown) };
        },
      },
      PutParameter: {
        resources: ({ Name }) => [arnOf(Name)],
        run({ Name, Value, Type, Overwrite }, { cloud }) {
          const before = parameters.get(Name);
          if (before && !Overwrite) {
            throw new AwsError(
              'ParameterAlreadyExists',
              'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
            );
          }
          if (Buffer.byteLength(Value) > 4096) {
            throw new AwsError(
              'ValidationException',
              'Standard tier parameters support a maximum parameter value of 4096 characters.',
            );
          }
          return {
            Version: write(Name, Value, Type ?? before?.Type ?? 'String', cloud).Version,
            Tier: 'Standard',
          };
        },
      },
      DeleteParameter: {
        resources: ({ Name }) => [arnOf(Name)],
        run({ Name }) {
          if (!parameters.get(Name)) throw notFound(Name);
          parameters.delete(Name);
          return {};
        },
      },
    },
    resourceTypes: {
      'AWS::SSM::Parameter': {
        deploy({ properties, physicalName }, cloud) {
          const name: string = properties.Name ?? physicalName;
          const before = parameters.get(name);
          if (before?.declared !== properties.Value) {
            write(name, properties.Value, properties.Type, cloud, properties.Value);
          }
          return { ref: name, attributes: { Type: properties.Type, Value: parameters.get(name)!.Value } };
        },
      },
    },
  };
}
