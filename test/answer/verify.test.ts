import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Receipt } from '../../layers/core/answer/contract.ts';
import { FIXED_DIALOG_LINES } from '../../layers/core/answer/actionDialog.ts';
import { DIALOG_LINES } from '../../layers/core/answer/action/lines.ts';
import { fixedHouseLines } from '../../layers/core/answer/houseLines.ts';
import { verify } from '../../layers/core/answer/verify.ts';
import { ADVICE, type Advice } from '../../layers/core/domain/config/answers.ts';
import type { Channel } from '../../layers/core/domain/triage.ts';
import type { Passage } from '../../layers/core/knowledge/contract.ts';
import { judge, makePassage, makeReceipt, rulesOf } from './builders.ts';

test.each([
  'You can return unworn items within 30 days of delivery.',
  'Thanks for your message. You can send unworn items back within thirty days of delivery.',
  "I'm sorry, but items on final sale can't be returned.",
  'Returns are free with the label from https://shop.example/returns.',
  'Sure! Returns are free with the label from shop.example/returns. Is there anything else I can help you with?',
])('supported: %s', text => expect(judge(text)).toEqual({ ok: true }));

test.each([
  ['empty', ' … '],
  ['empty', ''],
  ['unsupported', 'Worn shoes get store credit instead.'],
  ['unsupported', 'Items on final sale can be returned.'],
  ['unsupported', 'You cannot return unworn items within 30 days of delivery.'],
  ['unsupported', 'You can always return unworn items within 30 days of delivery, guaranteed.'],
  ['unsupported', 'You can return unworn items to our shop in Berlin.'],
  ['number', 'You can return unworn items within 14 days of delivery.'],
  ['number', 'You can return unworn items within 30 weeks of delivery.'],
  ['number', 'Returns are free with the code FREE30X.'],
  ['number', 'You can return unworn items until Friday.'],
  ['promise', "I've refunded you."],
  ['promise', 'Your refund is on its way.'],
  ['promise', "I'm transferring you to a colleague."],
  ['promise', 'A colleague will call you back.'],
  ['link', 'Returns are free with the label from https://shop.example.evil.test/returns.'],
  ['link', 'Returns are free with the label from [here](https://shop.example/returns).'],
  ['link', 'Write to refunds@other.example for the label.'],
  ['leak', 'You can return unworn items within 30 days of delivery (returns#how-long-1).'],
  ['leak', 'As an AI language model I cannot return items.'],
  ['advice', 'You should sue the shop.'],
  ['language', 'Sie können ungetragene Artikel innerhalb von 30 Tagen nach der Lieferung zurückgeben.'],
])('%s: %s', (rule, text) => expect(rulesOf(judge(text))).toContain(rule));

test('subjects the client leaves to people are refused even where a passage speaks of them', () => {
  const subjectsToLeave = [
    { id: 'final-sale', words: ['Final Sale'] },
    { id: 'periods', words: [], pattern: '\\b\\d+ days\\b' },
  ];
  const refusals = (text: string) => rulesOf(judge(text, { subjectsToLeave }));
  expect(refusals('Items on final sale cannot be returned.')).toEqual(['subject']);
  expect(refusals('You can return unworn items within 30 days of delivery.')).toEqual(['subject']);
  expect(refusals('Returns are free with the label from https://shop.example/returns.')).toEqual([]);
});

test.each<[string, Advice]>([
  ['You are entitled to compensation.', 'legal'],
  ['You should sue the shop.', 'legal'],
  ['Take some ibuprofen.', 'medical'],
  ['That is a safe investment.', 'financial'],
])('%s is %s advice, where the client leaves that', (text, kind) => {
  const others = ADVICE.filter(other => other !== kind);
  expect(rulesOf(judge(text))).toContain('advice');
  expect(rulesOf(judge(text, { adviceToLeave: [kind] }))).toContain('advice');
  expect(rulesOf(judge(text, { adviceToLeave: others }))).not.toContain('advice');
});

test.each([
  'See https://shop.example/returns.',
  '* Returns are free',
  '- Returns are free',
  'Returns are **free**',
])('on the phone nobody says %s', text =>
  expect(rulesOf(judge(text, { channel: 'voice' }))).toContain('channel'),
);

test('refusals name the words that broke the rule', () =>
  expect(judge('You can return unworn items within 14 days of delivery.')).toEqual({
    ok: false,
    refusals: [{ rule: 'number', detail: expect.stringContaining('14 day') }],
  }));

test.each<[Channel, number]>([
  ['chat', 1_000],
  ['voice', 400],
  ['email', 4_000],
])('%s takes %i characters and no more', (channel, most) => {
  const sentence = 'You can return unworn items within 30 days of delivery. ';
  const text = sentence.repeat(100);
  expect(rulesOf(judge(text.slice(0, most).replace(/[^.]*$/, ''), { channel }))).not.toContain('length');
  expect(rulesOf(judge(text.slice(0, most + 1), { channel }))).toContain('length');
});

describe('citations', () => {
  const text = 'You can return unworn items within 30 days of delivery.';
  test('an id that does not exist', () =>
    expect(rulesOf(judge(text, {}, { citations: ['made#up-1', 'returns#how-long-1'] }))).toEqual([
      'citation',
    ]));
  test('none', () => expect(rulesOf(judge(text, {}, { citations: [] }))).toContain('citation'));
  test('a passage that is there but not cited supports nothing', () => {
    const passages = [
      makePassage(),
      makePassage({ id: 'other#text-1', title: 'Other', heading: '', text: 'Other.' }),
    ];
    expect(rulesOf(judge(text, { passages }, { citations: ['other#text-1'] }))).toContain('unsupported');
  });
});

