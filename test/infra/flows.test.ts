import { join } from 'node:path';
import {
  compare,
  end,
  invoke,
  loop,
  moveToQueue,
  say,
  setFlowAttributes,
  setHook,
  setPriority,
  setQueue,
  talkToBot,
  transferToFlow,
  transferToQueue,
  wait,
} from '../../infra/flows/actions.ts';
import { flowContent, together } from '../../infra/flows/flow.ts';
import type { Action, Flow } from '../../infra/flows/flow.ts';
import { clientFlows } from '../../infra/flows/flows.ts';
import { lintFlow } from '../../infra/flows/lint.ts';
import { flowLinesIn } from '../../infra/flows/flowLines.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import { FIXTURES } from './clients.ts';

const KNOWN = [
  'LexAliasArn',
  'RouteContactArn',
  'DefaultQueueArn',
  'CustomerQueueFlowArn',
  'AgentWhisperFlowArn',
  'ConversationFlowArn',
];
const { config } = readClient(join(FIXTURES, 'fixture'));
const flows = clientFlows(config);
const named = (name: string) => flows.find(flow => flow.name === name)!;

/** A flow that begins with the action under test, whose branches all lead to the end. */
const flowOf = (action: Action, overrides: Partial<Flow> = {}): Flow => ({
  name: 'small',
  type: 'CONTACT_FLOW',
  description: '',
  start: 'first',
  actions: together({ first: action, end: end('DisconnectParticipant') }),
  ...overrides,
});
const bot = talkToBot({
  sessionAttributes: { channel: '$.Channel' },
  timeoutSeconds: 300,
  done: 'end',
  silent: 'end',
  failed: 'end',
});
const change = (action: Action, parameters: Record<string, unknown>): Action => ({
  ...action,
  Parameters: { ...action.Parameters, ...parameters },
});
const without = (action: Action, error: string): Action => ({
  ...action,
  Transitions: {
    ...action.Transitions,
    Errors: action.Transitions.Errors!.filter(({ ErrorType }) => ErrorType !== error),
  },
});
const withError = (action: Action, ErrorType: string): Action => ({
  ...action,
  Transitions: {
    ...action.Transitions,
    Errors: [...(action.Transitions.Errors ?? []), { NextAction: 'end', ErrorType }],
  },
});

