import { jest } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { CaseFile } from '../../layers/core/api/cases.ts';
import type { CorrectionList } from '../../layers/core/api/corrections.ts';
import { openMailbox, tableOf } from '../../cli/golden/mailStage.ts';
import { newestMail } from '../e2e/mails.ts';
import { enter, type Visitor } from '../e2e/visitor.ts';
import { gravest } from './axe.ts';
import { findBrowser, openStage, PHONE, TEST_MS, type Stage } from './stage.ts';
import { choose, conversation, dialog, header, openCase, widerThanShown } from './workspacePage.ts';

const found = await findBrowser();
const why = typeof found === 'string' ? ` (skipped: ${found})` : '';
const describeIf = why ? describe.skip : describe;

jest.setTimeout(TEST_MS);

const LOGO = 'How much is setting up a logo for our company jackets?';
const PERSON = 'Can I speak to a real person please?';
/** Of the demo shop. */
const JONAS = 'K-1002';

/** Drafts, outcomes, notes, reviews: what agents and reviewers do by the workspace, besides talking. */
describeIf(`the work of agents and reviewers in a browser${why}`, () => {
  let stage: Stage;
  let ada: Page;
  let bo: Page;
  let rea: Page;
  let nora: Visitor;

  beforeAll(async () => {
    if (typeof found !== 'string') stage = await openStage(found, { mail: true, frozen: false });
  });
  afterAll(() => stage?.close());

  const idle = () => stage.local.cloud.activity.idle();
  const api = <T>(path: string) => {
    const { desk } = stage.local;
    return desk.api(desk.reader).call<T>('GET', path);
  };
  const fileOf = (caseId: string) => api<CaseFile>(`/cases/${caseId}`);
  const corrections = async (kind: string) =>
    (await api<CorrectionList>(`/corrections?kind=${kind}`)).corrections;
  const visit = async (name: string, words: string, customerId?: string) => {
    const visitor = await enter(stage.local, {
      name,
      email: `${name.toLowerCase()}@mail.example`,
      customerId,
    });
    await visitor.say(words);
    return visitor;
  };
  const mail = async (name: string, text: string, files: string[] = []) => {
    const mailbox = openMailbox(stage.local, tableOf(stage.local));
    const address = `${name.toLowerCase().replace(' ', '.')}@mail.example`;
    const headers = { 'Message-ID': `<one-${address}>` };
    const to = stage.local.client.mail.from;
    await mailbox.write({ from: { name, address }, to, subject: 'Gift card', text, headers, files });
    mailbox.close();
    await idle();
  };
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  /** Nothing serious for axe, nothing beside the screen. */
  const fine = async (page: Page, name: string) =>
    expect([name, await gravest(page), await widerThanShown(page)]).toEqual([name, [], []]);

  test('by keys alone: signs in, accepts, sends the draft, resolves with how', async () => {
    ada = await stage.open('/agent/');
    const { keyboard } = ada;
    const tabTo = async (control: Locator) => {
      await control.waitFor();
      for (let n = 0; n < 20; n += 1) {
        await keyboard.press('Tab');
        if (await control.evaluate(node => node === document.activeElement)) return;
      }
      throw new Error(`the key Tab does not come to ${control}`);
    };
    await tabTo(button(ada, 'Sign in'));
    await keyboard.press('Enter');
    await tabTo(ada.getByRole('button', { name: 'Ada' }));
    await keyboard.press('Enter');
    await tabTo(ada.getByRole('checkbox', { name: 'Not available' }));
    await keyboard.press('Space');
    await ada.getByText('Available', { exact: true }).waitFor();

    const liam = await visit('Liam', LOGO);
    await ada.getByRole('button', { name: /^Accept task/ }).waitFor();
    await keyboard.press('a');
    await ada.getByRole('heading', { level: 1, name: 'Liam' }).waitFor();
    await ada.getByRole('button', { name: /^Accept task/ }).waitFor({ state: 'detached' });
    await fine(ada, 'a draft that waits');
    const { text } = (await fileOf(liam.caseId())).draft!;
    await keyboard.press('a');
    await header(ada).getByText('With an agent (you)').waitFor();
    await keyboard.press('Alt+Enter');
    await conversation(ada).getByText(text).waitFor();
    await idle();
    expect(liam.heard().at(-1)).toBe(text);

    await keyboard.press('s');
    await dialog(ada).waitFor();
    await keyboard.type('Told the price of a logo.');
    await keyboard.press('Tab');
    await keyboard.type('Anything else, just write.');
    await keyboard.press('Control+Enter');
    await header(ada).getByText('Closed').waitFor();
    await idle();
    expect(liam.heard().join('\n')).toContain('Anything else, just write.');
    expect((await fileOf(liam.caseId())).events).toContainEqual(
      expect.objectContaining({
        kind: 'resolve',
        detail: expect.objectContaining({ how: 'Told the price of a logo.' }),
      }),
    );
  });

  test('a draft is sent as it is: word for word, and the AI has the case again', async () => {
    const mia = await visit('Mia', LOGO);
    await openCase(ada, 'Drafts to approve', 'Mia');
    const { text } = (await fileOf(mia.caseId())).draft!;
    await button(ada, 'Send as is').click();
    await header(ada).getByText('With the AI').waitFor();
    await conversation(ada).getByText(text).waitFor();
    await idle();
    expect(mia.heard().at(-1)).toBe(text);
    expect(await corrections('draft-edited')).toEqual([]);
  });

  test('a draft is rejected with why, the agent writes, and another queue gets the case with a note', async () => {
    nora = await visit('Nora', LOGO);
    await openCase(ada, 'Drafts to approve', 'Nora');
    await button(ada, 'Reject…').click();
    await expect(button(ada, 'Reject').isDisabled()).resolves.toBe(true);
    await dialog(ada).getByLabel('What is wrong with it?').fill('It leaves out the minimum of 20.');
    await fine(ada, 'rejecting a draft');
    await button(ada, 'Reject').click();
    await header(ada).getByText('With an agent (you)').waitFor();
    await ada.getByRole('heading', { name: 'The AI would answer' }).waitFor({ state: 'detached' });
    expect(await corrections('draft-rejected')).toMatchObject([
      { question: LOGO, reason: 'It leaves out the minimum of 20.' },
    ]);
    await ada.getByLabel('Your answer to the customer').fill('From 20 pieces on it is 60 euros.');
    await button(ada, 'Send').click();
    await conversation(ada).getByText('From 20 pieces on').waitFor();
    await idle();
    expect(nora.heard().at(-1)).toBe('From 20 pieces on it is 60 euros.');

    const outcomes = ada.getByRole('group', { name: 'Outcome' });
    const tops = await outcomes
      .getByRole('button')
      .evaluateAll(buttons => buttons.map(each => Math.round(each.getBoundingClientRect().top)));
    expect([tops.length, new Set(tops).size]).toEqual([4, 1]);
    // The seldom ones are a menu, by keys too.
    await outcomes.getByRole('button', { name: 'More' }).focus();
    await ada.keyboard.press('Enter');
    await ada.getByRole('menuitem', { name: 'Transfer to another queue' }).waitFor();
    await fine(ada, 'the menu of outcomes');
    await ada.keyboard.press('Enter');
    await choose(dialog(ada), 'Queue', 'Billing');
    await choose(dialog(ada), 'Skills of the next agent', 'german');
    await dialog(ada).getByLabel('Note for the next agent').fill('She asks for an invoice by company name.');
    await fine(ada, 'transferring');
    await dialog(ada).getByRole('button', { name: 'Transfer' }).click();
    await header(ada).getByText('Waits for an agent').waitFor();
    expect(await fileOf(nora.caseId())).toMatchObject({ case: { queue: 'billing', skills: ['german'] } });
    bo = await stage.signIn('Bo');
    await openCase(bo, 'Waiting', 'Nora');
    await bo.getByText('She asks for an invoice by company name.').first().waitFor();
    await button(bo, 'Take the case').click();
    await header(bo).getByText('With an agent (you)').waitFor();
  });

  test('notes, the wrap-up code and the right urgency are kept', async () => {
    await bo.keyboard.press('n');
    await bo.locator('#note-text textarea:focus').waitFor();
    await bo.keyboard.type('She wants it on paper.');
    await bo.keyboard.press('Tab');
    await bo.keyboard.press('Enter');
    await bo.getByRole('listitem').filter({ hasText: 'She wants it on paper.' }).waitFor();
    await bo.getByRole('tab', { name: 'Case' }).click();
    await choose(bo, 'Wrap-up code', 'Goodwill granted');
    await bo.getByText('Wrap-up code kept.').waitFor();
    // Two clicks, which are a correction.
    await choose(bo, 'Urgency', 'low');
    await header(bo).getByText('low', { exact: true }).waitFor();
    expect(await corrections('urgency-corrected')).toMatchObject([{ before: 'normal', after: 'low' }]);
  });

  test('the case goes back to the AI, which answers what comes next', async () => {
    await button(bo, 'Back to AI').click();
    await dialog(bo).getByLabel('Note for whoever gets the case next').fill('The invoice is sorted out.');
    await choose(dialog(bo), 'Wrap-up code', 'Solved at first contact');
    await fine(bo, 'giving back to the AI');
    await dialog(bo).getByRole('button', { name: 'Give back' }).click();
    await header(bo).getByText('With the AI').waitFor();
    expect(await fileOf(nora.caseId())).toMatchObject({
      case: { state: 'with-ai', wrapUp: 'solved-first-contact' },
    });
    await nora.say('How long is a gift card valid?');
    expect(nora.heard().at(-1)).toContain('5 years');
  });

  test('the earlier cases of a customer who is known are shown; those that were routed here open', async () => {
    const { desk } = stage.local;
    // By other names, so that the panel can't be showing one of these chats still when his last one rings.
    const first = await visit('Jo', PERSON, JONAS);
    await desk.move(desk.agents[0]!, 'accept', first.caseId());
    await desk.move(desk.agents[0]!, 'resolve', first.caseId(), { text: 'He only wanted to talk.' });
    const second = await visit('Jo', 'How do I wash a down jacket?', JONAS);
    await second.say('Thanks, that is all, bye');
    await visit('Jonas', PERSON, JONAS);
    await ada.getByRole('button', { name: 'Accept chat of Jonas' }).click();
    await header(ada).getByText('verified', { exact: true }).waitFor();
    const earlier = ada.locator('section', { has: ada.getByRole('heading', { name: 'Earlier cases' }) });
    await earlier.getByText(', closed').nth(1).waitFor();
    // What only the AI had was never an agent's to read.
    await earlier.getByRole('link').click();
    await conversation(ada).getByText(PERSON).waitFor();
    await header(ada).getByText('Closed').waitFor();
    await openCase(ada, 'My contacts', 'Jonas');
  });

  test('a file that came by mail opens beside the case', async () => {
    await mail('Mara Winter', 'How long is this gift card valid? See the picture.', ['gift-card.png']);
    await openCase(ada, 'Waiting', 'Mara');
    await fine(ada, 'a mail with a file');
    const [opened, answer] = await Promise.all([
      ada.context().waitForEvent('page'),
      ada.context().waitForEvent('response', response => response.url().includes('gift-card')),
      ada.getByRole('button', { name: 'gift-card.png' }).click(),
    ]);
    expect(answer.status()).toBe(200);
    await opened.close();
  });

  test('who came by mail brings in a person by the link of the AI’s answer', async () => {
    await mail('Vera Moos', 'How long is a gift card valid?');
    const [, link] = /https?:\/\/[^/]+(\/person\/\S+)/.exec(newestMail(stage.local, 'vera.moos').text!)!;
    const page = await stage.open(link!, PHONE);
    await button(page, 'Bring in a person').waitFor();
    await fine(page, 'asking for a person');
    await button(page, 'Bring in a person').click();
    await page
      .getByRole('status')
      .getByText(/colleague|person/i)
      .waitFor();
    await fine(page, 'a person was asked for');
    await page.reload();
    await page.getByText('A person has your case already').waitFor();
    await page.goto(`${page.url()}x`);
    await page.getByText('isn’t valid').waitFor();
    await fine(page, 'a link that is not whole');
    await openCase(ada, 'Waiting', 'Vera');
  });

  test('reviewers decide whether a corrected topic teaches; others see what was decided', async () => {
    await choose(ada, 'Topic', /refund/i);
    await ada.getByText('the AI learns from it').first().waitFor();
    rea = await stage.signIn('Rea');
    expect(await rea.getByRole('region', { name: 'Contact panel' }).count()).toBe(0);
    await rea.getByRole('link', { name: 'Corrections' }).click();
    const row = (page: Page) => page.getByRole('row').filter({ hasText: 'Topic corrected' });
    await row(rea)
      .getByRole('button', { name: /^Approve:/ })
      .click();
    await row(rea).getByText('Approved').waitFor();
    await row(rea)
      .getByRole('button', { name: /^Refuse:/ })
      .click();
    await row(rea).getByText('Refused').waitFor();
    expect(await corrections('topic-corrected')).toMatchObject([{ review: { verdict: 'refused' } }]);
    await bo.getByRole('link', { name: 'Corrections' }).click();
    await row(bo).getByText('Refused').waitFor();
    expect(
      await row(bo)
        .getByRole('button', { name: /^(Approve|Refuse):/ })
        .count(),
    ).toBe(0);
  });

  test('every page stands within 1280 pixels', async () => {
    // With the reviewers' buttons; the others are looked at where they are worked with.
    await fine(rea, 'Corrections');
    for (const [page, shown] of [
      ['Queues', 'Queues now'],
      ['Audit', 'workspace'],
      ['Cases', 'No case is open'],
    ] as const) {
      await rea.getByRole('link', { name: page }).click();
      await rea.getByText(shown, { exact: true }).first().waitFor();
      expect([page, await widerThanShown(rea)]).toEqual([page, []]);
    }
    for (const tab of ['Knowledge', 'Actions', 'Notes', 'Case']) {
      await ada.getByRole('tab', { name: tab }).click();
      expect([tab, await widerThanShown(ada)]).toEqual([tab, []]);
    }
  });

  test('no page broke, and none asked for what its content policy forbids', () => {
    expect(stage.complaints).toEqual([]);
  });
});
