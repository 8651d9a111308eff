/**
 * Takes the pictures of the pages that the README shows: `npm run screenshots`. They come from a cloud booted for it, so they
 * show what is there.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../e2e/demoCloud.ts';
import { mailTo, newestMail } from '../e2e/mails.ts';
import { enter } from '../e2e/visitor.ts';
import { findBrowser, openStage, PHONE } from './stage.ts';

/** A picture that is larger slows the README down. */
const MOST_BYTES = 200_000;
const MINUTE = 60_000;

const browser = await findBrowser();
if (typeof browser === 'string') {
  console.error(`No pictures: ${browser}`);
  process.exit(1);
}
const stage = await openStage(browser);
const { local } = stage;
try {
  await take();
} finally {
  await stage.close();
}

async function take(): Promise<void> {
  const ada = await stage.signIn('Ada');
  await ada.getByText('Not available').click();
  const accept = async (name: string) => {
    await ada.getByRole('button', { name: `Accept chat of ${name}` }).click();
    await ada.getByRole('heading', { level: 1, name }).waitFor();
    await ada.getByText('With an agent (you)').waitFor();
  };

  const customer = await stage.open('/chat', PHONE);
  await customer.getByLabel('Your name').fill('Rosa Haid');
  await customer.getByLabel('E-mail').fill('rosa.haid@mail.example');
  await customer.getByRole('button', { name: 'Start chat' }).click();
  await customer.getByText('assistant of Larchfield').waitFor();
  const write = async (text: string) => {
    await customer.getByLabel('Your message').fill(text);
    await customer.getByRole('button', { name: 'Send' }).click();
    await local.cloud.activity.idle();
  };
  await write('How many days do I have to return items?');
  await customer
    .getByText(/30 days/)
    .first()
    .waitFor();
  await local.cloud.clock.advance(MINUTE);
  await write('The man in your Graz store was rude to me and I want to complain');
  await accept('Rosa Haid');

  const pavel = await enter(local, { name: 'Pavel Dvorsky', email: 'pavel.dvorsky@mail.example' });
  await pavel.say('I was charged twice for order LF-288106, my card shows two payments of 129 euros');
  await accept('Pavel Dvorsky');
  const liam = await enter(local, { name: 'Liam Carter', email: 'liam.carter@mail.example' });
  await liam.say('How much is setting up a logo for our company jackets?');
  await ada.getByText('Drafts to approve').waitFor();

  await ada.getByRole('link', { name: /Rosa Haid/ }).click();
  await ada.getByRole('heading', { level: 1, name: 'Rosa Haid' }).waitFor();
  await ada
    .getByLabel('Your answer to the customer')
    .fill('I am sorry about that, Rosa. I am asking the store manager in Graz.');
  await ada.keyboard.press('Control+Enter');
  await ada.getByRole('log').getByText('store manager in Graz').waitFor();
  await pavel.say('Are you still there?');
  await ada.getByRole('link', { name: /Pavel Dvorsky new/ }).waitFor();
  await picture(ada, 'agent-workspace');
  await customer.getByText('store manager in Graz').waitFor();
  await picture(customer, 'chat');

  await ada.getByRole('link', { name: /Liam Carter/ }).click();
  await ada.getByRole('heading', { name: 'The AI would answer' }).waitFor();
  await ada.keyboard.press('/');
  await ada.locator('#knowledge-query input:focus').waitFor();
  await ada.keyboard.type('logo on jackets');
  await ada.keyboard.press('Enter');
  await ada.getByText('best first').waitFor();
  await picture(ada, 'agent-draft');
  await ada.getByRole('button', { name: 'Edit' }).click();
  const draft = ada.getByLabel('The AI’s draft, as you change it');
  await draft.fill(`${await draft.inputValue()} I have sent you our price list too.`);
  await draft.press('Control+Enter');
  await ada.getByRole('log').getByText('price list too').waitFor();

  await ada.getByRole('link', { name: /Rosa Haid/ }).click();
  await ada.getByRole('heading', { level: 1, name: 'Rosa Haid' }).waitFor();
  await ada.keyboard.press('h');
  const dialog = ada.getByRole('dialog');
  await dialog
    .getByLabel('What do they have to decide')
    .fill('Will the manager of the Graz store call her back?');
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await picture(ada, 'agent-hand-off');
  await dialog.getByRole('button', { name: 'Hand off' }).click();
  await ada.locator('.case-header').getByText('With the client’s team').waitFor();
  await local.cloud.activity.idle();

  const link = /https?:\/\/[^/]+(\/reply\S+)/.exec(mailTo(local, 'ines.larch'))![1]!;
  const team = await stage.open(link, PHONE);
  await team.getByText('call her back').first().waitFor();
  await picture(team, 'handoff-page');
  // A mail isn't under the page's content policy.
  await team.goto('about:blank');
  await team.setContent(newestMail(local, 'ines.larch').html!);
  await picture(team, 'handoff-mail');

  const sofia = await enter(local, { name: 'Sofia Brandl', email: 'sofia.brandl@mail.example' });
  await ada.getByText('Available', { exact: true }).click();
  await sofia.say('My new tent arrived with a broken pole');
  const bo = await stage.signIn('Bo');
  await bo.getByRole('link', { name: 'Queues' }).click();
  await bo.getByRole('heading', { name: 'Queues now' }).waitFor();
  await local.cloud.clock.advance(50 * MINUTE);
  await bo.getByRole('heading', { name: /Deadlines at risk \([1-9]/ }).waitFor();
  await picture(bo, 'supervision');
  await bo.getByRole('link', { name: 'Corrections' }).click();
  await bo.getByRole('row').filter({ hasText: 'price list' }).waitFor();
  await picture(bo, 'corrections');
}

async function picture(page: Page, name: string): Promise<void> {
  const path = join(ROOT, 'docs', 'screenshots', `${name}.png`);
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(path);
  console.log(`${path} ${Math.round(size / 1000)} kB`);
  if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MOST_BYTES}`);
}
