import { callTests } from '../../infra/flows/callTests.ts';
import type { Action } from '../../infra/flows/flow.ts';
import { clientFlows } from '../../infra/flows/flows.ts';
import { testContent } from '../../infra/contact-center/testCases.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import { join } from 'node:path';
import { ROOT, makeClients } from './clients.ts';
import { buildStacks, templates } from './stacks.ts';
import { ofType } from './templateJson.ts';

const VOICE = `
voice:
  number: { country: AT }
  greeting: { en: 'Hello, this is the assistant. What can I do for you?', de: 'Guten Tag, was kann ich für Sie tun?' }
  languages:
    - { locale: en_US, voice: Ruth, offer: 'For English, press 1.' }
    - { locale: de_DE, voice: Vicki, offer: 'Für Deutsch drücken Sie die 2.' }
  recording:
    notice: { en: Calls are recorded., de: Gespräche werden aufgezeichnet. }
    countries:
      - { prefix: '+49', notice: { en: 'Press 1 to be recorded.', de: 'Drücken Sie die 1.' }, consent: true }
    contactLens: true
  callback: { country: AT }
  callBackDropped: cut-off
`;
const clients = makeClients({ name: 'caller', change: yaml => yaml + VOICE }, { name: 'writer' });
const [caller, writer] = buildStacks(clients, ['caller', 'writer']);
const { contactCenter } = templates(caller!);
const without = templates(writer!);

/** What callers are told of a recording, itself or by the reference to it. */
const NOTICES = /FlowAttributes\.notice|aufgezeichnet|recorded|record a call/;

