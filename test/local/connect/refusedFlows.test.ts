import { action, deployCenter, deployFlow, end, flow, go, say, stop } from './center.ts';
import type { CenterIds } from './center.ts';
import { FUNCTION, openCloud } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

let world: TestCloud;
let ids: CenterIds;
beforeAll(async () => {
  world = openCloud();
  ids = await deployCenter(world);
});
afterAll(() => world.kill());

const OK = 'an action';
const REFUSED: [string, () => string | any[], RegExp, string?][] = [
  ['no JSON', () => '{', /no JSON/],
  ['unknown action', () => [action('a', 'DoMagic', {}, go('end')), end()], /no such action type/],
  [
    'missing target',
    () => [
      action('a', 'UpdateFlowLoggingBehavior', { FlowLoggingBehavior: 'Enabled' }, go('nowhere')),
      end(),
    ],
    /leads to "nowhere"/,
  ],
  [
    'missing NextAction',
    () => [action('a', 'UpdateFlowLoggingBehavior', { FlowLoggingBehavior: 'Enabled' }), end()],
    /needs Transitions.NextAction/,
  ],
  [
    'unknown parameter',
    () => [
      action('a', 'Loop', { Rounds: '2' }, go('end', {}, { ContinueLooping: 'end', DoneLooping: 'end' })),
      end(),
    ],
    /no parameter "Rounds"/,
  ],
  [
    'number for a text',
    () => [
      action('a', 'Loop', { LoopCount: 2 }, go('end', {}, { ContinueLooping: 'end', DoneLooping: 'end' })),
      end(),
    ],
    /must be written as a text/,
  ],
  [
    'missing error branch',
    () => [action('a', 'TransferContactToQueue', {}, go('end', { NoMatchingError: 'end' })), end()],
    /needs an error branch "QueueAtCapacity"/,
  ],
  [
    'unsupported error branch',
    () => [action('a', 'UpdateContactRecordingBehavior', {}, go('end', { NoMatchingError: 'end' })), end()],
    /may have no error branch/,
  ],
  [
    'missing condition',
    () => [action('a', 'Loop', { LoopCount: '2' }, go('end', {}, { DoneLooping: 'end' })), end()],
    /needs a condition for "ContinueLooping"/,
  ],
  [
    'terminal with transitions',
    () => [action('a', 'DisconnectParticipant', {}, go('a'))],
    /may have no transitions/,
  ],
  [
    'queue transfer in a queue flow',
    () => [
      action(
        'a',
        'TransferContactToQueue',
        {},
        go('end', { QueueAtCapacity: 'end', NoMatchingError: 'end' }),
      ),
      end(),
    ],
    /may not stand in a flow of type CUSTOMER_QUEUE/,
    'CUSTOMER_QUEUE',
  ],
  [
    'function not associated',
    () => [
      action(
        'a',
        'InvokeLambdaFunction',
        { LambdaFunctionARN: `${FUNCTION}stranger` },
        go('end', { NoMatchingError: 'end' }),
      ),
      end(),
    ],
    /not associated/,
  ],
  [
    'bot not associated',
    () => [
      action(
        'a',
        'ConnectParticipantWithLexBot',
        { LexV2Bot: { AliasArn: 'arn:aws:lex:us-east-1:000000000000:bot-alias/A/B' } },
        go('end', { NoMatchingCondition: 'end', NoMatchingError: 'end' }),
      ),
      end(),
    ],
    /not associated/,
  ],
  [
    'function limit',
    () => [
      action(
        'a',
        'InvokeLambdaFunction',
        { LambdaFunctionARN: `${FUNCTION}route`, InvocationTimeLimitSeconds: '9' },
        go('end', { NoMatchingError: 'end' }),
      ),
      end(),
    ],
    /"1" to "8"/,
  ],
  [
    'unknown queue',
    () => [
      action('a', 'UpdateContactTargetQueue', { QueueId: 'arn:x' }, go('end', { NoMatchingError: 'end' })),
      end(),
    ],
    /no queue arn:x/,
  ],
  ['two of one name', () => [end('a'), end('a')], /same Identifier/],
  ['identifier with a slash', () => [end('a/b')], /must not contain/],
  ['unknown flow type', () => [end()], /no flow type/, 'SOMETHING'],
];
test.each(REFUSED)(`a flow is refused: %s`, async (_name, content, message, type = 'CONTACT_FLOW') => {
  const made = content();
  const deployed = deployFlow(world, ids, OK, typeof made === 'string' ? made : flow(...made), type);
  await expect(deployed).rejects.toMatchObject({
    name: 'InvalidContactFlowException',
    message: expect.stringMatching(message),
  });
});

test('an embedded stop ends the sentence and whisper flows end without a hang-up', async () => {
  await deployFlow(world, ids, 'whisperOk', flow(say('w', 'ok', 'stop'), stop()), 'AGENT_WHISPER');
  await expect(deployFlow(world, ids, 'whisperBad', flow(end()), 'AGENT_WHISPER')).rejects.toMatchObject({
    name: 'InvalidContactFlowException',
  });
});