describe('the linter', () => {
  test.each<[string, Action]>([
    ['say', say('Hello', 'end')],
    ['compare', compare('$.External.next', { queue: 'end' }, 'end')],
    ['talkToBot', bot],
    ['invoke', invoke('${RouteContactArn}', { step: 'queue' }, 'end', 'end')],
    ['setHook', setHook('AgentWhisper', '${AgentWhisperFlowArn}', 'end')],
    ['setPriority', setPriority(1, 'end')],
    ['setQueue', setQueue('$.External.queue', 'end', 'end')],
    ['transferToQueue', transferToQueue('end', 'end')],
    ['loop', loop(9, 'end', 'end')],
    ['wait', wait(60, 'end', 'end', 'end')],
    ['setFlowAttributes', setFlowAttributes({ hello: 'Hello' }, 'end')],
    ['transferToFlow', transferToFlow('${ConversationFlowArn}', 'end')],
  ])('takes %s', (_name, action) => {
    expect(lintFlow(flowOf(action), KNOWN)).toEqual([]);
  });

  test.each<[string, Flow, RegExp]>([
    [
      'an unknown start',
      flowOf(say('Hello', 'end'), { start: 'begin' }),
      /"begin": is where the flow starts, but is not there/,
    ],
    [
      'an identifier twice',
      flowOf(bot, {
        actions: [
          ['first', say('a', 'end')],
          ['first', say('b', 'end')],
          ['end', end('DisconnectParticipant')],
        ],
      }),
      /is there twice/,
    ],
    [
      'a long identifier',
      flowOf(bot, {
        start: 'x'.repeat(51),
        actions: together({ ['x'.repeat(51)]: end('DisconnectParticipant') }),
      }),
      /is no identifier/,
    ],
    [
      'a character that identifiers have not',
      flowOf(bot, { start: 'a(b', actions: together({ 'a(b': end('DisconnectParticipant') }) }),
      /is no identifier/,
    ],
    ['a missing target', flowOf(say('Hello', 'nowhere')), /goes on to "nowhere", which is not there/],
    ['what is never reached', flowOf(say('Hello', 'first')), /"end": is never reached/],
    [
      'an action without NextAction',
      flowOf({ ...bot, Transitions: { ...bot.Transitions, NextAction: undefined } }),
      /has no NextAction/,
    ],
    [
      'an end with transitions',
      flowOf({ ...end('DisconnectParticipant'), Transitions: { NextAction: 'end' } }),
      /expected neither parameters nor transitions/,
    ],
    ['an unknown type', flowOf({ ...bot, Type: 'Guess' }), /is of type Guess, which has no rule/],
    [
      'an action in the wrong flow',
      flowOf(transferToQueue('end', 'end'), { type: 'CUSTOMER_QUEUE' }),
      /TransferContactToQueue can't be in a flow of type CUSTOMER_QUEUE/,
    ],
    [
      'a move from queue to queue where there is none yet',
      flowOf(moveToQueue({ QueueId: '$.External.queue' }, 'end', 'end')),
      /DequeueContactAndTransferToQueue can't be in a flow of type CONTACT_FLOW/,
    ],
    [
      'a move to a queue and an agent',
      flowOf(
        change(moveToQueue({ AgentId: '$.External.agent' }, 'end', 'end'), { QueueId: '$.External.queue' }),
        {
          type: 'CUSTOMER_QUEUE',
        },
      ),
      /needs just one of QueueId, AgentId/,
    ],
    ['a loop of too many rounds', flowOf(loop(101, 'end', 'end')), /LoopCount is 101; expected 0 to 100/],
    [
      'a priority outside inbound flows',
      flowOf(setPriority(1, 'end'), { type: 'CUSTOMER_QUEUE' }),
      /can't be in a flow of type/,
    ],
    [
      'a missing error branch',
      flowOf(without(transferToQueue('end', 'end'), 'QueueAtCapacity')),
      /no branch for the error QueueAtCapacity/,
    ],
    [
      'an error branch too many',
      flowOf(withError(setPriority(1, 'end'), 'NoMatchingError')),
      /has a branch for the error NoMatchingError, which it doesn't know/,
    ],
    [
      'an error branch twice',
      flowOf(withError(say('Hello', 'end'), 'NoMatchingError')),
      /two branches for the error NoMatchingError/,
    ],
    [
      'a bot without a branch for silence',
      flowOf(without(bot, 'InputTimeLimitExceeded')),
      /no branch for the error InputTimeLimitExceeded/,
    ],
    [
      'a missing condition',
      flowOf({ ...wait(60, 'end', 'end', 'end'), Transitions: wait(60, 'end', 'end').Transitions }),
      /has no branch for CustomerReturned/,
    ],
    [
      'a condition that never happens',
      flowOf({ ...wait(60, 'end', 'end'), Transitions: wait(60, 'end', 'end', 'end').Transitions }),
      /has a branch for CustomerReturned, which never happens/,
    ],
    ['a comparison with nothing', flowOf(compare('$.External.next', {}, 'end')), /compares with nothing/],
    [
      'an unknown operator',
      flowOf({
        ...compare('$.Channel', { CHAT: 'end' }, 'end'),
        Transitions: {
          NextAction: 'end',
          Conditions: [{ NextAction: 'end', Condition: { Operator: 'Is', Operands: ['x'] } }],
        },
      }),
      /compares by Is, which is no operator/,
    ],
    ['a missing parameter', flowOf({ ...bot, Parameters: {} }), /has no LexV2Bot/],
    [
      'an unknown parameter',
      flowOf(change(say('Hello', 'end'), { Volume: 'loud' })),
      /Volume is not known for this type/,
    ],
    [
      'two of what must be one',
      flowOf(change(say('Hello', 'end'), { SSML: '<speak>Hello</speak>' })),
      /needs just one of Text, SSML, PromptId/,
    ],
    [
      'a number instead of text',
      flowOf(change(wait(60, 'end', 'end'), { TimeLimitSeconds: 60 })),
      /TimeLimitSeconds is number; expected text/,
    ],
    [
      'a number out of range',
      flowOf(change(bot, { LexTimeoutSeconds: { Text: '30' } })),
      /has Text, which is 30; expected 60 to 604800/,
    ],
    [
      'a flow that waits too long for a function',
      flowOf(
        change(invoke('${RouteContactArn}', { a: 'b' }, 'end', 'end'), { InvocationTimeLimitSeconds: '9' }),
      ),
      /is 9; expected 1 to 8/,
    ],
    [
      'a reference where none may be',
      flowOf(change(setPriority(1, 'end'), { QueuePriority: '$.External.priority' })),
      /the service takes no reference here/,
    ],
    [
      'half a reference',
      flowOf(setQueue('queue-$.External.queue', 'end', 'end')),
      /expected a fixed value or one whole reference/,
    ],
    [
      'a comparison of a constant',
      flowOf(compare('queue', { queue: 'end' }, 'end')),
      /expected one reference/,
    ],
    [
      'two hooks in one action',
      flowOf(
        change(setHook('AgentWhisper', 'a', 'end'), {
          EventHooks: { AgentWhisper: 'a', CustomerQueue: 'b' },
        }),
      ),
      /EventHooks has 2 entries; expected 1/,
    ],
    [
      'a text that is too long',
      flowOf(say('x'.repeat(3001), 'end')),
      /has 3001 characters; 3000 are allowed/,
    ],
    ['an empty text', flowOf(change(say('x', 'end'), { Text: '' })), /Text is empty/],
    [
      'a placeholder without value',
      flowOf(setQueue('${OtherArn}', 'end', 'end')),
      /uses \$\{OtherArn\}, which has no value/,
    ],
    [
      'too many actions',
      flowOf(bot, {
        actions: [
          ...Array.from({ length: 250 }, (_, n): [string, Action] => [
            n ? `a${n}` : 'first',
            say('x', `a${n + 1}`),
          ]),
          ['a250', end('DisconnectParticipant')],
        ],
      }),
      /has 251 actions; 250 are allowed/,
    ],
    [
      'a flow that is too long',
      flowOf(bot, {
        actions: [
          ...Array.from({ length: 120 }, (_, n): [string, Action] => [
            n ? `a${n}` : 'first',
            say('x'.repeat(2500), `a${n + 1}`),
          ]),
          ['a120', end('DisconnectParticipant')],
        ],
      }),
      /characters; 256000 are allowed/,
    ],
  ])('refuses %s', (_what, flow, expected) => {
    expect(lintFlow(flow, KNOWN).join('\n')).toMatch(expected);
  });
});

