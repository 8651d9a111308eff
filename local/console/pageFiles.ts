import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { SHARED, WIDGET } from '../../web/bundle.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

export interface PageFile {
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A page or one of its files: `/chat` and `/chat/<anything without an extension>` are the page, so that a link's token
 * may stand in the path; `/chat/chat.js` is the file beside it, `/shared/<name>-<hash>.js` a part that pages share.
 * Undefined when there is no such page or file.
 */
export async function readPage(folders: Record<string, string>, path: string): Promise<PageFile | undefined> {
  if (path === `/${WIDGET}`) return readWidget(folders);
  const [page = '', file = '', ...more] = path.split('/').slice(1);
  const folder = Object.hasOwn(folders, page) ? folders[page] : undefined;
  if (!folder || more.length > 0) return undefined;
  const isShared = page === SHARED;
  const known = isShared
    ? /^[\w-]+\.(js|css|svg|js\.LEGAL\.txt)$/
    : new RegExp(`^${page}\\.(js|css|js\\.LEGAL\\.txt)$`);
  const isFile = known.test(file);
  if (isShared && !isFile) return undefined;
  const name = isFile ? file : 'index.html';
  const bytes = await readFile(join(folder, page, name)).catch(() => undefined);
  return bytes && { type: TYPES[extname(name)]!, bytes: new Uint8Array(bytes) };
}

/** It stands beside the pages, in the folder of the chat that it opens. */
async function readWidget({ chat }: Record<string, string>): Promise<PageFile | undefined> {
  const bytes = chat && (await readFile(join(chat, WIDGET)).catch(() => undefined));
  return bytes ? { type: TYPES['.js']!, bytes: new Uint8Array(bytes) } : undefined;
}
