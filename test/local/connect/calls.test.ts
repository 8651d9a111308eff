import { spokenSsml } from '../../../local/connect/calls/ssml.ts';
import { deployCenter, end, flow, go, action } from './center.ts';
import { openCloud, type TestCloud } from './cloud.ts';

const CALLER = '+436641000001';

describe('SSML as a voice takes it', () => {
  test.each([
    ['<speak><s>Hello.</s><s>Yes.</s></speak>', 'Hello. Yes.'],
    ['<speak>A<break time="500ms"/> b &amp; c</speak>', 'A b & c'],
    ['<speak><say-as interpret-as="telephone">+43 12</say-as></speak>', '+ 4 3 1 2'],
    ['<speak><prosody rate="slow">slow</prosody></speak>', 'slow'],
  ])('%s', (ssml, text) => {
    expect(spokenSsml(ssml)?.text).toBe(text);
  });

  test.each([
    'plain',
    '<speak>open',
    '<speak><s>crossed</speak></s>',
    '<speak>a & b</speak>',
    '<speak>a < b</speak>',
    '<speak><emphasis>no generative voice knows it</emphasis></speak>',
    '<speak></speak>trailing',
  ])('refuses %s', ssml => {
    expect(spokenSsml(ssml)).toBeUndefined();
  });

  test('pauses and slow speech take their time', () => {
    const ms = (ssml: string) => spokenSsml(ssml)!.ms;
    expect(ms('<speak>abc<break time="2s"/></speak>')).toBe(ms('<speak>abc</speak>') + 2_000);
    expect(ms('<speak><prosody rate="slow">abcdef</prosody></speak>')).toBeGreaterThan(
      ms('<speak>abcdef</speak>'),
    );
  });
});

/** A centre whose number leads to a notice, the bot, and out. The bot says back what it hears. */
async function openLine(test: TestCloud = openCloud()) {
  const ids = await deployCenter(test, { resume: false });
  const main = await test.deploy('Main', 'AWS::Connect::ContactFlow', {
    InstanceArn: ids.instanceArn,
    Name: 'main',
    Type: 'CONTACT_FLOW',
    Content: flow(
      action(
        'notice',
        'MessageParticipant',
        { Text: 'This call is recorded.' },
        go('bot', { NoMatchingError: 'bot' }),
      ),
      action(
        'bot',
        'ConnectParticipantWithLexBot',
        {
          Text: 'What can I do for you today, dear caller?',
          LexV2Bot: { AliasArn: ids.alias },
          LexSessionAttributes: {
            contactId: '$.ContactId',
            'x-amz-lex:audio:start-timeout-ms:*:*': '4000',
            'x-amz-lex:dtmf:max-length:*:*': '40',
          },
        },
        go('end', { NoMatchingCondition: 'end', NoMatchingError: 'end', InputTimeLimitExceeded: 'end' }),
      ),
      end(),
    ),
  });
  const number = await test.deploy('Number', 'AWS::Connect::PhoneNumber', {
    TargetArn: ids.instanceArn,
    CountryCode: 'AT',
    Type: 'DID',
  });
  const heard: { mode: string; text: string }[] = [];
  test.functions['take-turn'] = ({ inputMode, inputTranscript, sessionState }) => {
    heard.push({ mode: inputMode, text: inputTranscript });
    const over = inputTranscript === 'bye';
    return {
      sessionState: {
        sessionAttributes: sessionState.sessionAttributes,
        dialogAction: { type: over ? 'Close' : 'ElicitIntent' },
        intent: { name: 'CatchAll', state: 'Fulfilled' },
      },
      messages: [
        { contentType: 'SSML', content: `<speak>I heard ${inputTranscript.length} letters.</speak>` },
      ],
    };
  };
  test.resume();
  await test.api('AssociatePhoneNumberContactFlow', {
    InstanceId: ids.instanceId,
    PhoneNumberId: number.ref,
    ContactFlowId: main.ref,
  });
  const { phone } = test.connect;
  return { test, phone, heard, call: () => phone.call({ from: CALLER }) };
}

const said = (line: Awaited<ReturnType<typeof openLine>>, id: string) =>
  line.phone.view(id).items.map(({ who, text }) => `${who}: ${text}`);

