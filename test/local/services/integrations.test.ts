import { AwsError, type Service } from '../../../local/core/contract.ts';
import { createDynamodb } from '../../../local/dynamodb/index.ts';
import { createEvents } from '../../../local/events/index.ts';
import { createSes } from '../../../local/ses/index.ts';
import { createSns } from '../../../local/sns/index.ts';
import { createStates } from '../../../local/states/index.ts';
import { testCloud, type TestCloud } from './testCloud.ts';

const services = (): Service[] => [
  createStates(),
  createEvents(),
  createSns(),
  createSes(),
  createDynamodb(),
];
const ROLE = 'arn:aws:iam::000000000000:role/machine';
let test_: TestCloud | undefined;
afterEach(() => test_?.stop());

async function run(Resource: string, Arguments: object, functions = {}) {
  const test = (test_ = testCloud(services(), functions));
  await test.deploy('AWS::SNS::Topic', { TopicName: 'topic' }, 'Topic');
  await test.deploy('AWS::SES::EmailIdentity', { EmailIdentity: 'shop.example' }, 'Identity');
  await test.deploy(
    'AWS::DynamoDB::Table',
    {
      TableName: 'cases',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    },
    'Table',
  );
  const machine = (name: string, state: object) =>
    test.deploy('AWS::StepFunctions::StateMachine', {
      StateMachineName: name,
      RoleArn: ROLE,
      DefinitionString: JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A: state } }),
    });
  await machine('inner', { Type: 'Pass', End: true });
  const { ref } = await machine('outer', {
    Type: 'Task',
    Resource: `arn:aws:states:::${Resource}`,
    Arguments,
    End: true,
  });
  const { executionArn } = await test.call('states', 'StartExecution', { stateMachineArn: ref });
  await test.cloud.activity.idle();
  const { output, error, cause } = await test.call('states', 'DescribeExecution', { executionArn });
  return { test, error, cause, output: output && JSON.parse(output) };
}

const mail = {
  FromEmailAddress: 'help@shop.example',
  Destination: { ToAddresses: ['a@b.example'] },
  Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
};
const inner = 'arn:aws:states:us-east-1:000000000000:stateMachine:inner';
const topic = 'arn:aws:sns:us-east-1:000000000000:topic';
const entry = { Source: 'shop', DetailType: 'T', Detail: { a: 1 } };

describe('task resources', () => {
  test.each<[string, object, object]>([
    ['sns:publish', { TopicArn: topic, Message: { a: 1 } }, { MessageId: expect.any(String) }],
    [
      'events:putEvents',
      { Entries: [entry] },
      { FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] },
    ],
    [
      'states:startExecution',
      { StateMachineArn: inner, Input: { a: 1 } },
      { ExecutionArn: expect.stringContaining(':inner:'), StartDate: 1772442000 },
    ],
    ['dynamodb:putItem', { TableName: 'cases', Item: { pk: { S: '1' } } }, {}],
    ['aws-sdk:dynamodb:getItem', { TableName: 'cases', Key: { pk: { S: '1' } } }, {}],
    ['aws-sdk:sesv2:sendEmail', mail, { MessageId: expect.any(String) }],
    [
      'aws-sdk:sfn:startExecution',
      { StateMachineArn: inner, Input: '{}' },
      { ExecutionArn: expect.any(String) },
    ],
  ])('%s', async (resource, args, output) => {
    const end = await run(resource, args);
    expect(end).toMatchObject({ error: undefined, output });
    const made = end.test.cloud.calls.filter(call => call.principal === ROLE);
    expect(made.map(({ caller, error }) => [caller, error])).toEqual([['Thing', undefined]]);
  });

  const condition = {
    TableName: 'cases',
    Item: { pk: { S: '1' } },
    ConditionExpression: 'attribute_exists(pk)',
  };
  test.each<[string, object, string]>([
    ['sns:publish', { TopicArn: `${topic}x`, Message: 'm' }, 'SNS.NotFound'],
    ['events:putEvents', { Entries: [{ ...entry, Source: 'aws.x' }] }, 'EventBridge.FailedEntry'],
    ['dynamodb:putItem', condition, 'DynamoDB.ConditionalCheckFailedException'],
    ['aws-sdk:dynamodb:putItem', condition, 'DynamoDb.ConditionalCheckFailedException'],
    [
      'aws-sdk:sesv2:sendEmail',
      { ...mail, FromEmailAddress: 'x@y.example' },
      'SesV2.MessageRejectedException',
    ],
    ['states:startExecution', { StateMachineArn: `${inner}x` }, 'StepFunctions.StateMachineDoesNotExist'],
  ])('%s fails by name', async (resource, args, error) => {
    expect(await run(resource, args)).toMatchObject({ error });
  });
});

describe('what Lambda refuses', () => {
  test.each([
    ['AccessDeniedException', 'Lambda.AWSLambdaException'],
    ['TooManyRequestsException', 'Lambda.TooManyRequestsException'],
    ['ResourceNotFoundException', 'Lambda.ResourceNotFoundException'],
  ])('%s is %s', async (name, error) => {
    const f = () => {
      throw new AwsError(name, 'no');
    };
    expect(await run('lambda:invoke', { FunctionName: 'f' }, { f })).toMatchObject({ error, cause: 'no' });
  });

  test('a function’s error without a name is Lambda.Unknown, with the payload as cause', async () => {
    const f = () => {
      throw Object.assign(new Error('odd'), { name: '' });
    };
    const end = await run('lambda:invoke', { FunctionName: 'f' }, { f });
    expect(end.error).toBe('Lambda.Unknown');
    expect(JSON.parse(end.cause)).toMatchObject({ errorMessage: 'odd' });
  });
});
