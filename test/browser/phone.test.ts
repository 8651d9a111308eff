import { jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { instantOf } from '../../cli/golden/at.ts';
import { scanned } from '../e2e/scanned.ts';
import { bootCloud, type LocalCloud } from '../../local/boot.ts';
import type { Offer } from '../../local/connect/queues/desk.ts';
import { makeStateDir } from '../e2e/demoCloud.ts';
import { prepareDemo } from '../e2e/prepareDemo.ts';
import { DESK, PATIENCE_MS, TEST_MS } from './stage.ts';
import { gravest } from './axe.ts';
import { openChromium, openPhone, scrollsSideways, whyNoBrowser } from './openChromium.ts';

jest.setTimeout(TEST_MS);

/** A customer at the phone page: text and keypad, as where the browser has no speech of its own. */
const suite = whyNoBrowser ? describe.skip : describe;
if (whyNoBrowser) console.log(`test/browser/phone: skipped, ${whyNoBrowser}`);

suite('the phone page', () => {
  let local: LocalCloud;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  const state = makeStateDir();
  /** Lets the voice finish, and the page show it. What was done before must have arrived: time moves for what has. */
  const listen = async (seconds: number) => {
    await local.cloud.activity.idle();
    await local.cloud.clock.advance(seconds * 1_000);
  };
  /** Lets time pass by the second until it is so, and no further: what rings stops ringing. */
  const listenUntil = async (what: string, isSo: () => boolean) => {
    for (let second = 0; second < 60; second += 1) {
      await listen(second && 1);
      if (isSo()) return;
    }
    throw new Error(`a minute has passed, and not: ${what}`);
  };
  const hears = (text: string) => page.getByText(text).first().waitFor({ timeout: PATIENCE_MS });
  /** Presses what begins a call, or takes one, and waits until the line stands. */
  const begins = async (name: 'Call' | 'Take the call') => {
    await page.getByRole('button', { name, exact: true }).click({ timeout: PATIENCE_MS });
    await hears('In a call.');
  };
  /** The page shows what the customer did once it has arrived. */
  const arrives = (text: string) =>
    page.locator('[data-who="customer"]').filter({ hasText: text }).waitFor({ timeout: PATIENCE_MS });
  const says = async (text: string) => {
    await page.getByLabel('Say', { exact: true }).fill(text);
    await page.getByRole('button', { name: 'Say it' }).click();
    await arrives(text);
  };
  const fine = async () =>
    expect({ findings: await gravest(page), sideways: await scrollsSideways(page), faults }).toEqual({
      findings: [],
      sideways: false,
      faults: [],
    });

  beforeAll(async () => {
    const prepared = await prepareDemo();
    local = scanned(
      await bootCloud({
        ...prepared,
        stateDir: state.path,
        clock: {
          start: new Date(instantOf('2027-03-08T10:00', 'Europe/Vienna')).toISOString(),
          frozen: true,
        },
        mail: false,
        log: () => {},
      }),
    );
    browser = await openChromium();
    ({ page, faults } = await openPhone(browser));
    await page.goto(`${local.cloud.urls.pages}/phone`);
  });

  afterAll(async () => {
    await browser?.close();
    await local?.stop();
    state.remove();
  });

  test('calls, asks, types a key and is called back when the line breaks', async () => {
    await fine();
    await begins('Call');
    await hears('recorded for training');
    await listen(14);
    await hears('automatic assistant of Larchfield Outdoor');
    await says('how long is a gift card valid');
    await hears('5 years');
    await listen(8);
    await page.locator('[data-key="9"]').click();
    await arrives('You: 9');
    await listen(4);
    await hears('Press 0 for a colleague');
    await fine();

    await says('where is my order LF-204518');
    await hears('six-digit code');
    await page.getByRole('button', { name: 'Break the line' }).click();
    await hears('The call is over.');
    await listen(2);
    await begins('Take the call');
    await listen(8);
    await hears('Our call broke off');
    await page.getByRole('button', { name: 'Hang up' }).click();
    await hears('The call is over.');
    await fine();
  });

  test('an agent who takes a call answers it, from a panel that has no telephone', async () => {
    const context = await browser.newContext({ viewport: DESK });
    context.setDefaultTimeout(PATIENCE_MS);
    const ada = await context.newPage();
    await ada.goto(`${local.cloud.urls.pages}/agent/`);
    await ada.getByRole('button', { name: 'Sign in' }).click();
    await ada.getByRole('button', { name: 'Ada' }).click();
    await ada.getByText('Not available').click();
    await ada.getByText('Available', { exact: true }).waitFor();
    await page.reload();
    await begins('Call');
    await hears('recorded for training');
    await listen(14);
    await hears('automatic assistant of Larchfield Outdoor');
    await says('I want to speak to a person please');
    const { agents, contact } = local.connect;
    const rings = () => agents.list().flatMap(({ username }) => agents.offers(username));
    await listenUntil('the call rings at an agent', () => rings().length > 0);
    const [{ contactId }] = rings() as [Offer];
    const accept = ada.getByRole('button', { name: /^Accept voice/ });
    await accept.click();
    await accept.waitFor({ state: 'detached' });
    // The agent first hears who calls.
    await listenUntil('the agent is connected', () => contact(contactId)?.state === 'agent');
    await ada.getByText('My contacts (1)').waitFor();
    await ada.getByLabel(/^Say to/).fill('Good morning, this is Ada.');
    await ada.getByRole('button', { name: 'Say', exact: true }).click();
    await hears('Good morning, this is Ada.');
    await page.getByRole('button', { name: 'Hang up' }).click();
    await hears('The call is over.');
    await ada.getByLabel(/^Say to/).waitFor({ state: 'detached' });
    await context.close();
  });

  test('a number that is none is told, and nothing is lost', async () => {
    await page.reload();
    await page.getByLabel('Your number').fill('hello');
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await hears('from: a number like +436641000001');
    expect(faults).toEqual([]);
  });
});