describe('a call', () => {
  test('notice, prompt, silence, an answer, and the end', async () => {
    const line = await openLine();
    const id = line.call();
    await line.test.idle();
    await line.test.advance(10);
    expect(line.heard).toEqual([{ mode: 'Speech', text: '' }]);
    line.phone.say(id, 'bye');
    await line.test.idle();
    await line.test.advance(10);
    expect(said(line, id)).toEqual([
      'system: This call is recorded.',
      'system: What can I do for you today, dear caller?',
      'bot: I heard 0 letters.',
      'customer: bye',
      'bot: I heard 3 letters.',
      'event: the call is over (CONTACT_FLOW_DISCONNECT)',
    ]);
    expect(line.test.events.map(({ eventType, channel }) => `${channel} ${eventType}`)).toContain(
      'VOICE DISCONNECTED',
    );
  });

  test('the notice can not be talked over, a prompt can', async () => {
    const line = await openLine();
    const id = line.call();
    await line.test.idle();
    line.phone.say(id, 'hello');
    await line.test.idle();
    expect(line.phone.view(id).items.at(-1)).toMatchObject({ text: 'hello', unheard: true });
    await line.test.advance(2);
    line.phone.say(id, 'my tent');
    await line.test.idle();
    const prompt = line.phone.view(id).items.find(({ text }) => text.startsWith('What can'));
    expect(prompt?.interruptedAt).toBeDefined();
    expect(line.heard).toEqual([{ mode: 'Speech', text: 'my tent' }]);
  });

  test.each([
    ['ended by #', '482913#', 0, ['482913']],
    ['ended by a pause', '48', 6, ['48']],
    ['cleared by *', '99*12#', 0, ['12']],
    ['a flood, in inputs of forty', '7'.repeat(100), 10, ['7'.repeat(40), '7'.repeat(40), '7'.repeat(20)]],
  ])('keys %s', async (_name, keys, seconds, inputs) => {
    const line = await openLine();
    const id = line.call();
    await line.test.idle();
    await line.test.advance(2);
    line.phone.press(id, keys);
    await line.test.idle();
    if (seconds) await line.test.advance(seconds);
    expect(line.heard.filter(({ mode }) => mode === 'DTMF').map(({ text }) => text)).toEqual(inputs);
  });

  test('a transcript longer than anybody can speak is cut, not lost', async () => {
    const line = await openLine();
    const id = line.call();
    await line.test.idle();
    await line.test.advance(2);
    line.phone.say(id, 'word '.repeat(30_000));
    await line.test.idle();
    expect(line.heard).toHaveLength(1);
    expect(line.heard[0]!.text.length).toBeLessThanOrEqual(1_024);
    expect(line.phone.view(id).state).toBe('up');
  });

  test.each([0, 1, 2, 4, 8, 12, 20])(
    'hanging up after %i seconds ends it once, whatever is said',
    async seconds => {
      const line = await openLine();
      const id = line.call();
      await line.test.idle();
      if (seconds) await line.test.advance(seconds);
      line.phone.hangUp(id);
      await line.test.idle();
      await line.test.advance(60);
      expect(line.phone.view(id).state).toBe('ended');
      expect(line.test.events.filter(({ eventType }) => eventType === 'DISCONNECTED')).toHaveLength(1);
      expect(() => line.phone.say(id, 'hello?')).toThrow('is not up');
      expect(line.test.logs).toEqual([]);
    },
  );

  test('a failing code hook lets the flow go on', async () => {
    const line = await openLine();
    line.test.functions['take-turn'] = () => {
      throw new Error('broken');
    };
    const id = line.call();
    await line.test.idle();
    await line.test.advance(2);
    line.phone.say(id, 'hello');
    await line.test.idle();
    expect(line.phone.view(id).state).toBe('ended');
  });

  test.each([
    [
      'no number at all',
      (line: Awaited<ReturnType<typeof openLine>>) => line.phone.call({ from: CALLER, to: '+1' }),
      'nobody here',
    ],
    [
      'letters on the keypad',
      (line: Awaited<ReturnType<typeof openLine>>) => line.phone.press(line.call(), 'abc'),
      'are no keys',
    ],
    [
      'nothing said',
      (line: Awaited<ReturnType<typeof openLine>>) => line.phone.say(line.call(), '  '),
      'silence needs no call',
    ],
    [
      'an unknown call',
      (line: Awaited<ReturnType<typeof openLine>>) => line.phone.view('none'),
      'no call none',
    ],
  ])('%s is told', async (_name, wrong, message) => {
    const line = await openLine();
    expect(() => wrong(line)).toThrow(message);
  });
});
