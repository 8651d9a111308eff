import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../cli/browser/openBrowser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

/** Serious and critical findings of axe on what the page shows now. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: any[] }> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
