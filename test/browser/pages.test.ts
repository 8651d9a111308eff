import { jest } from '@jest/globals';
import type { APIResponse, Page } from 'playwright-core';
import type { CorrectionList } from '../../layers/core/api/corrections.ts';
import { clockTime } from '../../web/agent/case/times.ts';
import { codeIn, mailTo } from '../e2e/mails.ts';
import { enter } from '../e2e/visitor.ts';
import { gravest } from './axe.ts';
import { findBrowser, openStage, PHONE, TEST_MS, type Stage } from './stage.ts';
import { conversation, dialog, group, header, rings } from './workspacePage.ts';

const found = await findBrowser();
const why = typeof found === 'string' ? ` (skipped: ${found})` : '';
const describeIf = why ? describe.skip : describe;

jest.setTimeout(TEST_MS);

/** How the pages tell time. */
const CLIENT = { timeZone: 'Europe/Vienna', locale: 'en_GB' };
const HOUR = 3600_000;
const COMPLAINT = 'The man in your Graz store was rude to me and I want to complain';
const LOGO = 'How much is setting up a logo for our company jackets?';
/** Of Pavel. */
const ORDER = 'LF-330915';
const CHARGED = 'I was charged twice for order LF-288106, my card shows two payments of 129 euros';

describeIf(`the pages in a browser${why}`, () => {
  let stage: Stage;
  let ada: Page;

  beforeAll(async () => {
    if (typeof found !== 'string') stage = await openStage(found);
  });
  afterAll(() => stage?.close());

  const idle = () => stage.local.cloud.activity.idle();
  const api = <T>(path: string) => {
    const { desk } = stage.local;
    return desk.api(desk.reader).call<T>('GET', path);
  };

  describe('an agent’s day with three chats at once', () => {
    let customer: Page;
    let rosa: string;

    test('the agent signs in at the hosted pages and takes contacts', async () => {
      ada = await stage.open('/agent/');
      expect(await gravest(ada)).toEqual([]);
      await ada.getByRole('button', { name: 'Sign in' }).click();
      await ada.getByRole('button', { name: 'Ada' }).click();
      await ada.getByText('Not available').click();
      await ada.getByText('Available', { exact: true }).waitFor();
    });

    test('a customer’s chat rings, and accepting it opens the case by itself', async () => {
      customer = await stage.open('/chat');
      expect(await gravest(customer)).toEqual([]);
      await customer.getByLabel('Your name').fill('Rosa Haid');
      await customer.getByLabel('E-mail (optional').fill('rosa.haid@mail.example');
      await customer.getByRole('button', { name: 'Start chat' }).click();
      await customer.getByText('assistant of Larchfield').waitFor();
      await customer.getByLabel('Your message').fill(COMPLAINT);
      await customer.getByRole('button', { name: 'Send', exact: true }).click();
      await rings(ada, 'Rosa Haid').click();
      await ada.getByRole('heading', { level: 1, name: 'Rosa Haid' }).waitFor();
      await conversation(ada).getByText(COMPLAINT).waitFor();
      await header(ada).getByText('With an agent (you)').waitFor();
      rosa = decodeURIComponent(new URL(ada.url()).hash.split('/').at(-1)!);
      expect(await conversation(ada).textContent()).toMatch(/AI understood: .+, \d+% sure/);
    });

    test('two more come while the first goes on; what is new elsewhere is marked', async () => {
      const pavel = await enter(stage.local, { name: 'Pavel', email: 'pavel.dvorsky@mail.example' });
      await pavel.say(CHARGED);
      await rings(ada, 'Pavel').click();
      await ada.getByRole('heading', { level: 1, name: 'Pavel' }).waitFor();
      const jonas = await enter(stage.local, { name: 'Jonas', email: 'jonas.reiter@mail.example' });
      await jonas.say('The app crashes every time I tap on my orders, since the update');
      await rings(ada, 'Jonas').click();
      await ada.getByRole('heading', { level: 1, name: 'Jonas' }).waitFor();
      await group(ada, 'My contacts').nth(2).waitFor();

      await pavel.say('Are you still there?');
      await ada.getByRole('link', { name: /Pavel new/ }).waitFor();
      // By keys alone: to Pavel, who is before Jonas, and an answer.
      await ada.keyboard.press('Alt+ArrowUp');
      await ada.getByRole('heading', { level: 1, name: 'Pavel' }).waitFor();
      await conversation(ada).getByText('Are you still there?').waitFor();
      await ada.keyboard.press('r');
      await ada.keyboard.type('Yes, I am looking at your payments.');
      await ada.keyboard.press('Control+Enter');
      await conversation(ada).getByText('I am looking at your payments').waitFor();
      await idle();
      expect(pavel.heard().join('\n')).toContain('I am looking at your payments');
      await ada.getByRole('link', { name: /Pavel new/ }).waitFor({ state: 'detached' });
    });

    test('what is begun in one chat is there after a look at another', async () => {
      const answer = ada.getByLabel('Your answer to the customer');
      await answer.fill('Half a sentence');
      await ada.getByRole('link', { name: /Jonas/ }).click();
      await ada.getByRole('heading', { level: 1, name: 'Jonas' }).waitFor();
      expect(await answer.inputValue()).toBe('');
      await ada.getByRole('link', { name: /Pavel/ }).click();
      await ada.getByRole('heading', { level: 1, name: 'Pavel' }).waitFor();
      expect(await answer.inputValue()).toBe('Half a sentence');
      await answer.fill('');
    });

    test('the open case has no serious finding for assistive technology, whatever tab is shown', async () => {
      for (const tab of ['Case', 'Knowledge', 'Actions', 'Notes']) {
        await ada.getByRole('tab', { name: tab }).click();
        expect([tab, await gravest(ada)]).toEqual([tab, []]);
      }
      await ada.keyboard.press('?');
      await dialog(ada).getByText('Previous of my contacts').waitFor();
      expect(await gravest(ada)).toEqual([]);
      await ada.keyboard.press('Escape');
      await dialog(ada).waitFor({ state: 'detached' });
    });

    test('knowledge is searched, and put into the answer', async () => {
      await ada.keyboard.press('/');
      await ada.locator('#knowledge-query input:focus').waitFor();
      await ada.keyboard.type('how long do refunds take');
      await ada.keyboard.press('Enter');
      await ada
        .getByRole('button', { name: /^Insert:/ })
        .first()
        .click();
      const written = await ada.getByLabel('Your answer to the customer').inputValue();
      expect(written.length).toBeGreaterThan(40);
      await ada.getByLabel('Your answer to the customer').fill('');
    });

    test('an action runs for the customer once they have proved who they are, and its receipt may be said', async () => {
      await ada.getByRole('tab', { name: 'Actions' }).click();
      await ada.getByRole('button', { name: /^Action/ }).click();
      await ada.getByRole('option', { name: /Track an order/ }).click();
      await ada.getByLabel('What is your order number?').fill(ORDER);
      await ada.getByRole('button', { name: 'Track an order', exact: true }).click();
      const code = ada.getByLabel(/Code that was sent to/);
      await code.fill('000000');
      await ada.getByRole('button', { name: 'Check the code and go on' }).click();
      await ada.getByText('That was not the code.').waitFor();
      await code.fill(codeIn(mailTo(stage.local, 'pavel.dvorsky')));
      await ada.getByRole('button', { name: 'Check the code and go on' }).click();
      await ada.getByRole('button', { name: 'Insert into the answer' }).click();
      const written = ada.getByLabel('Your answer to the customer');
      expect(await written.inputValue()).toContain(ORDER);
      await written.fill('');
      await header(ada).getByText('verified', { exact: true }).waitFor();
    });

    test('a wrong topic is put right in two clicks, which is a correction', async () => {
      await ada.getByRole('tab', { name: 'Case' }).click();
      await ada.getByRole('button', { name: /Topic/ }).click();
      await ada
        .getByRole('option')
        .filter({ hasText: /refund/i })
        .first()
        .click();
      await ada.getByText('the AI learns from it').first().waitFor();
      const { corrections } = await api<CorrectionList>('/corrections?kind=topic-corrected');
      expect(corrections).toMatchObject([
        { before: 'billing-dispute', by: expect.stringContaining('agent:') },
      ]);
    });

    test('the AI’s draft is edited before it is sent, and the difference is kept', async () => {
      const liam = await enter(stage.local, { name: 'Liam', email: 'liam.carter@mail.example' });
      await liam.say(LOGO);
      await group(ada, 'Drafts to approve').first().click();
      await ada.getByRole('heading', { name: 'The AI would answer' }).waitFor();
      expect(await gravest(ada)).toEqual([]);
      await ada.keyboard.press('e');
      const field = ada.getByLabel('The AI’s draft, as you change it');
      await field.press('End');
      await field.fill(`${await field.inputValue()} I have sent you our price list too.`);
      await field.press('Control+Enter');
      await conversation(ada).getByText('I have sent you our price list too').waitFor();
      await idle();
      expect(liam.heard().at(-1)).toContain('I have sent you our price list too.');
      const { corrections } = await api<CorrectionList>('/corrections?kind=draft-edited');
      expect(corrections).toMatchObject([
        { question: LOGO, after: expect.stringContaining('price list too') },
      ]);
    });

    test('a case is handed off with what is asked and the client’s checklist', async () => {
      await group(ada, 'My contacts').filter({ hasText: 'Rosa' }).click();
      await ada.getByRole('heading', { level: 1, name: 'Rosa' }).waitFor();
      await ada.keyboard.press('h');
      await dialog(ada).getByLabel('What do they have to decide').fill('Will the manager call her back?');
      for (const box of await dialog(ada).getByRole('checkbox').all()) await box.check();
      expect(await gravest(ada)).toEqual([]);
      await dialog(ada).getByRole('button', { name: 'Hand off' }).click();
      await header(ada).getByText('With the client’s team').waitFor();
      await idle();
      expect(mailTo(stage.local, 'ines.larch')).toContain('Will the manager call her back?');
    });

    test('the client’s team answers on a phone, and the customer sees it in the chat', async () => {
      const link = /https?:\/\/[^/]+(\/reply\S+)/.exec(mailTo(stage.local, 'ines.larch'))![1]!;
      const team = await stage.open(link, PHONE);
      await team.getByText('Will the manager call her back?').waitFor();
      expect(await gravest(team)).toEqual([]);
      const wide = await team.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(PHONE.width);
      await team.getByLabel('Your words to the customer').fill('The manager calls you tomorrow at ten.');
      await team.getByRole('button', { name: 'Send', exact: true }).click();
      await customer.getByText('The manager calls you tomorrow at ten.').waitFor();
      await idle();
      expect(await api(`/cases/${rosa}`)).toMatchObject({ case: { state: 'closed', owner: 'nobody' } });
    });

    test('a case is resolved with how, and leaves the list', async () => {
      await group(ada, 'My contacts').filter({ hasText: 'Pavel' }).click();
      await ada.getByRole('heading', { level: 1, name: 'Pavel' }).waitFor();
      await ada.keyboard.press('s');
      await dialog(ada).getByLabel('How was it resolved?').fill('Second payment was a reservation.');
      await dialog(ada).getByRole('button', { name: 'Resolve' }).click();
      await header(ada).getByText('Closed').waitFor();
      await group(ada, 'My contacts').filter({ hasText: 'Pavel' }).waitFor({ state: 'detached' });
    });
  });

  describe('exactly one agent has a case', () => {
    test('a second tab of another agent is refused, is told why, and shows how it stands', async () => {
      const visitor = await enter(stage.local, { name: 'Edda', email: 'edda.lindner@mail.example' });
      // With nobody there to take it, it waits.
      await ada.getByText('Available', { exact: true }).click();
      await ada.getByText('Not available').waitFor();
      await visitor.say('Can I speak to a real person please?');
      const bo = await stage.signIn('Bo');
      await group(bo, 'Waiting').filter({ hasText: 'Edda' }).click();
      const take = (page: Page) => page.getByRole('button', { name: 'Take the case' });
      await take(bo).waitFor();
      // Bo's page is told for a while what it knows already.
      let known: APIResponse | undefined;
      await bo.route(/\/cases\/[^/]+$/, async route => {
        if (route.request().method() !== 'GET') return route.continue();
        known ??= await route.fetch();
        return route.fulfill({ response: known });
      });
      await bo.waitForResponse(/\/cases\/[^/]+$/);
      await group(ada, 'Waiting').filter({ hasText: 'Edda' }).click();
      await take(ada).click();
      await header(ada).getByText('With an agent (you)').waitFor();

      const refused = bo.waitForResponse(response => response.url().endsWith('/accept'));
      await take(bo).click();
      expect((await refused).status()).toBe(409);
      await bo.getByText('The case has moved on').waitFor();
      await bo.unroute(/\/cases\/[^/]+$/);
      await header(bo).getByText('With an agent (Ada)').waitFor();
      await expect(bo.getByLabel('Your answer to the customer').count()).resolves.toBe(0);
      await bo.context().close();
    });

    test('who has it gives it back to its queue, with why', async () => {
      await ada.keyboard.press('q');
      await dialog(ada).getByLabel('Why').fill('I do not speak her language.');
      await dialog(ada).getByRole('button', { name: 'Give back' }).click();
      await header(ada).getByText('Waits for an agent').waitFor();
      await ada.getByRole('tab', { name: 'Notes' }).click();
      await ada.getByText(/I do not speak her language/).waitFor();
    });
  });

  describe('time passes', () => {
    test('a waiting case whose deadline is near is shown, and the supervisor gives it to somebody', async () => {
      const visitor = await enter(stage.local, { name: 'Sofia', email: 'sofia.brandl@mail.example' });
      await visitor.say('My new tent arrived with a broken pole');
      const bo = await stage.signIn('Bo');
      await bo.getByRole('link', { name: 'Queues' }).click();
      await bo.getByRole('heading', { name: 'Queues now' }).waitFor();
      await stage.local.cloud.clock.advance(0.9 * HOUR);
      await idle();
      const now = clockTime(new Date(stage.local.cloud.clock.now()).toISOString(), CLIENT);
      // So long after, nobody counts as at work before their own page has asked for news again.
      await bo.getByRole('row').filter({ hasText: /^Ada/ }).filter({ hasText: now }).waitFor();
      const atRisk = bo.getByRole('row').filter({ hasText: /Waits for an agent.*min left/ });
      await atRisk.first().getByRole('button', { name: 'Agent' }).click();
      await bo.getByRole('option', { name: 'Ada' }).click();
      await bo.getByText('Given to Ada.').waitFor();
      expect(await gravest(bo)).toEqual([]);
      for (const page of ['Corrections', 'Audit']) {
        await bo.getByRole('link', { name: page }).click();
        await bo.getByRole('heading', { level: 1, name: page }).waitFor();
        await bo.getByRole('row').nth(1).waitFor();
        if (page === 'Corrections') await bo.locator('ins').getByText('price list too').waitFor();
        expect([page, await gravest(bo)]).toEqual([page, []]);
      }
    });

    test('a silent client’s team is reminded, a second contact is asked, and people end up with the case', async () => {
      await group(ada, 'My contacts').filter({ hasText: 'Jonas' }).click();
      await ada.getByRole('heading', { level: 1, name: 'Jonas' }).waitFor();
      await ada.keyboard.press('h');
      await dialog(ada).getByLabel('What do they have to decide').fill('Is the outage known?');
      for (const box of await dialog(ada).getByRole('checkbox').all()) await box.check();
      await dialog(ada).getByRole('button', { name: 'Hand off' }).click();
      await header(ada).getByText('With the client’s team').waitFor();
      await ada.getByRole('tab', { name: 'Notes' }).click();
      await stage.local.cloud.clock.advance(5 * 24 * HOUR);
      await idle();
      // So long after, the session has ended too: the page says so, and goes on after another sign-in.
      await ada.getByText('Your session has ended').waitFor();
      await ada.getByRole('button', { name: 'Sign in' }).click();
      await ada.getByRole('button', { name: 'Ada' }).click();
      await group(ada, 'Waiting').filter({ hasText: 'Jonas' }).click();
      await ada.getByRole('tab', { name: 'Notes' }).click();
      await ada
        .getByText(/was reminded\./)
        .first()
        .waitFor();
      expect(mailTo(stage.local, 'tobias.field')).toContain('Is the outage known?');
    });
  });

  test('no tab of the local console has a serious finding', async () => {
    const local = await stage.open('/console');
    await local.getByRole('tab').first().waitFor();
    const tabs = await local.getByRole('tab').evaluateAll(all => all.map(({ id }) => id.replace('tab-', '')));
    expect(tabs).toContain('cases');
    for (const tab of tabs) {
      await local.locator(`#tab-${tab}`).click();
      await local.locator(`#panel[data-tab="${tab}"] > *`).first().waitFor();
      expect([tab, await gravest(local)]).toEqual([tab, []]);
    }
  });

  test('the survey has no serious finding', async () => {
    const survey = await stage.open('/survey#unknown');
    await survey.getByText(/link/i).first().waitFor();
    expect(await gravest(survey)).toEqual([]);
  });

  test('no page broke, and none asked for what its content policy forbids', () => {
    expect(stage.complaints).toEqual([]);
  });
});
