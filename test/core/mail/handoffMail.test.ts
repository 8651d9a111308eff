import type { Case } from '../../../layers/core/domain/case.ts';
import { askedAt } from '../../../layers/core/domain/askedPeople.ts';
import { handoffMail } from '../../../layers/core/mail/handoffMail.ts';
import { renewedMail, settledMail } from '../../../layers/core/mail/renewedMail.ts';
import { makeCase, makeConfig, NOW } from '../makeCase.ts';

const EVIL = `"><img src=x onerror=alert(1)><script>alert('x')</script>&amp;`;
const evil = (name: string) => `${name} ${EVIL}`;
/** Every field that somebody outside can fill. */
const evilCase: Case = makeCase({
  state: 'with-client',
  owner: 'client',
  ask: evil('ask'),
  dueAt: NOW.toISOString(),
  reason: { code: 'x', text: evil('reason') },
  story: { who: evil('who'), what: evil('what'), why: evil('why'), tried: [evil('tried')] },
});
const base = makeConfig();
const config = makeConfig({
  name: evil('name'),
  brand: { ...base.brand, signature: evil('signature') },
  clientTeam: { ...base.clientTeam, contacts: [{ name: evil('Kim'), email: 'kim@shop.example' }] },
});
const link = 'https://help.shop.example/reply/h.C-TEST.3-0.x.y';
const turns = [
  {
    turnId: 't',
    caseId: 'C-TEST',
    contactId: 'c',
    channel: 'chat' as const,
    at: '1',
    customer: evil('customer'),
    reply: { text: evil('reply'), by: 'agent' as const, name: evil('agent'), at: '1', via: 'chat' as const },
  },
];
const asked = (reminded: number) => askedAt(config.clientTeam, reminded)!;
const mail = (reminded = 0, more: object = {}) =>
  handoffMail({ case: evilCase, turns, config, asked: asked(reminded), link, ...more });

test('nothing that anybody wrote becomes markup, in any mail to the team', () => {
  const person = config.clientTeam.contacts[0]!;
  const mails = [
    mail(0, { replyTo: 'handoff+c-test@shop.example' }),
    mail(1),
    renewedMail({ case: evilCase, config, person, link }),
    settledMail({
      case: { ...evilCase, answer: { kind: 'answer', text: '', at: '', by: evil('by') } },
      config,
      person,
    }),
  ];
  for (const { html } of mails) {
    // The only tags are ours: none with a handler, no image, no script, nothing that loads.
    const tags = [...html!.matchAll(/<\/?([a-z0-9!]+)([^>]*)>/gi)];
    expect(new Set(tags.map(([, name]) => name!.toLowerCase()))).not.toContain('script');
    for (const [, name, attributes] of tags) {
      expect(name).not.toMatch(/^(img|script|iframe|link|style|object|svg|form)$/i);
      expect(attributes).not.toMatch(/\son\w+=/i);
      expect(attributes).not.toMatch(/\ssrc=/i);
    }
    expect(html).toContain('&lt;script&gt;');
  }
  expect(mail().html!.match(/&lt;img/g)!.length).toBeGreaterThanOrEqual(10);
});

test('all that is needed to decide is in the text as well, what is asked first', () => {
  const plain = makeConfig();
  const current = makeCase({
    ...evilCase,
    ask: 'May we refund 40 euros?',
    story: { who: 'Jo, verified', what: 'Broken tent', why: 'Above the limit', tried: ['Offered a repair'] },
  });
  const { text, html, subject, to } = handoffMail({
    case: current,
    turns: [{ ...turns[0]!, customer: 'My tent broke', reply: undefined }],
    config: plain,
    asked: askedAt(plain.clientTeam, 0)!,
    link,
  });
  expect(to).toBe('kim@shop.example');
  expect(subject).toBe('Test Shop needs your answer, case C-TEST (normal)');
  const order = [
    'May we refund 40 euros?',
    link,
    'Jo, verified',
    'Broken tent',
    'Offered a repair',
    'My tent',
  ];
  for (const content of [text, html!]) {
    // The preview in the HTML repeats the ask before anything else.
    const places = order.map(words => content.lastIndexOf(words));
    expect(places.every(place => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  }
  // One column that fits any width, in the client's colour, with a button for a thumb.
  expect(html).toContain('max-width:600px');
  expect(html).not.toMatch(/width="?[4-9]\d\d/);
  expect(html).toContain(`background:${plain.brand.colour};color:#ffffff`);
});

test.each([
  [0, '', undefined],
  [1, 'Reminder: ', 'still waits'],
])('step %i begins its subject with «%s»', (reminded, prefix, why) => {
  const { subject, text } = mail(reminded);
  expect(subject.startsWith(`${prefix}name`)).toBe(true);
  if (why) expect(text).toContain(why);
});

test('it says who may use the link, and whether a reply by mail works', () => {
  const guarded = { ...config, clientTeam: { ...config.clientTeam, forwarding: 'code' as const } };
  expect(mail().text).toContain('Whoever has this mail can answer for you');
  expect(mail(0, { config: guarded }).text).toContain('asks for a code');
  expect(mail()).not.toHaveProperty('replyTo');
  expect(mail().text).not.toContain('reply to this mail');
  const replyable = mail(0, { replyTo: 'handoff+x@shop.example' });
  expect(replyable.replyTo).toBe('handoff+x@shop.example');
  expect(replyable.text).toContain('reply to this mail');
});
