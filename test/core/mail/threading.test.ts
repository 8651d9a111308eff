import fc from 'fast-check';
import {
  bareSubject,
  messageIdsIn,
  replySubject,
  sesIdOf,
  sesMessageId,
  threadHeaders,
} from '../../../layers/core/mail/threading.ts';

test('an answer refers to the message and to those before it', () => {
  expect(threadHeaders('<c@x>', ['<a@x>', '<b@x>'])).toEqual({
    'In-Reply-To': '<c@x>',
    References: '<a@x> <b@x> <c@x>',
  });
  expect(threadHeaders('<a@x>')).toEqual({ 'In-Reply-To': '<a@x>', References: '<a@x>' });
  expect(threadHeaders(undefined)).toEqual({});
});

test('References fit what SES takes, and keep the first and the last', () => {
  const id = fc
    .string({ unit: fc.constantFrom(...'abc123'), minLength: 1, maxLength: 60 })
    .map(s => `<${s}@x.example>`);
  fc.assert(
    fc.property(fc.array(id, { minLength: 1, maxLength: 80 }), id, (before, last) => {
      const { References } = threadHeaders(last, before);
      expect(References!.length).toBeLessThanOrEqual(995);
      expect(References!.startsWith(before[0]!)).toBe(true);
      expect(References).toContain(last === before[0] ? before[0]! : last);
    }),
  );
});

test.each([
  ['<a@x> <b@y>', ['<a@x>', '<b@y>']],
  ['<a@x>\r\n\t<a@x>', ['<a@x>']],
  ['a@x, "Wed" (<b@y>) junk <> <@>', ['<b@y>']],
  [`<${'a'.repeat(900)}@x>`, []],
  [undefined, []],
])('ids in %j', (value, ids) => expect(messageIdsIn(value)).toEqual(ids));

test('an id of SES is known again, whatever the Region', () => {
  expect(sesMessageId('0100-ab-000000', 'us-east-1')).toBe('<0100-ab-000000@email.amazonses.com>');
  expect(sesMessageId('0107-ab', 'eu-central-1')).toBe('<0107-ab@eu-central-1.amazonses.com>');
  for (const region of ['us-east-1', 'eu-central-1'])
    expect(sesIdOf(sesMessageId('0107-ab', region))).toBe('0107-ab');
  expect(sesIdOf('<0107-ab@mail.example>')).toBeUndefined();
});

test.each([
  ['Where is my parcel?', 'where is my parcel?', 'Re: Where is my parcel?'],
  ['RE: Fwd: Aw:  Where  is it', 'where is it', 'Re: Where is it'],
  ['Re[2]: Invoice', 'invoice', 'Re: Invoice'],
  ['Return: how?', 'return: how?', 'Re: Return: how?'],
  ['  ', '', 'Re: Your message'],
])('subject %j', (subject, bare, reply) => {
  expect(bareSubject(subject)).toBe(bare);
  expect(replySubject(subject)).toBe(reply);
});