describe('a client with a telephone', () => {
  test('claims a number, keeps it, and links it to the main flow', () => {
    expect(ofType(contactCenter, 'AWS::Connect::PhoneNumber')).toMatchObject([
      { DeletionPolicy: 'Retain', properties: { CountryCode: 'AT', Type: 'DID' } },
    ]);
    for (const { properties } of ofType(contactCenter, 'AWS::Connect::Queue'))
      expect(properties.OutboundCallerConfig).toMatchObject({ OutboundCallerIdName: 'Fixture Outfitters' });
    // With a phone nothing else rings among chats, or calls would.
    const [profile] = ofType(contactCenter, 'AWS::Connect::RoutingProfile');
    expect(profile!.properties.MediaConcurrencies).toContainEqual({
      Channel: 'CHAT',
      Concurrency: 5,
      CrossChannelBehavior: { BehaviorType: 'ROUTE_CURRENT_CHANNEL_ONLY' },
    });
    const [link] = ofType(contactCenter, 'Custom::PhoneNumberFlow');
    expect(Object.keys(link!.properties).sort()).toEqual([
      'ContactFlowId',
      'InstanceId',
      'PhoneNumberId',
      'ServiceToken',
    ]);
    const names = ofType(contactCenter, 'AWS::Lambda::Function').map(
      ({ properties }) => properties.Environment.Variables.POWERTOOLS_SERVICE_NAME,
    );
    expect(names).toEqual(['link-phone-number']);
  });

  test('the instance dials out only where somebody is called back', () => {
    const attributes = (template: typeof contactCenter) =>
      ofType(template, 'AWS::Connect::Instance')[0]!.properties.Attributes;
    expect(attributes(contactCenter)).toMatchObject({ InboundCalls: true, OutboundCalls: true });
    expect(attributes(without.contactCenter)).toMatchObject({ OutboundCalls: false });
  });

  test('recordings are encrypted by the client key and forgotten with the rest', () => {
    const recordings = ofType(contactCenter, 'AWS::Connect::InstanceStorageConfig').find(
      ({ properties }) => properties.ResourceType === 'CALL_RECORDINGS',
    );
    expect(recordings!.properties.S3Config).toMatchObject({
      BucketPrefix: 'recordings',
      EncryptionConfig: { EncryptionType: 'KMS' },
    });
    const [bucket] = ofType(templates(caller!).support, 'AWS::S3::Bucket');
    expect(bucket!.properties.LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ Prefix: 'recordings/', ExpirationInDays: 400 }),
    );
  });

  test('the bot speaks both languages and fills its thinking with words', () => {
    const [bot] = ofType(contactCenter, 'AWS::Lex::Bot');
    const locales = bot!.properties.BotLocales;
    expect(locales.map(({ LocaleId, VoiceSettings }: any) => [LocaleId, VoiceSettings.VoiceId])).toEqual([
      ['en_US', 'Ruth'],
      ['de_DE', 'Vicki'],
    ]);
    for (const { Intents } of locales)
      for (const { FulfillmentCodeHook } of Intents)
        expect(FulfillmentCodeHook.FulfillmentUpdatesSpecification).toMatchObject({
          Active: true,
          StartResponse: { DelayInSeconds: 2 },
          UpdateResponse: { FrequencyInSeconds: 20 },
        });
  });

  test('whichever language the caller chose, the contact, the voice and every sentence speak it', () => {
    const { config } = readClient(join(clients, 'caller'));
    const main = new Map(clientFlows(config).find(({ name }) => name === 'main')!.actions);
    const after = (identifier: string) => main.get(identifier)!.Transitions.NextAction!;
    const chosen = ['language-2'];
    while (after(chosen.at(-1)!) !== 'notice') chosen.push(after(chosen.at(-1)!));
    expect(chosen).toEqual(['language-2', 'voice-2', 'speaks-2', 'words-2']);
    expect(main.get('language-2')!.Parameters).toEqual({ LanguageCode: 'de-DE' });
    expect(main.get('voice-2')!.Parameters).toMatchObject({ TextToSpeechVoice: 'Vicki' });
    expect(main.get('words-2')!.Parameters['FlowAttributes']).toMatchObject({
      greeting: { Value: 'Guten Tag, was kann ich für Sie tun?' },
      notice: { Value: 'Gespräche werden aufgezeichnet.' },
      notice1: { Value: 'Drücken Sie die 1.' },
    });
    expect(main.get('notice-1')!.Parameters['Text']).toBe('$.FlowAttributes.notice1');
    // Contact Lens writes down what is spoken.
    expect(main.get('record')!.Parameters).toEqual({ ComparisonValue: '$.LanguageCode' });
    expect(main.get('record-de_DE')!.Parameters['AnalyticsBehavior']).toMatchObject({
      AnalyticsLanguage: 'de-DE',
    });
  });

  test.each([
    ['caller', clients],
    ['demo', join(ROOT, 'clients')],
  ])(
    'nothing of %s is recorded before its notice has been heard, in no flow and on no way',
    (client, where) => {
      const { config } = readClient(join(where, client));
      const records = ({ Type }: Action) => Type === 'UpdateContactRecordingBehavior';
      const flows = clientFlows(config);
      for (const { name, actions } of flows)
        expect([name, actions.some(([, action]) => records(action))]).toEqual([name, name === 'main']);
      const { start, actions } = flows.find(({ name }) => name === 'main')!;
      const main = new Map(actions);
      const isNotice = ({ Type, Parameters }: Action) =>
        ['MessageParticipant', 'GetParticipantInput'].includes(Type) &&
        NOTICES.test(JSON.stringify(Parameters));
      expect([...main.values()].filter(isNotice).length).toBeGreaterThan(1);
      // Who has not heard a notice, or was asked and did not press the key, takes one of these ways.
      const reached = new Set<string>();
      const todo = [start];
      for (let at = todo.pop(); at; at = todo.pop()) {
        if (reached.has(at)) continue;
        reached.add(at);
        const action = main.get(at)!;
        const { NextAction, Conditions = [], Errors = [] } = action.Transitions;
        const asks = action.Type === 'GetParticipantInput';
        if (!isNotice(action)) todo.push(...Conditions.map(each => each.NextAction));
        if (NextAction && (!isNotice(action) || asks)) todo.push(NextAction);
        todo.push(...Errors.map(each => each.NextAction));
      }
      expect([...reached].filter(id => records(main.get(id)!))).toEqual([]);
      expect(reached).toContain('greet');
    },
  );

  test('Connect can play the main paths itself', () => {
    const cases = ofType(contactCenter, 'AWS::Connect::TestCase');
    expect(cases.map(({ properties }) => properties.Name)).toEqual([
      'caller goodbye',
      'caller repeat',
      'caller silence',
      'caller wrong-key',
    ]);
    for (const { properties } of cases) {
      const { Observations } = JSON.parse(properties.Content);
      const ids: string[] = Observations.map(({ Identifier }: any) => Identifier);
      for (const { Transitions } of Observations)
        for (const next of Transitions.NextObservations) expect(ids).toContain(next);
      expect(Observations.at(-1).Actions).toMatchObject([{ Type: 'TestControl' }]);
      expect(properties.EntryPoint.VoiceCallEntryPointParameters.FlowId).toBeDefined();
    }
  });

  test('every call test hears what the flow or the bot really says', () => {
    const { config } = readClient(join(clients, 'caller'));
    for (const test of callTests(config))
      for (const { hears } of test.steps) expect(testContent(test)).toContain(hears);
  });
});

test('several languages on the phone are refused where a sentence is missing in one', () => {
  const broken = makeClients({
    name: 'half',
    change: yaml => yaml + VOICE.replace(', de: Gespräche werden aufgezeichnet.', ''),
  });
  expect(() => readClient(join(broken, 'half'))).toThrow(
    /client\.yaml:\d+: .*with several languages, greeting, notices and menu in each/,
  );
});

test('a client without one has nothing of it', () => {
  for (const type of ['AWS::Connect::PhoneNumber', 'Custom::PhoneNumberFlow', 'AWS::Connect::TestCase'])
    expect(ofType(without.contactCenter, type)).toEqual([]);
  const flows = ofType(without.contactCenter, 'AWS::Connect::ContactFlow');
  expect(JSON.stringify(flows)).not.toMatch(/GetParticipantInput|TextToSpeech|CreateCallbackContact/);
});
