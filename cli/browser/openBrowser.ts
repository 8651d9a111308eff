import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Where a Chromium is, when one is installed. */
const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'];

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
/** Longest wait for another process that unpacks. */
const UNPACK_MS = 60_000;

/** No browser can run here; the message says why and what would help. */
export class NoBrowser extends Error {}

/**
 * A headless Chromium: the one at `CHROMIUM_PATH`, an installed one, or on Linux x64 the one that npm brought (its own
 * libraries and fonts with it). @throws NoBrowser
 */
export async function openBrowser(): Promise<Browser> {
  const path = process.env['CHROMIUM_PATH'] ?? INSTALLED.find(existsSync) ?? (await packaged());
  if (!path)
    throw new NoBrowser(
      'no browser was found: install Chrome or Chromium, or name one in CHROMIUM_PATH (npm brings one for Linux x64 only)',
    );
  try {
    return await chromium.launch({ executablePath: path, args: ARGUMENTS });
  } catch (error) {
    throw new NoBrowser(`${path} does not start: ${String((error as Error).message).split('\n')[0]}`);
  }
}

async function packaged(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  // The package unpacks its own libraries only where it believes itself in Lambda.
  const before = process.env['AWS_EXECUTION_ENV'];
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x';
  // Two test files may want it at once, and it unpacks into one place.
  const lock = new DatabaseSync(join(tmpdir(), 'chromium-unpack-lock.db'));
  try {
    lock.exec(`PRAGMA busy_timeout = ${UNPACK_MS}; BEGIN EXCLUSIVE`);
    const { default: packed } = await import('@sparticuz/chromium');
    return await packed.executablePath();
  } catch {
    return undefined;
  } finally {
    lock.close();
    if (before === undefined) delete process.env['AWS_EXECUTION_ENV'];
    else process.env['AWS_EXECUTION_ENV'] = before;
  }
}
