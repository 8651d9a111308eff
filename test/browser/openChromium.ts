import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../cli/browser/openBrowser.ts';

/** The Chromium of the npm package is for Linux on x64; elsewhere CHROMIUM_PATH may name an installed one. */
const installed = process.env.CHROMIUM_PATH;
const packaged = process.platform === 'linux' && process.arch === 'x64';

/** Why there is no browser to test with, or undefined. */
export const whyNoBrowser = (installed ? existsSync(installed) : packaged)
  ? undefined
  : 'no Chromium: set CHROMIUM_PATH to an installed one';

export const openChromium = (): Promise<Browser> => openBrowser();

/** A telephone's page. CSP is left out, so that axe can be put into it; `faults` is what the page's own script threw. */
export async function openPhone(browser: Browser): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    bypassCSP: true,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', error => faults.push(error.message));
  return { page, faults };
}

export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
