import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { findBrowser, openStage, PHONE, type Stage } from './stage.ts';
import { gravest } from './axe.ts';

/** The chat in a page of the client's own site, over the loss of the network and over the site's pages. */
const browser = await findBrowser();
const suite = typeof browser === 'string' ? describe.skip : describe;
if (typeof browser === 'string') console.log(`test/browser/widget: skipped, ${browser}`);

suite('the chat in the client’s site', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(browser as Browser);
  }, 240_000);
  afterAll(() => stage?.close());

  const frameOf = (page: Page): FrameLocator => page.frameLocator('iframe');
  const button = (page: Page) => page.getByRole('button', { name: /^Need a hand\?/ });
  async function visit(viewport?: typeof PHONE): Promise<Page> {
    const page = await stage.open('/survey', viewport);
    await page.goto(`${stage.local.shop!.url}/shop`);
    await button(page).waitFor();
    return page;
  }
  /** Everything the customer has said, as the service has it. */
  const said = (page: Page) => frameOf(page).locator('#lines .customer .bubble').allTextContents();
  async function begin(page: Page): Promise<FrameLocator> {
    await button(page).click();
    const frame = frameOf(page);
    await frame.getByLabel('Your name').fill('Rosa Haid');
    await frame.getByRole('button', { name: 'Start chat' }).click();
    await frame.locator('#lines .ai').first().waitFor();
    return frame;
  }
  async function write(frame: FrameLocator, text: string): Promise<void> {
    await frame.getByLabel('Your message').fill(text);
    await frame.getByLabel('Your message').press('Enter');
  }

  test('opens by keyboard, takes and gives back the focus, closes with Escape, and has no serious fault for axe', async () => {
    const page = await visit();
    await button(page).focus();
    await page.keyboard.press('Enter');
    const frame = frameOf(page);
    await page.getByRole('dialog', { name: /^Chat with/ }).waitFor();
    await frame.locator('#name:focus').waitFor();
    expect(await gravest(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(
      await button(page).evaluate(node => (node.getRootNode() as ShadowRoot).activeElement === node),
    ).toBe(true);
    expect(await button(page).getAttribute('aria-expanded')).toBe('false');
  });

  test('who is signed in on the site is known; who signs out takes the chat along', async () => {
    const page = await visit();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await button(page).click();
    const frame = frameOf(page);
    await frame.getByText('You are signed in as').waitFor();
    await frame.getByRole('button', { name: 'Start chat' }).click();
    await frame.locator('#lines .ai').first().waitFor();
    await write(frame, 'What is your returns policy?');
    await frame.locator('#lines .ai').nth(1).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await button(page).click();
    await frameOf(page).getByLabel('Your name').waitFor();
    expect(await said(page)).toEqual([]);
  });

  test('goes on over the site’s pages, and marks what came out of sight', async () => {
    const page = await visit(PHONE);
    const frame = await begin(page);
    const box = await page.getByRole('dialog').boundingBox();
    expect(box).toEqual({ x: 0, y: 0, ...PHONE });
    expect(await gravest(page)).toEqual([]);
    await write(frame, 'What is your returns policy?');
    await frame.locator('#lines .ai').nth(1).waitFor();
    await page.getByRole('button', { name: 'Close chat' }).click();
    await page.goto(`${stage.local.shop!.url}/shop/boots`);
    await button(page).click();
    await frameOf(page).getByText('What is your returns policy?').waitFor();
    await write(frameOf(page), 'Do you sell gift cards?');
    await page.getByRole('button', { name: 'Close chat' }).click();
    await page.getByRole('button', { name: /^Need a hand\?, \d+ new message/ }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Need a hand\?, \d+ new message/ }).click();
    await frameOf(page).getByText('Do you sell gift cards?').waitFor();
    expect(await said(page)).toEqual(['What is your returns policy?', 'Do you sell gift cards?']);
    expect(await button(page).getAttribute('aria-label')).toBe('Need a hand?');
  });

  test('no message is lost or said twice when the network goes, and a long one comes whole', async () => {
    const page = await visit();
    const frame = await begin(page);
    // The service takes the first one, and its reply is lost on the way, over all of the library's tries.
    let lost = 0;
    await page.context().route('**/participant/message', async route => {
      if (lost >= 4) return route.fallback();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await write(frame, 'What is your returns policy?');
    await frame.getByText('Not sent yet.').or(frame.locator('#lines .ai').nth(1)).first().waitFor();
    await page.context().setOffline(true);
    const long = Array.from({ length: 200 }, (_, n) => `Word${n} of a long story.`).join(' ');
    await write(frame, long);
    await write(frame, 'Do you sell gift cards?');
    await frame.getByText('Not sent yet.').first().waitFor();
    await page.reload().catch(() => undefined);
    await page.context().setOffline(false);
    await page.goto(`${stage.local.shop!.url}/shop/boots`);
    const again = frameOf(page);
    await again.getByText('Do you sell gift cards?').waitFor();
    await again.locator('#lines .sending, #lines .failed').first().waitFor({ state: 'detached' });
    await stage.local.cloud.activity.idle();
    // A page that starts anew knows only what the service has.
    await page.reload();
    await frameOf(page).getByText('Do you sell gift cards?').waitFor();
    const all = await said(page);
    expect(all[0]).toBe('What is your returns policy?');
    expect(all.at(-1)).toBe('Do you sell gift cards?');
    expect(all.slice(1, -1).join(' ')).toBe(long);
  });

  test('the survey stands below the chat, and is taken once', async () => {
    const page = await visit(PHONE);
    const frame = await begin(page);
    await write(frame, 'How do I wash a down jacket?');
    await frame.locator('#lines .ai').nth(1).waitFor();
    await write(frame, 'Thanks, that is all, bye');
    const survey = frame.getByRole('region', { name: 'How did we do?' });
    await survey.getByText('How happy are you').waitFor();
    expect(await gravest(page)).toEqual([]);
    await survey.getByRole('button', { name: 'Send' }).click();
    await survey.getByText('Please choose a number').waitFor();
    await survey.getByText('very happy').click();
    await survey.getByRole('radio', { name: '9', exact: true }).check({ force: true });
    await survey.getByRole('button', { name: 'Send' }).click();
    await survey.getByText('Thank you.').waitFor();
    const link = (await frame.locator('#lines a[href*="/survey/"]').getAttribute('href'))!;
    await page.goto(link);
    await page.getByText('you have answered already').waitFor();
  });

  test('another site gets neither configuration nor chat', async () => {
    const { pages } = stage.local.cloud.urls;
    const other = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<body><script src="${pages}/widget.js"></script><iframe src="${pages}/chat"></iframe>`);
    });
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const page = await stage.open('/survey');
    const told = page.waitForEvent('console', { predicate: line => line.text().includes('pages.sites') });
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    await told;
    other.close();
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.frames()[1]!.content()).not.toContain('Start a chat');
  });
});
