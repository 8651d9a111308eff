import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { LocalCloud } from '../../../local/boot.ts';
import type { Deployed } from './machinery.ts';

/** The support stack that the local cloud has booted. */
export function deployedHere(local: LocalCloud): Deployed {
  const functions = local.lambda.functions();
  const physical = (type: string, part: string) =>
    local.deployed.resources.find(one => one.type === type && one.logicalId.includes(part))!;
  return {
    url: local.cloud.urls.aws,
    accessKeyId: 'operator',
    table: physical('AWS::DynamoDB::Table', 'table').ref,
    escalationArn: physical('AWS::StepFunctions::StateMachine', 'escalation').ref,
    serviceSecret: functions.map(({ environment }) => environment['SERVICE_SECRET_ARN']).find(Boolean)!,
    functionName: name =>
      functions.find(({ environment }) => environment['POWERTOOLS_SERVICE_NAME'] === name)!.name,
  };
}

/** The same stack in the emulator, which makes names of its own. */
export async function deployedThere(url: string, stack: string): Promise<Deployed> {
  const options = clientOptions(url);
  const functions = new Map<string, string>();
  let serviceSecret = '';
  for await (const { Functions = [] } of paginateListFunctions({ client: new LambdaClient(options) }, {}))
    for (const { FunctionName, Environment } of Functions)
      if (FunctionName!.startsWith(stack)) {
        functions.set(Environment?.Variables?.['POWERTOOLS_SERVICE_NAME'] ?? '', FunctionName!);
        serviceSecret ||= Environment?.Variables?.['SERVICE_SECRET_ARN'] ?? '';
      }
  const { TableNames = [] } = await new DynamoDBClient(options).send(new ListTablesCommand({}));
  const { stateMachines = [] } = await new SFNClient(options).send(new ListStateMachinesCommand({}));
  return {
    url,
    accessKeyId: 'test',
    table: TableNames.find(name => name.startsWith(stack))!,
    escalationArn: stateMachines.find(({ name }) => name!.startsWith(stack) && name!.includes('escalation'))!
      .stateMachineArn!,
    serviceSecret,
    functionName(name) {
      const found = functions.get(name);
      if (!found) throw new Error(`${stack} has no function ${name} in the emulator`);
      return found;
    },
  };
}

/**
 * Tells the emulator's functions what comes from elsewhere: the contact centre in the local cloud, as the contact-center stack
 * would, and the key of the client's service, as the operator would.
 */
export async function tellSurroundings(
  { cloud }: LocalCloud,
  url: string,
  { stack, secretHere, secretThere }: { stack: string; secretHere: string; secretThere: string },
): Promise<void> {
  const { SecretString } = await cloud.call({ id: 'operator' }, 'secretsmanager', 'GetSecretValue', {
    SecretId: secretHere,
  });
  await new SecretsManagerClient(clientOptions(url)).send(
    new PutSecretValueCommand({ SecretId: secretThere, SecretString }),
  );
  const Name = `/${stack}/contact-center`;
  const { Parameter } = await cloud.call({ id: 'operator' }, 'ssm', 'GetParameter', { Name });
  await new SSMClient(clientOptions(url)).send(
    new PutParameterCommand({ Name, Value: Parameter.Value, Type: 'String', Overwrite: true }),
  );
}

const clientOptions = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