describe("a client's flows", () => {
  test.each(flows.map(flow => [flow.name, flow]))('%s is what the service takes', (_name, flow) => {
    expect(lintFlow(flow, KNOWN)).toEqual([]);
    const content = JSON.parse(flowContent(flow));
    expect(content).toMatchObject({ Version: '2019-10-30', StartAction: flow.start });
    expect(content.Actions).toHaveLength(flow.actions.length);
  });

  test('greets a new customer and one who is back, each by the words of the brand', () => {
    const greeting = (identifier: string) =>
      (new Map(named('main').actions).get(identifier)!.Parameters['Attributes'] as { greeting: string })
        .greeting;
    expect(greeting('greet-first')).toBe(config.brand.greeting);
    expect(greeting('greet-again')).toBe(config.brand.returning);
  });

  test('the conversation does all that route-contact can answer, and what it does not know is a matter for people', () => {
    const { Transitions } = new Map(named('conversation').actions).get('next')!;
    const operands = Transitions.Conditions!.flatMap(({ Condition }) => Condition.Operands);
    // Questions by key are for calls: this client has no phone.
    expect(operands.sort()).toEqual(['again', 'ai', 'end', 'wait']);
    expect(Transitions.NextAction).toBe('note-story');
  });

  test('a task that finds its queue full is not lost: it tries again', () => {
    const actions = new Map(named('conversation').actions);
    const again = actions
      .get('next')!
      .Transitions.Conditions!.find(({ Condition }) => Condition.Operands[0] === 'again')!.NextAction;
    expect(actions.get(again)).toMatchObject({ Type: 'Wait', Transitions: { NextAction: 'ask-queue' } });
  });

  test('whatever fails, the contact goes to a person or hears the truth', () => {
    for (const [identifier, { Type, Transitions }] of named('conversation').actions)
      if (Type === 'InvokeLambdaFunction' || Type === 'ConnectParticipantWithLexBot') {
        const target = Transitions.Errors!.find(
          ({ ErrorType }) => ErrorType === 'NoMatchingError',
        )!.NextAction;
        expect(['broke-off', 'queue-default', 'unqueued', 'disconnect']).toContain(target);
        // Ending without a word is for those only who are gone or have been told.
        if (target === 'disconnect') expect(['ask-closed', 'ask-silent', 'ask-rated']).toContain(identifier);
      }
  });

  test('asks once whether the customer is still there, each time after the time that the client states', () => {
    const actions = new Map(named('conversation').actions);
    const silent = (identifier: string) =>
      actions
        .get(identifier)!
        .Transitions.Errors!.find(({ ErrorType }) => ErrorType === 'InputTimeLimitExceeded')!.NextAction;
    expect(silent('talk')).toBe('talk-again');
    expect(actions.get('talk-again')!.Parameters['Text']).toBe(flowLinesIn('en').stillThere);
    expect(silent('talk-again')).toBe('ask-silent');
    expect(actions.get('talk')!.Parameters['LexTimeoutSeconds']).toEqual({
      Text: String(config.silence.askAfterSeconds),
    });
  });

  test('with several languages each sentence is a reference, set in the language of the contact', () => {
    const both = { ...config, languages: ['en', 'de'] };
    const actions = new Map(clientFlows(both).find(({ name }) => name === 'customer-queue')!.actions);
    expect(actions.get('waiting')!.Parameters['Text']).toBe('$.FlowAttributes.waiting');
    const { Transitions } = actions.get('words')!;
    expect(Transitions.Conditions!.map(({ NextAction }) => NextAction)).toEqual(['words-de']);
    expect(Transitions.NextAction).toBe('words-en');
    expect(actions.get('words-de')!.Parameters['FlowAttributes']).toMatchObject({
      waiting: { Value: flowLinesIn('de').waiting },
    });
  });
});
