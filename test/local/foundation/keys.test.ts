import { createDynamodb } from '../../../local/dynamodb/index.ts';
import { createStates } from '../../../local/states/index.ts';
import { bootApp, makeAssembly, makeFunction, makeMuteRole } from './makeApp.ts';

const as = (name: string) => ({ id: `arn:aws:iam::000000000000:role/app-${name}`, caller: name });
const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };
const allow = (Action: string | string[], Resource: unknown = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const by = (service: string) => ({
  StringEquals: { 'kms:ViaService': `${service}.us-east-1.amazonaws.com` },
});

describe('what is encrypted with a key of the templates', () => {
  const boot = () =>
    bootApp(
      makeAssembly({
        Key: { Type: 'AWS::KMS::Key', Properties: {} },
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
            AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
            SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY },
          },
        },
        Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 'x', KmsKeyId: KEY } },
        Open: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 'y' } },
        Reader: makeMuteRole(
          allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'secretsmanager:GetSecretValue']),
          allow('kms:Decrypt', KEY, by('dynamodb')),
        ),
        Writer: makeMuteRole(
          allow('dynamodb:PutItem'),
          allow(['kms:Decrypt', 'kms:GenerateDataKey'], KEY, by('dynamodb')),
        ),
      }),
      { services: [createDynamodb()] },
    );
  const get = { TableName: 'app-Table', Key: { pk: { S: 'a' } } };
  const put = { TableName: 'app-Table', Item: { pk: { S: 'a' } } };

  test('needs the key of whoever uses it, by way of the service', async () => {
    const { cloud, stop } = await boot();
    try {
      await expect(cloud.call(as('Reader'), 'dynamodb', 'GetItem', get)).resolves.toEqual({});
      await expect(cloud.call(as('Reader'), 'dynamodb', 'PutItem', put)).rejects.toThrow(
        'kms:GenerateDataKey',
      );
      await expect(cloud.call(as('Writer'), 'dynamodb', 'PutItem', put)).resolves.toEqual({});
      const secret = (SecretId: string) =>
        cloud.call(as('Reader'), 'secretsmanager', 'GetSecretValue', { SecretId });
      await expect(secret('app-Secret')).rejects.toThrow('kms:Decrypt');
      await expect(secret('app-Open')).resolves.toMatchObject({ SecretString: 'y' });
    } finally {
      await stop();
    }
  });
});

test('a function whose role may not log leaves no lines, and the operator is told', async () => {
  const { cloud, logs, lines, stop } = await bootApp(
    makeAssembly(
      { Role: makeMuteRole(), Work: makeFunction('work', { FunctionName: 'work' }) },
      { work: `export const handler = async () => { console.log('done'); return 1; };` },
    ),
  );
  try {
    const outcome = await cloud.invoke({
      principal: { id: 'operator' },
      functionArn: 'work',
      payload: {},
      type: 'request',
    });
    expect(outcome).toEqual({ status: 'ok', payload: 1 });
    await cloud.activity.idle();
    expect(logs.groups()).toEqual([]);
    expect(lines.join('\n')).toContain('function work may not logs:CreateLogStream, logs:PutLogEvents');
  } finally {
    await stop();
  }
});

test('a workflow that logs by a role that may not is not deployed', async () => {
  const machine = {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      DefinitionString: JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'Done',
        States: { Done: { Type: 'Succeed' } },
      }),
      LoggingConfiguration: { Level: 'ERROR' },
    },
  };
  await expect(
    bootApp(makeAssembly({ Role: makeMuteRole(), Machine: machine }), { services: [createStates()] }),
  ).rejects.toThrow(/Machine.*its role can't log or trace.*logs:CreateLogDelivery/s);
});
