import { FUNCTION } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

/** Parts of flows: actions written short. */
export const action = (Identifier: string, Type: string, Parameters: any = {}, Transitions: any = {}) => ({
  Identifier,
  Type,
  Parameters,
  Transitions,
});
/** Transitions: next action, error branches (type → action), conditions (operand → action). */
export const go = (
  NextAction: string,
  errors: Record<string, string> = {},
  conditions: Record<string, string> = {},
  operator = 'Equals',
) => ({
  NextAction,
  Errors: Object.entries(errors).map(([ErrorType, target]) => ({ ErrorType, NextAction: target })),
  Conditions: Object.entries(conditions).map(([operand, target]) => ({
    NextAction: target,
    Condition: { Operator: operator, Operands: [operand] },
  })),
});
export const say = (id: string, Text: string, next: string) =>
  action(id, 'MessageParticipant', { Text }, go(next, { NoMatchingError: next }));
export const end = (id = 'end') => action(id, 'DisconnectParticipant');
export const stop = (id = 'stop') => action(id, 'EndFlowExecution');
export const flow = (...actions: any[]) =>
  JSON.stringify({
    Version: '2019-10-30',
    StartAction: actions[0].Identifier,
    Metadata: {},
    Actions: actions,
  });

export interface CenterIds {
  instanceArn: string;
  instanceId: string;
  hours: string;
  queue: string;
  urgent: string;
  profile: string;
  alias: string;
}

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];

/** An instance with hours, two queues, a routing profile, a catch-all bot and one associated function `route`. */
export async function deployCenter(
  test: TestCloud,
  { instance = {}, resume = true }: any = {},
): Promise<CenterIds> {
  const { ref: InstanceArn, Id } = await test.deploy('Instance', 'AWS::Connect::Instance', {
    IdentityManagementType: 'CONNECT_MANAGED',
    Attributes: { InboundCalls: true, OutboundCalls: false, ...instance },
  });
  const hours = await test.deploy('Hours', 'AWS::Connect::HoursOfOperation', {
    InstanceArn,
    Name: 'office',
    TimeZone: 'Europe/Vienna',
    Config: WEEKDAYS.map(Day => ({
      Day,
      StartTime: { Hours: 9, Minutes: 0 },
      EndTime: { Hours: 17, Minutes: 0 },
    })),
  });
  const queue = (logicalId: string, Name: string, more: any = {}) =>
    test.deploy(logicalId, 'AWS::Connect::Queue', {
      InstanceArn,
      Name,
      HoursOfOperationArn: hours.ref,
      ...more,
    });
  const general = await queue('Queue', 'general');
  const urgent = await queue('Urgent', 'urgent', { MaxContacts: 1 });
  const profile = await test.deploy('Profile', 'AWS::Connect::RoutingProfile', {
    InstanceArn,
    Name: 'support',
    MediaConcurrencies: [
      { Channel: 'CHAT', Concurrency: 2 },
      { Channel: 'TASK', Concurrency: 1 },
    ],
    QueueConfigs: [general, urgent].flatMap(({ ref }) =>
      ['CHAT', 'TASK'].map(Channel => ({
        Priority: 1,
        Delay: 0,
        QueueReference: { Channel, QueueArn: ref },
      })),
    ),
  });
  const bot = await test.deploy('Bot', 'AWS::Lex::Bot', {
    Name: 'catch-all',
    IdleSessionTTLInSeconds: 3600,
    BotLocales: [
      {
        LocaleId: 'en_US',
        Intents: [
          {
            Name: 'CatchAll',
            SampleUtterances: [{ Utterance: 'hello bot' }],
            FulfillmentCodeHook: { Enabled: true },
            DialogCodeHook: { Enabled: true },
          },
          {
            Name: 'FallbackIntent',
            ParentIntentSignature: 'AMAZON.FallbackIntent',
            FulfillmentCodeHook: { Enabled: true },
          },
        ],
      },
    ],
  });
  const version = await test.deploy('BotVersion', 'AWS::Lex::BotVersion', {
    BotId: bot.ref,
    BotVersionLocaleSpecification: [{ LocaleId: 'en_US' }],
  });
  const alias = await test.deploy('BotAlias', 'AWS::Lex::BotAlias', {
    BotId: bot.ref,
    BotVersion: version.BotVersion,
    BotAliasName: 'live',
    BotAliasLocaleSettings: [
      {
        LocaleId: 'en_US',
        BotAliasLocaleSetting: {
          Enabled: true,
          CodeHookSpecification: {
            LambdaCodeHook: { LambdaArn: `${FUNCTION}take-turn`, CodeHookInterfaceVersion: '1.0' },
          },
        },
      },
    ],
  });
  for (const [logicalId, IntegrationType, IntegrationArn] of [
    ['BotLink', 'LEX_BOT', alias.Arn],
    ['RouteLink', 'LAMBDA_FUNCTION', `${FUNCTION}route`],
  ]) {
    await test.deploy(logicalId!, 'AWS::Connect::IntegrationAssociation', {
      InstanceId: InstanceArn,
      IntegrationType,
      IntegrationArn,
    });
  }
  if (resume) test.resume();
  return {
    instanceArn: InstanceArn,
    instanceId: Id!,
    hours: hours.ref,
    queue: general.ref,
    urgent: urgent.ref,
    profile: profile.ref,
    alias: alias.Arn!,
  };
}

