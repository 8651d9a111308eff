import { offerElsewhere, whereTo } from '../../layers/core/answer/elsewhere.ts';
import { findPhone } from '../../layers/core/answer/phone.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { makeCase, makeConfig } from '../core/makeCase.ts';

const onCall = { name: 'Kim', email: 'kim@shop.example' };
const offering = (offer: 'email' | 'callback' | 'on-call') =>
  makeConfig({ unavailable: { afterHours: offer, noAgents: offer, queueFull: offer, onCall } });
const known: Partial<Case> = {
  customer: { identity: 'claimed', email: 'jo@mail.example', attributes: {} },
};

describe('what is offered when nobody can be had', () => {
  test.each<[string, 'email' | 'callback' | 'on-call', Partial<Case>, RegExp, Partial<Case>]>([
    ['an address is known', 'email', known, /by e-mail at j•••@mail.example.*C-TEST/, {}],
    ['no address is known', 'email', {}, /Which e-mail address/, { awaitingEmail: true }],
    ['a call back', 'callback', known, /Which telephone number/, { awaitingPhone: true }],
    [
      'a number is known',
      'callback',
      { customer: { identity: 'none', phone: '+43123456789', attributes: {} } },
      /ending •••789/,
      { wantsCall: true },
    ],
    [
      'somebody calls',
      'email',
      { channel: 'voice', customer: { identity: 'none', phone: '+43123456789', attributes: {} } },
      /call you back on the number ending •••789/,
      { wantsCall: true },
    ],
    ['urgent', 'on-call', { urgency: 'critical', ...known }, /on call as well.*by e-mail/, { onCall: true }],
    ['not urgent', 'on-call', { urgency: 'normal', ...known }, /^They will answer you by e-mail/, {}],
  ])('%s', (_, offer, overrides, words, changes) => {
    const offered = offerElsewhere(offering(offer), makeCase(overrides), 'noAgents');
    expect(offered.lines.join(' ')).toMatch(words);
    expect(offered.changes).toEqual(changes);
    expect(offered.asks).toBe(Boolean(changes.awaitingEmail ?? changes.awaitingPhone));
  });

  test('on-call is offered only where somebody is', () => {
    expect(() => makeConfig({ unavailable: { afterHours: 'on-call' } })).toThrow(/onCall/);
  });
});

test.each<[string, boolean, Partial<Case> | undefined]>([
  [
    'write to Jo@Mail.example please',
    false,
    { customer: { identity: 'claimed', email: 'jo@mail.example', attributes: {} } },
  ],
  [
    '+43 (1) 234-56 78',
    true,
    { wantsCall: true, customer: { identity: 'none', phone: '+4312345678', attributes: {} } },
  ],
  ['jo@mail.example', true, { customer: { identity: 'claimed', email: 'jo@mail.example', attributes: {} } }],
  ['0664 1234567', false, undefined],
  ['never mind', true, undefined],
])('where to answer, from "%s"', (text, awaitingPhone, changes) => {
  const told = whereTo(text, makeCase({ awaitingPhone, awaitingEmail: !awaitingPhone }));
  if (!changes) expect(told).toBeUndefined();
  else expect(told!.changes).toMatchObject(changes);
});

test.each([
  ['call 0664 123 45 67 after five', '06641234567'],
  ['order LF-123456', undefined],
  ['on 12 11', undefined],
  ['1'.repeat(40), '1'.repeat(15)],
])('a number in "%s": %s', (text, phone) => expect(findPhone(text)).toBe(phone));
