import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, NoBrowser } from '../../cli/browser/openBrowser.ts';
import { scanned } from '../e2e/scanned.ts';
import { bootCloud, type LocalCloud } from '../../local/boot.ts';
import { A_MOMENT } from '../e2e/visitor.ts';
import { makeStateDir, MONDAY_MORNING } from '../e2e/demoCloud.ts';
import { prepareDemo } from '../e2e/prepareDemo.ts';

/** The pages poll in real time; long for a machine with much else to do, and only waited out when something is wrong. */
export const PATIENCE_MS = 60_000;
/** For a test with several such waits. */
export const TEST_MS = 240_000;
export const DESK = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** The demo client's cloud with its pages, and a browser that visits them. */
export interface Stage {
  local: LocalCloud;
  /** A window of its own: other cookies, other storage. `prepare` is done before it opens the page. */
  open(path: string, viewport?: { width: number; height: number }, prepare?: Prepare): Promise<Page>;
  /** Signs in at the hosted pages and waits for the workspace. */
  signIn(name: string, prepare?: Prepare): Promise<Page>;
  /** What pages complained of in their consoles: broken scripts, refusals of the content policy. */
  complaints: string[];
  close(): Promise<void>;
}

type Prepare = (context: BrowserContext) => Promise<void>;

/** A browser, or why there is none. */
export async function findBrowser(): Promise<Browser | string> {
  try {
    return await openBrowser();
  } catch (error) {
    if (error instanceof NoBrowser) return error.message;
    throw error;
  }
}

/**
 * @param mail takes mail too
 * @param frozen time stands still: then the API takes a hundred requests at most until it is moved
 */
export async function openStage(browser: Browser, { mail = false, frozen = true } = {}): Promise<Stage> {
  const state = makeStateDir();
  const local = scanned(
    await bootCloud({
      ...(await prepareDemo()),
      stateDir: state.path,
      clock: { start: new Date(MONDAY_MORNING).toISOString(), frozen },
      mail,
      log: () => {},
    }),
  );
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  async function open(path: string, viewport = DESK, prepare?: Prepare): Promise<Page> {
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    context.setDefaultTimeout(PATIENCE_MS);
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', error => complaints.push(`${path}: ${error.message}`));
    page.on('console', message => {
      // A refusal of the API is the page's to show, and the browser writes a line of it.
      const isRefusal = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isRefusal) complaints.push(`${path}: ${message.text()}`);
    });
    // Nobody has told their name in no time: else the page would wait for a clock that stands.
    if (frozen)
      page.on('response', response => {
        if (response.status() === 428) void local.cloud.clock.advance(A_MOMENT);
      });
    await prepare?.(context);
    await page.goto(new URL(path, local.cloud.urls.pages).href);
    return page;
  }

  return {
    local,
    complaints,
    open,
    async signIn(name, prepare) {
      const page = await open('/agent/', DESK, prepare);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name }).click();
      await page.getByRole('navigation', { name: 'Contacts and cases' }).waitFor();
      return page;
    },
    async close() {
      await Promise.all(contexts.map(context => context.close()));
      await browser.close();
      await local.stop();
      state.remove();
    },
  };
}
