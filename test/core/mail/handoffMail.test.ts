import type { Case } from '../../../layers/core/domain/case.ts';
import { askedAt } from '../../../layers/core/domain/askedPeople.ts';
import { handoffMail } from '../../../layers/core/mail/handoffMail.ts';
import { notTakenMail } from '../../../layers/core/mail/notTakenMail.ts';
import { codeMail, renewedMail, settledMail } from '../../../layers/core/mail/renewedMail.ts';
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

describe('somebody who reads German', () => {
  const shop = makeConfig({
    languages: ['en', 'de'],
    brand: { ...base.brand, signature: { en: 'Your shop', de: 'Ihr Laden' } },
    clientTeam: {
      ...base.clientTeam,
      contacts: [{ name: 'Kim', email: 'kim@shop.example', language: 'de' }],
    },
  });
  const person = shop.clientTeam.contacts[0]!;
  const current = makeCase({
    state: 'with-client',
    owner: 'client',
    urgency: 'high',
    dueAt: NOW.toISOString(),
    recontacts: 2,
    customer: { identity: 'verified', name: 'Jo', tier: 'gold', attributes: {} },
    reason: { code: 'unsure', text: 'The AI is not sure what this is about.' },
    story: {
      who: 'Jo, tier gold, verified',
      what: 'Tents: It broke',
      why: 'The AI…',
      tried: ['The AI answered: x'],
    },
  });
  const answered = { text: 'Glue it.', by: 'ai' as const, at: '1', via: 'chat' as const };
  const told = [{ ...turns[0]!, customer: 'It broke', reply: { ...answered, source: 'a' } }];
  const read = (more: object = {}) =>
    handoffMail({
      case: current,
      turns: told,
      config: shop,
      asked: askedAt(shop.clientTeam, 0)!,
      link,
      ...more,
    });

  test('gets our words in German, everybody else’s as they were written', () => {
    const { subject, text, html } = read();
    expect(subject).toBe('Test Shop braucht Ihre Antwort, Fall C-TEST (hoch)');
    for (const part of [
      'Guten Tag Kim,',
      'Bitte antworten Sie dem Kunden.',
      'Kunde: Jo, Stufe gold, nachgewiesen',
      'Das Problem: Tents: It broke',
      'Die KI ist nicht sicher, worum es geht. Kam nach dem Abschluss 2-mal wieder.',
      'Die KI hat geantwortet: Glue it.',
      'Test Shop KI: Glue it.',
      'bitte antworten Sie bis Dienstag, 24. November',
      'Ihr Laden',
    ])
      expect(text).toContain(part);
    expect(html).toContain('<html lang="de">');
    expect(text).not.toMatch(/\b(the|you|your|please|case)\b/i);
  });

  test('a reason in the client’s own words stays', () => {
    const reason = { code: 'unsure', text: 'Too hard for a machine.' };
    expect(read({ case: { ...current, reason } }).text).toContain('Warum es zu Menschen kam: Too hard');
  });

  test('gets the other mails in German too', () => {
    const why = { files: [{ name: 'x.exe', why: 'type' as const }] };
    const news = { case: current, config: shop, person };
    const mails = [
      renewedMail({ ...news, link }),
      settledMail(news),
      codeMail({ ...news, code: '123456', minutes: 10 }),
      ...[why, 'no-text' as const, 'too-late' as const].map(each =>
        notTakenMail({ caseId: 'C-TEST', config: shop, person, why: each, link }),
      ),
    ];
    for (const { subject, text } of mails) {
      expect(text).toContain('Guten Tag Kim,');
      expect(text).toContain('Ihr Laden');
      expect(`${subject} ${text}`).not.toMatch(/\b(the|you|your|please|case)\b/i);
    }
  });
});
