import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { findBrowser, openStage, PHONE, type Stage } from './stage.ts';
import { caseIdOf } from '../../cli/golden/caseIdOf.ts';
import { joinChat } from '../../cli/golden/participant.ts';
import { participantToken } from '../../local/connect/participants/tokens.ts';
import type { CaseList } from '../../layers/core/api/cases.ts';
import { gravest } from './axe.ts';

const HOUR = 3600_000;
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

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
  async function begin(page: Page, name = 'Rosa Haid'): Promise<FrameLocator> {
    await button(page).click();
    const frame = frameOf(page);
    await frame.getByLabel('Your name').fill(name);
    await frame.getByRole('button', { name: 'Start chat' }).click();
    await frame.locator('#lines .ai').first().waitFor();
    return frame;
  }
  async function write(frame: FrameLocator, text: string): Promise<void> {
    await frame.getByLabel('Your message').fill(text);
    await frame.getByLabel('Your message').press('Enter');
  }
  /** All that was written has reached the service, and what follows from it has happened. */
  async function settled(frame: FrameLocator): Promise<void> {
    await frame.locator('#lines .sending, #lines .failed').first().waitFor({ state: 'detached' });
    await stage.local.cloud.activity.idle();
  }

  test('opens by keyboard, takes and gives back the focus, closes with Escape, and has no serious fault for axe', async () => {
    const page = await visit();
    await button(page).focus();
    await page.keyboard.press('Enter');
    const frame = frameOf(page);
    await page.getByRole('dialog', { name: /^Chat with/ }).waitFor();
    await frame.locator('#name:focus').waitFor();
    // Before anything is written: that it is kept, and what becomes of it.
    await frame.getByText('What is written in this chat is kept').waitFor();
    const privacy = frame.getByRole('link', { name: 'Privacy notice' });
    expect(await privacy.getAttribute('href')).toBe('https://www.larchfield.example/privacy');
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
    const long = Array.from({ length: 270 }, (_, n) => `Word${n} of a long story.`).join(' ');
    expect(long.length).toBeGreaterThan(6_000);
    await write(frame, long);
    await write(frame, 'Do you sell gift cards?');
    await frame.getByText('Not sent yet.').first().waitFor();
    await page.reload().catch(() => undefined);
    await page.context().setOffline(false);
    await page.goto(`${stage.local.shop!.url}/shop/boots`);
    const again = frameOf(page);
    await again.getByText('Do you sell gift cards?').waitFor();
    await settled(again);
    // A page that starts anew knows only what the service has.
    await page.reload();
    await frameOf(page).getByText('Do you sell gift cards?').waitFor();
    const all = await said(page);
    expect(all[0]).toBe('What is your returns policy?');
    expect(all.at(-1)).toBe('Do you sell gift cards?');
    expect(all.slice(1, -1).join(' ')).toBe(long);
  });

  test('a file is sent by keyboard, checked, told of and fetched; what can’t be taken is refused in words', async () => {
    const page = await visit();
    const frame = await begin(page);
    const attach = frame.getByRole('button', { name: 'Send a file' });
    const choose = async (name: string, buffer: Buffer) => {
      const chooser = page.waitForEvent('filechooser');
      await attach.focus();
      await page.keyboard.press('Enter');
      await (await chooser).setFiles({ name, mimeType: 'image/png', buffer });
    };
    const wrong = frame.locator('#file-error');
    await choose('tent.exe', PNG);
    await wrong.getByText('tent.exe can’t be sent: only pdf, png, jpg, heic are taken here.').waitFor();
    await choose('tent.png', Buffer.alloc(11 * 1024 * 1024, PNG));
    await wrong.getByText('tent.png is larger than 10 MB.').waitFor();
    await choose('tent.png', PNG);
    await frame.getByText('I have put tent.png with your enquiry.').waitFor();
    const sent = frame.locator('#lines .customer').getByRole('button', { name: 'tent.png' });
    await sent.waitFor();
    await settled(frame);
    expect(await wrong.textContent()).toBe('');
    expect(await gravest(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await sent.click();
    expect((await download).suggestedFilename()).toBe('tent.png');
    // A program by the name of a picture gets past the page, and not past the check.
    await choose('holiday.png', Buffer.from('MZ program'));
    await frame.getByText('holiday.png was not taken: it is not what its name says.').waitFor();

    // An agent sends one from Connect's panel.
    const { connect, cloud, desk } = stage.local;
    const { contactId } = connect.contacts()[0]!;
    await write(frame, 'I want to talk to a person');
    await settled(frame);
    await desk.move(desk.agents[0]!, 'accept', caseIdOf(stage.local)(contactId)!);
    await cloud.activity.idle();
    const { center } = connect;
    const agent = center.participants.list().find(({ document }) => document.role === 'AGENT')!.document;
    const panel = await joinChat(cloud.urls.aws, cloud.region, participantToken(center, agent.id));
    await panel.sendFile({ name: 'label.pdf', content: Buffer.from('%PDF-1.7 label') });
    await frame.locator('#lines .person').getByRole('button', { name: 'label.pdf' }).waitFor();
    panel.close();

    for (const name of ['2.png', '3.png', '4.png', '5.png']) {
      await choose(name, PNG);
      await frame.locator('#lines .customer').getByRole('button', { name }).waitFor();
    }
    await choose('6.png', PNG);
    await wrong.getByText('This chat has had its 5 files already.').waitFor();
    // The agent finds them in the workspace.
    const desktop = await stage.signIn('Ada');
    await desktop.getByText('Rosa Haid').first().click();
    const opened = desktop.waitForEvent('popup');
    await desktop
      .getByRole('log', { name: 'Conversation' })
      .getByRole('button', { name: 'tent.png' })
      .click();
    await opened;
  });

  test('the chat comes by mail, to an address that proves to be the customer’s', async () => {
    const page = await visit(PHONE);
    const frame = await begin(page);
    await write(frame, 'How do I wash a down jacket?');
    await frame.locator('#lines .ai').nth(1).waitFor();
    await frame.getByRole('button', { name: 'End chat' }).click();
    await frame.getByRole('button', { name: 'Mail me this chat' }).click();
    await frame.getByText('Please tell us an address.').waitFor();
    await frame.getByLabel('E-mail address').fill('rosa@mail.example');
    await frame.getByLabel('E-mail address').press('Enter');
    await frame.getByLabel('Code from our mail').waitFor();
    expect(await gravest(page)).toEqual([]);
    const mailed = () =>
      stage.local.cloud.store
        .collection<{ to: string[]; text?: string }>('ses-outbox')
        .list()
        .filter(({ document: { to } }) => to.includes('rosa@mail.example'))
        .map(({ document: { text } }) => text)
        .join('\n');
    const code = /code is (\d{6})/.exec(mailed())![1]!;
    await frame.getByLabel('Code from our mail').fill(code);
    await frame.getByRole('button', { name: 'Send', exact: true }).last().click();
    await frame.getByText('The chat is on its way to you.').waitFor();
    expect(mailed()).toContain('How do I wash a down jacket?');
  });

  test('speaks the language of the site or the browser, as far as the client does', async () => {
    const page = await stage.open('/survey');
    await page.route('**/config.json', async route => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), languages: ['en', 'de'] } });
    });
    await page.goto(`${stage.local.cloud.urls.pages}/chat?lang=de`);
    await page.getByRole('heading', { name: 'Chat beginnen' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByRole('button', { name: 'Chat beginnen' }).click();
    await page.getByText('Bitte nennen Sie uns Ihren Namen.').waitFor();
    await page.goto(`${stage.local.cloud.urls.pages}/chat?lang=fr`);
    await page.getByRole('heading', { name: 'Start a chat' }).waitFor();
    await page.goto(`${stage.local.cloud.urls.pages}/survey`);
    await page.getByText('This link isn’t whole.').waitFor();
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

  test('after hours it says when people are back, and asks for the address that they answer to', async () => {
    const { cloud, desk } = stage.local;
    // It was 10:00 when the day began.
    await cloud.clock.advance(9 * HOUR);
    const page = await visit(PHONE);
    const frame = await begin(page, 'Ida Moss');
    await write(frame, 'Can I speak to a real person please?');
    await frame.getByText('Our team is back on Tuesday 9 March at 09:00. Which e-mail address').waitFor();
    expect(await gravest(page)).toEqual([]);
    await write(frame, 'the usual one');
    await frame.getByText('That does not look like an e-mail address.').waitFor();
    await write(frame, 'ida.moss@mail.example');
    await frame.getByText('They will answer you by e-mail at i•••@mail.example').waitFor();
    await settled(frame);
    const { cases } = await desk.api(desk.reader).call<CaseList>('GET', '/cases?state=waiting-for-agent');
    expect(cases.map(({ customer }) => customer)).toContainEqual(
      expect.objectContaining({ name: 'Ida Moss', email: 'ida.moss@mail.example' }),
    );
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
