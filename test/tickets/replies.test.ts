import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { TicketSystemName } from '../../layers/core/domain/config/tickets.ts';
import { readReply, type Delivery } from '../../layers/core/tickets/readReply.ts';
import { readWords } from '../../layers/core/tickets/reply.ts';
import { webhookSignature } from '../../layers/core/tickets/webhook.ts';
import { NOW } from '../core/makeCase.ts';

const SECRET = 'webhook-secret';
const hmac = (text: string, encoding: 'base64' | 'hex') =>
  createHmac('sha256', SECRET).update(text).digest(encoding);
const seconds = NOW.getTime() / 1000;
const read = (system: TicketSystemName, delivery: Delivery, at = NOW, replies: any[] = []) =>
  readReply(system, delivery, {
    secret: async () => SECRET,
    now: () => at,
    freshdeskReplies: async () => replies,
  });

function zendesk(comment: object = {}, more: object = {}): Delivery {
  const body = JSON.stringify({
    type: 'zen:event-type:ticket.comment_added',
    detail: { id: '35436' },
    event: {
      comment: {
        id: '77',
        body: 'Yes, refund it.',
        is_public: true,
        author: { name: 'Kim', is_staff: true },
        ...comment,
      },
    },
    ...more,
  });
  const time = NOW.toISOString();
  return {
    body,
    headers: {
      'x-zendesk-webhook-signature-timestamp': time,
      'x-zendesk-webhook-signature': hmac(time + body, 'base64'),
    },
  };
}
function jira(comment: string | object, event = 'comment_created'): Delivery {
  const body = JSON.stringify({
    timestamp: NOW.getTime(),
    webhookEvent: event,
    comment: { id: '10', body: comment, author: { displayName: 'Kim' }, jsdPublic: true },
    issue: { key: 'HELP-7' },
  });
  return { body, headers: { 'x-hub-signature': `sha256=${hmac(body, 'hex')}` } };
}
function webhook(reply: object = {}): Delivery {
  const body = JSON.stringify({ id: 't1', key: 'r1', kind: 'answer', text: 'Yes.', ...reply });
  return {
    body,
    headers: {
      'x-support-timestamp': String(seconds),
      'x-support-signature': webhookSignature(seconds, body, SECRET),
    },
  };
}
const ping = (secret = SECRET): Delivery => ({
  body: '{"ticket_id": 12}',
  headers: { 'x-support-secret': secret },
});
const reply = (more: object = {}) => ({ id: 5, body_text: 'Yes.', incoming: false, private: false, ...more });

test('a public reply of staff in Zendesk is the answer; an internal note only by its command', async () => {
  expect(await read('zendesk', zendesk())).toEqual({
    ok: true,
    reply: {
      ticketId: '35436',
      key: 'zendesk-77',
      kind: 'answer',
      text: 'Yes, refund it.',
      by: 'Kim',
      // Zendesk is asked for the files of this comment.
      comment: '77',
    },
  });
  expect(await read('zendesk', zendesk({ is_public: false }))).toMatchObject({ why: 'not-for-us' });
  expect(await read('zendesk', zendesk({ is_public: false, body: '/agent Send a new one' }))).toMatchObject({
    reply: { kind: 'instruct', text: 'Send a new one' },
  });
});

test.each<[string, Delivery]>([
  ['what we wrote ourselves', zendesk({ body: 'Hand-over C-TEST-3\n\nHello Kim, …' })],
  ['a comment of somebody who is no staff', zendesk({ author: { name: 'X', is_staff: false } })],
  ['another event', zendesk({}, { type: 'zen:event-type:ticket.created' })],
  ['a comment of spaces', zendesk({ body: '   ' })],
])('%s in Zendesk is none of our business', async (_, delivery) => {
  expect(await read('zendesk', delivery)).toEqual({ ok: false, why: 'not-for-us' });
});

test('Jira calls internal comments public, so only a command is an answer; plain text and documents are read', async () => {
  expect(await read('jira-service-management', jira('Who knows about this?'))).toMatchObject({
    why: 'not-for-us',
  });
  expect(await read('jira-service-management', jira('/ours'))).toMatchObject({
    reply: { ticketId: 'HELP-7', key: 'jira-10', kind: 'take-over', text: '' },
  });
  const document = {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: '/answer Yes.' }] },
      { type: 'paragraph', content: [{ type: 'text', text: 'Refund it.' }] },
    ],
  };
  expect(await read('jira-service-management', jira(document))).toMatchObject({
    reply: { kind: 'answer', text: 'Yes.\nRefund it.' },
  });
  expect(await read('jira-service-management', jira('/answer x', 'comment_updated'))).toMatchObject({
    why: 'not-for-us',
  });
});