export const deployFlow = (
  test: TestCloud,
  ids: CenterIds,
  Name: string,
  Content: string,
  Type = 'CONTACT_FLOW',
) =>
  test.deploy(`Flow${Name}`, 'AWS::Connect::ContactFlow', {
    InstanceArn: ids.instanceArn,
    Name,
    Type,
    Content,
  });

/** What take-turn answers: stay in the conversation. */
export const stay = (content: string, sessionAttributes: Record<string, string> = {}) => ({
  sessionState: {
    sessionAttributes: { outcome: 'continue', ...sessionAttributes },
    dialogAction: { type: 'ElicitIntent' },
  },
  messages: [{ contentType: 'PlainText', content }],
});
/** What take-turn answers: leave the bot. */
export const leaveBot = (event: any, outcome: string, content?: string) => ({
  sessionState: {
    sessionAttributes: { ...event.sessionState.sessionAttributes, outcome },
    dialogAction: { type: 'Close' },
    intent: { name: event.sessionState.intent.name, state: 'Fulfilled' },
  },
  messages: content ? [{ contentType: 'PlainText', content }] : [],
});

export interface Chat {
  contactId: string;
  participantId: string;
  participantToken: string;
  connectionToken: string;
  send(text: string, more?: any): Promise<any>;
  /** Texts of the chat so far, `ROLE: text`; events as `ROLE joined`. */
  lines(): string[];
}

/** Starts a chat and connects its customer. */
export async function startChat(
  test: TestCloud,
  ids: CenterIds,
  flowArn: string,
  more: any = {},
): Promise<Chat> {
  const { ContactId, ParticipantId, ParticipantToken } = await test.api('StartChatContact', {
    InstanceId: ids.instanceId,
    ContactFlowId: flowArn,
    ParticipantDetails: { DisplayName: 'Mia' },
    ...more,
  });
  await test.idle();
  // A short flow is over before its customer comes: then there is nothing to connect to.
  const over = test.connect.contact(ContactId)!.state === 'ended';
  const connection = over
    ? undefined
    : await test.post('connection', ParticipantToken, {
        Type: ['CONNECTION_CREDENTIALS'],
        ConnectParticipant: true,
      });
  await test.idle();
  const connectionToken = connection?.ConnectionCredentials.ConnectionToken ?? '';
  return {
    contactId: ContactId,
    participantId: ParticipantId,
    participantToken: ParticipantToken,
    connectionToken,
    async send(text, body = {}) {
      const sent = await test.post('message', connectionToken, {
        ContentType: 'text/plain',
        Content: text,
        ...body,
      });
      await test.idle();
      return sent;
    },
    lines: () => linesOf(test, ContactId),
  };
}

export const linesOf = (test: TestCloud, contactId: string) =>
  test.connect
    .transcript(contactId)
    .map(item =>
      item.Type === 'MESSAGE'
        ? `${item.DisplayName === 'BOT' ? 'BOT' : item.ParticipantRole}: ${item.Content}`
        : `${item.ParticipantRole ?? ''} ${item.ContentType.replace(/.*\.event\.(participant\.)?/, '')}`.trim(),
    );
