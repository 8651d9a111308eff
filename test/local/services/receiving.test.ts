import { createTransport } from 'nodemailer';
import { envelopeOf } from '../../../cli/mail/send.ts';
import { createSes } from '../../../local/ses/index.ts';
import { standsFor } from '../../../local/ses/receiving.ts';
import { openSmtp } from '../../../local/ses/smtp.ts';
import { verdictsOf } from '../../../local/ses/verdicts.ts';
import type { Service } from '../../../local/core/contract.ts';
import { testCloud } from './testCloud.ts';

const RECEIVER = 'arn:aws:lambda:us-east-1:000000000000:function:receive';

async function mailServer() {
  const objects = new Map<string, string>();
  const s3: Service = {
    name: 's3',
    protocol: 'raw',
    resourceTypes: {},
    operations: {
      PutObject: {
        resources: () => ['*'],
        run: ({ Bucket, Key, Body }) =>
          void objects.set(`${Bucket}/${Key}`, Buffer.from(Body, 'base64').toString('latin1')),
      },
    },
  };
  const test = testCloud([createSes(), s3], { receive: () => null });
  await test.call('ses', 'CreateReceiptRuleSet', { RuleSetName: 'ours' });
  await test.deploy('AWS::SES::ReceiptRule', {
    RuleSetName: 'ours',
    Rule: {
      Enabled: true,
      Recipients: ['help@shop.example', 'case@shop.example'],
      Actions: [
        { S3Action: { BucketName: 'files', ObjectKeyPrefix: 'mail/in/' } },
        { LambdaAction: { FunctionArn: RECEIVER, InvocationType: 'Event' } },
      ],
    },
  });
  const smtp = await openSmtp(test.cloud, 0);
  const send = async (to: string, more: object = {}) => {
    const transport = createTransport({ host: '127.0.0.1', port: smtp.port, ignoreTLS: true });
    return transport.sendMail({ from: 'mara@mail.example', to, subject: 'Hi', text: 'How?', ...more });
  };
  return { ...test, objects, send, stop: async () => (await smtp.stop(), test.stop()) };
}

test('mail is taken for recipients of the active rule set only, stored, and its function told', async () => {
  const server = await mailServer();
  await expect(server.send('help@shop.example')).rejects.toThrow('mailbox unavailable');
  await server.call('ses', 'SetActiveReceiptRuleSet', { RuleSetName: 'ours' });
  await expect(server.send('ines@shop.example')).rejects.toThrow('mailbox unavailable');
  const verdicts = { headers: { 'X-Local-Verdicts': 'spf=FAIL; dmarc=FAIL' } };
  const { response } = await server.send('CASE+c-1.abc@shop.example', verdicts);
  const id = /Ok (\S+)/.exec(response)![1]!;
  const [key, source] = [...server.objects][0]!;
  expect(key).toBe(`files/mail/in/${id}`);
  expect(source).toContain('Return-Path: <mara@mail.example>');
  expect(source).toContain('How?');
  expect(source).not.toMatch(/x-local-verdicts/i);
  expect(server.invoked).toMatchObject([
    {
      functionArn: RECEIVER,
      type: 'event',
      payload: {
        Records: [
          {
            ses: {
              mail: { messageId: id, source: 'mara@mail.example' },
              receipt: {
                recipients: ['CASE+c-1.abc@shop.example'],
                dmarcVerdict: { status: 'FAIL' },
                spamVerdict: { status: 'PASS' },
              },
            },
          },
        ],
      },
    },
  ]);
  await server.stop();
});

test('a bounce has an empty sender', async () => {
  const server = await mailServer();
  await server.call('ses', 'SetActiveReceiptRuleSet', { RuleSetName: 'ours' });
  await server.send('help@shop.example', { envelope: { from: '', to: ['help@shop.example'] } });
  expect(server.invoked[0]!.payload).toMatchObject({ Records: [{ ses: { mail: { source: '' } } }] });
  await server.stop();
});

test('rule sets: one of a name, none that is not there, and which one is active is told', async () => {
  const server = await mailServer();
  const refused = (operation: string, input: object) => server.call('ses', operation, input);
  await expect(refused('CreateReceiptRuleSet', { RuleSetName: 'ours' })).rejects.toMatchObject({
    name: 'AlreadyExists',
  });
  await expect(refused('SetActiveReceiptRuleSet', { RuleSetName: 'none' })).rejects.toMatchObject({
    name: 'RuleSetDoesNotExist',
  });
  expect(await server.call('ses', 'DescribeActiveReceiptRuleSet', {})).toEqual({});
  await server.call('ses', 'SetActiveReceiptRuleSet', { RuleSetName: 'ours' });
  const active = await server.call('ses', 'DescribeActiveReceiptRuleSet', {});
  expect(active).toMatchObject({ Metadata: { Name: 'ours' }, Rules: [{ Name: 'test-Thing' }] });
  await server.stop();
});

test.each([
  [['help@shop.example'], 'Help+x@Shop.example', true],
  [['help@shop.example'], 'helper@shop.example', false],
  [['shop.example'], 'any@shop.example', true],
  [['shop.example'], 'any@mail.shop.example', false],
  [['.shop.example'], 'any@mail.shop.example', true],
  [[], 'any@where.example', true],
])('%j stands for %s: %s', (recipients, address, stands) =>
  expect(standsFor(recipients, address)).toBe(stands),
);

test('checks find what the header says and the known test strings', () => {
  const none = Buffer.from('');
  expect(verdictsOf(undefined, none)).toMatchObject({ spam: 'PASS', virus: 'PASS', dmarc: 'PASS' });
  expect(verdictsOf('DMARC = gray; spf=what; nonsense=FAIL', none)).toMatchObject({
    dmarc: 'GRAY',
    spf: 'PASS',
  });
  const eicar = Buffer.from(['x EICAR-STANDARD', 'ANTIVIRUS-TEST-FILE y'].join('-'));
  expect(verdictsOf(undefined, eicar).virus).toBe('FAIL');
});

test('the envelope of a raw mail is that of its own header', () => {
  const raw = Buffer.from(
    'From: Mara <m@mail.example>\r\nTo: A <a@x.example>,\r\n b@x.example\r\n\r\nTo: c@x.example',
  );
  expect(envelopeOf(raw, {})).toEqual({ from: 'm@mail.example', to: ['a@x.example', 'b@x.example'] });
  expect(envelopeOf(raw, { to: 'd@x.example', from: '' })).toEqual({ from: '', to: ['d@x.example'] });
  expect(envelopeOf(Buffer.from('Return-Path: <>\r\nFrom: m@mail.example\r\n\r\n'), {})).toEqual({
    from: '',
    to: [],
  });
});
