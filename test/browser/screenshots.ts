/**
 * Takes the pictures of the pages that README and docs/pictures.md show: `npm run screenshots`, or with names only those. They
 * come from a cloud booted for it, so they show what is there. A day in order: the acts go on with what the ones before them
 * left.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../e2e/prepareDemo.ts';
import { A_MOMENT } from '../e2e/visitor.ts';
import { picturesOfAgents } from './screenshots/agents.ts';
import { picturesOfClientTeam, picturesOfLockedLink } from './screenshots/clientTeam.ts';
import { picturesOfCustomers } from './screenshots/customers.ts';
import { picturesOfSupervisors } from './screenshots/supervisors.ts';
import { findBrowser, openStage } from './stage.ts';

/** A picture that is larger slows the README down. */
const MOST_BYTES = 200_000;

const wanted = process.argv.slice(2);
const taken = new Set<string>();

const browser = await findBrowser();
if (typeof browser === 'string') {
  console.error(`No pictures: ${browser}`);
  process.exit(1);
}
const stage = await openStage(browser, { mail: true });
try {
  const { ada, rosa } = await picturesOfAgents(stage, picture);
  await picturesOfClientTeam(stage, ada, rosa, picture);
  await picturesOfSupervisors(stage, ada, picture);
  await picturesOfLockedLink(stage, ada, picture);
  await picturesOfCustomers(stage, ada, rosa, picture);
} finally {
  await stage.close();
}
const unknown = wanted.filter(name => !taken.has(name));
if (unknown.length > 0) throw new Error(`there is no picture ${unknown.join(', ')}`);

async function picture(page: Page, name: string): Promise<void> {
  taken.add(name);
  // News of what was done before would lie over what is shown. They go by themselves too, just now perhaps.
  await page
    .getByRole('button', { name: 'Close this message' })
    .evaluateAll(buttons => buttons.forEach(button => (button as HTMLElement).click()));
  if (wanted.length > 0 && !wanted.includes(name)) return stage.local.cloud.clock.advance(A_MOMENT);
  const path = join(ROOT, 'docs', 'screenshots', `${name}.png`);
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(path);
  console.log(`${path} ${Math.round(size / 1000)} kB`);
  if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MOST_BYTES}`);
  // Time stands still for the pictures; the API lets only so many requests through in one moment.
  await stage.local.cloud.clock.advance(A_MOMENT);
}