test('Freshdesk only says where to look: the first reply for the customer is taken from Freshdesk itself', async () => {
  const replies = [
    reply({ id: 1, incoming: true, body_text: 'from us' }),
    reply({ id: 2, private: true, body_text: 'Who knows?' }),
    reply({ id: 3, body_text: 'Yes, refund it.' }),
    reply({ id: 4, body_text: 'And more.' }),
  ];
  expect(await read('freshdesk', ping(), NOW, replies)).toMatchObject({
    reply: { ticketId: '12', key: 'freshdesk-3', text: 'Yes, refund it.' },
  });
  expect(await read('freshdesk', ping(), NOW, replies.slice(0, 2))).toMatchObject({ why: 'not-for-us' });
  expect(await read('freshdesk', ping('wrong'), NOW, replies)).toMatchObject({ why: 'not-signed' });
});

test('the generic webhook is read strictly', async () => {
  expect(await read('webhook', webhook({ kind: 'take-over', text: undefined }))).toMatchObject({
    reply: { kind: 'take-over', text: '' },
  });
  for (const wrong of [{ kind: 'maybe' }, { text: ' ' }, { id: '' }, { key: undefined }])
    expect(await read('webhook', webhook(wrong))).toEqual({ ok: false, why: 'not-understood' });
});

/** With how late each may come, in seconds: Jira signs the time of the comment and repeats for over an hour. */
const SIGNED: [TicketSystemName, () => Delivery, number][] = [
  ['zendesk', () => zendesk(), 300],
  ['jira-service-management', () => jira('/answer Yes.'), 7200],
  ['webhook', () => webhook(), 300],
];

test.each(SIGNED)('%s: a delivery is good for its time, to the second', async (system, delivery, late) => {
  const at = (ms: number) => new Date(NOW.getTime() + ms);
  expect((await read(system, delivery(), at(late * 1000))).ok).toBe(true);
  expect(await read(system, delivery(), at(late * 1000 + 1000))).toEqual({ ok: false, why: 'too-old' });
  expect(await read(system, delivery(), at(-301_000))).toEqual({ ok: false, why: 'too-old' });
});

test.each(SIGNED)(
  '%s: whatever byte of body or headers is changed, it is refused',
  async (system, delivery) => {
    const good = delivery();
    const flip = (text: string, at: number) => {
      const place = at % text.length;
      return text.slice(0, place) + String.fromCharCode(text.charCodeAt(place) ^ 1) + text.slice(place + 1);
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom('body', ...Object.keys(good.headers)), async (at, where) => {
        const changed =
          where === 'body'
            ? { ...good, body: flip(good.body, at) }
            : { ...good, headers: { ...good.headers, [where]: flip(good.headers[where]!, at) } };
        expect((await read(system, changed)).ok).toBe(false);
      }),
    );
    for (const name of Object.keys(good.headers))
      expect((await read(system, { ...good, headers: { ...good.headers, [name]: undefined } })).ok).toBe(
        false,
      );
  },
);

test.each([
  ['/answer Yes', false, { kind: 'answer', text: 'Yes' }],
  ['/AGENT\nDo this', false, { kind: 'instruct', text: 'Do this' }],
  ['/decline not ours', true, { kind: 'decline', text: 'not ours' }],
  ['/ours', false, { kind: 'take-over', text: '' }],
  ['/answer', true, undefined],
  ['/unknown thing', true, undefined],
  ['and/or', true, { kind: 'answer', text: 'and/or' }],
])('%j (public: %s) is %o', (written, isPublic, expected) => {
  expect(readWords(written, isPublic)).toEqual(expected);
});

test('what Freshdesk lists of the reply, and our webhook of its own, are its files', async () => {
  const listed = {
    id: 9,
    name: 'label.pdf',
    content_type: 'application/pdf',
    size: 7,
    attachment_url: 'https://s3.example/label.pdf?signed',
  };
  const files = [
    { name: 'label.pdf', type: 'application/pdf', size: 7, url: 'https://s3.example/label.pdf?signed' },
  ];
  const read1 = await read('freshdesk', ping(), NOW, [reply({ attachments: [listed] })]);
  expect(read1).toMatchObject({ reply: { kind: 'answer', files } });
  expect(await read('webhook', webhook({ files }))).toMatchObject({ reply: { kind: 'answer', files } });
  expect(await read('webhook', webhook({ files: [{ name: 'x', url: 'no address' }] }))).toMatchObject({
    why: 'not-understood',
  });
});
