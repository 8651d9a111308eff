import type { FrameLocator, Locator, Page } from 'playwright-core';

/** Places of the agent workspace, as people name them. */
export const group = (page: Page | FrameLocator, name: string): Locator =>
  page.locator('.case-group', { has: page.getByRole('heading', { name }) }).getByRole('link');
export const conversation = (page: Page): Locator => page.getByRole('log', { name: 'Conversation' });
export const header = (page: Page): Locator => page.locator('.case-header');
export const dialog = (page: Page): Locator => page.getByRole('dialog');
export const rings = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `Accept chat of ${name}` });

/** Opens a case of the lists on the left and waits until it is shown. */
export async function openCase(page: Page, list: string, name: string): Promise<void> {
  await group(page, list).filter({ hasText: name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Chooses an option of one of Cloudscape's selects. */
export async function choose(place: Page | Locator, label: string, option: string | RegExp): Promise<void> {
  await place.getByRole('button', { name: new RegExp(`^${label}`) }).click();
  await place.getByRole('option').filter({ hasText: option }).first().click();
}

/** What can't be seen without scrolling sideways: the page itself and its columns. */
export const widerThanShown = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('html, .page, .column')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ tagName, className }) => `${tagName} ${className}`.trim()),
  );