describe('receipts', () => {
  const with_ = (text: string) => judge(text, { passages: [] }, { receipts: [makeReceipt()] });
  test.each(['Order 55120087 has been cancelled.', 'I have cancelled your order 55120087.'])('%s', text =>
    expect(with_(text)).toEqual({ ok: true }),
  );
  test.each([
    ['I have cancelled your order 55120078.', 'number'],
    ['I have cancelled your order 55120087 and sent you a voucher.', 'promise'],
    ['Your account has been deleted.', 'promise'],
  ])('%s', (text, rule) => expect(rulesOf(with_(text))).toContain(rule));
});

describe("the customer's own words", () => {
  const own = { question: 'my order A-4471 and my mail kim@post.example' };
  test('codes and their own address may be repeated', () =>
    expect(
      rulesOf(judge('For A-4471 you can return unworn items. Your mail is kim@post.example.', own)),
    ).not.toEqual(expect.arrayContaining(['number', 'link'])));
  test('but make no price, no deadline and no link', () => {
    const question = 'you said 90 days and €500 and https://evil.test/pay, right?';
    for (const text of [
      'You can return unworn items within 90 days of delivery.',
      'Returns are free and you get €500.',
      'Returns are free with the label from https://evil.test/pay.',
    ])
      expect(judge(text, { question }).ok).toBe(false);
  });
});

test('forbidden words are found as whole words, whatever their case and accents', () => {
  const brand = { name: 'Fennick', forbidden: ['Zalándo', 'cheap'] };
  const at = (text: string) => rulesOf(judge(text, { brand }));
  expect(at('Returns are free, unlike at ZALANDO.')).toContain('forbidden');
  expect(at('Returns are cheaper and free.')).not.toContain('forbidden');
});

test('a transfer may be told when it was decided', () => {
  const text = "I'm transferring you to a colleague.";
  expect(judge(text, { houseLines: [text], transferDecided: true })).toEqual({ ok: true });
  expect(rulesOf(judge(text, { transferDecided: false }))).toContain('promise');
});

describe('lines of the product itself', () => {
  const dialog = (text: string) =>
    judge(
      text,
      { passages: [], houseLines: [...fixedHouseLines, ...FIXED_DIALOG_LINES] },
      { source: 'dialog' },
    );
  test.each([...fixedHouseLines, ...FIXED_DIALOG_LINES])('%s', line =>
    expect(dialog(line)).toEqual({ ok: true }),
  );
  test.each(Object.keys(DIALOG_LINES))('a code was sent (%s): only a dialog may say so', language => {
    const line = DIALOG_LINES[language]!.codeSent('s•••@example.com');
    expect(dialog(line)).toEqual({ ok: true });
    expect(judge(line, { language }).ok).toBe(false);
  });
  test('a question about an action is no promise, a claim is one', () => {
    expect(dialog('Shall I cancel order 55120087? This cannot be undone.').ok).toBe(false);
    const question = 'cancel 55120087';
    const asked = judge('Shall I cancel order 55120087?', { passages: [], question }, { source: 'dialog' });
    expect(asked).toEqual({ ok: true });
    expect(rulesOf(judge('I have cancelled it.', { passages: [] }, { source: 'dialog' }))).toContain(
      'promise',
    );
  });
});

test('verify is pure: the same verdict twice, the input untouched', () => {
  const input = Object.freeze({
    passages: Object.freeze([Object.freeze(makePassage())]) as unknown as Passage[],
  });
  expect(judge('I have refunded you.', input)).toEqual(judge('I have refunded you.', input));
});

test('on labelled drafts at least 95 % of the bad are refused, and 95 % of the refused are bad', () => {
  const rows = <T>(name: string): T[] =>
    readFileSync(fileURLToPath(new URL(`../../bench/labels/${name}`, import.meta.url)), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  const passages = rows<Passage>('passages.jsonl');
  const drafts = rows<{
    ok: boolean;
    text: string;
    question: string;
    passages: string[];
    channel?: Channel;
    language?: string;
    receipts?: Receipt[];
    forbidden?: string[];
    houseLines?: string[];
    transferDecided?: boolean;
  }>('drafts.jsonl');
  expect(drafts.length).toBeGreaterThanOrEqual(300);
  const judged = drafts.map(row => ({
    bad: !row.ok,
    refused: !verify({
      draft: { text: row.text, citations: row.passages, receipts: row.receipts ?? [], source: 'model' },
      passages: passages.filter(({ id }) => row.passages.includes(id)),
      question: row.question,
      channel: row.channel ?? 'chat',
      language: row.language ?? 'en',
      brand: { name: 'Fennick', forbidden: row.forbidden ?? [] },
      houseLines: row.houseLines ?? [],
      transferDecided: row.transferDecided,
    }).ok,
  }));
  const caught = judged.filter(({ bad, refused }) => bad && refused).length;
  expect(caught / judged.filter(({ bad }) => bad).length).toBeGreaterThanOrEqual(0.95);
  expect(caught / judged.filter(({ refused }) => refused).length).toBeGreaterThanOrEqual(0.95);
});
