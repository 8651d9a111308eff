import { findUnread } from '../../layers/core/files/unreadMails.ts';
import { incomingOf } from '../../layers/core/mail/incoming.ts';
import { eventOfStored } from '../../layers/core/mail/storedMail.ts';
import { makeWorld } from '../functions/makeWorld.ts';

test('from the mail as SES stored it, the same is known as at its delivery', () => {
  const stored = [
    'Return-Path: <mara@mail.example>',
    'X-SES-Spam-Verdict: FAIL',
    'X-SES-Virus-Verdict: PASS',
    'Authentication-Results: amazonses.com;',
    ' spf=pass (spfCheck: domain of mail.example) client-ip=1.2.3.4; dkim=pass header.i=@mail.example;',
    ' dmarc=pass header.from=mail.example;',
    'To: help@shop.example, case+abc@shop.example',
    'From: Mara <mara@mail.example>',
    'Subject: A tent',
    '',
    'X-SES-Virus-Verdict: FAIL',
  ].join('\r\n');
  const [incoming] = incomingOf(eventOfStored('m1', Buffer.from(stored)) as never);
  expect(incoming).toMatchObject({
    id: 'm1',
    returnPath: 'mara@mail.example',
    recipients: ['help@shop.example', 'case+abc@shop.example'],
    verdicts: { spam: 'FAIL', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'PASS' },
    head: { from: 'Mara <mara@mail.example>', subject: 'A tent' },
  });
});

test('without results nothing is believed of the sender', () => {
  const [incoming] = incomingOf(eventOfStored('m1', Buffer.from('From: a@b.example\n\nx')) as never);
  expect(incoming).toMatchObject({ returnPath: '', verdicts: { dmarc: 'FAIL', spf: 'GRAY' } });
});

test('unread is what was stored a while ago and has no record, over all pages', async () => {
  const world = makeWorld();
  const now = world.now();
  const at = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const pages = [
    {
      Contents: [
        { Key: 'mail/in/new', LastModified: at(5), Size: 1 },
        { Key: 'mail/in/taken', LastModified: at(60), Size: 1 },
        { Key: 'mail/in/AMAZON_SES_SETUP_NOTIFICATION', LastModified: at(60), Size: 1 },
        { Key: 'mail/in/later', LastModified: at(30), Size: 3 },
      ],
      NextContinuationToken: 'more',
    },
    {
      Contents: [
        { Key: 'mail/in/old', LastModified: at(60 * 24 * 3), Size: 1 },
        { Key: 'mail/in/lost', LastModified: at(45), Size: 2 },
      ],
    },
  ];
  await world.addresses.record({ id: 'taken', outcome: 'turn' });
  const s3 = { send: async () => pages.shift() };
  expect(
    await findUnread({ bucket: 'b', days: 2, now }, { s3: s3 as never, mails: world.addresses }),
  ).toEqual([
    { id: 'lost', at: at(45), bytes: 2 },
    { id: 'later', at: at(30), bytes: 3 },
  ]);
});
