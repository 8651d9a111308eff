import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export interface PageFile {
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A page or one of its files: `/chat` and `/chat/<anything without an extension>` are the page, so that a link's token
 * may stand in the path; `/chat/chat.js` is the file beside it. Undefined when there is no such page or file.
 */
export async function readPage(folders: Record<string, string>, path: string): Promise<PageFile | undefined> {
  const [page = '', file = '', ...more] = path.split('/').slice(1);
  const folder = Object.hasOwn(folders, page) ? folders[page] : undefined;
  if (!folder || more.length > 0) return undefined;
  const isFile = new RegExp(`^${page}\\.(js|css|js\\.LEGAL\\.txt)$`).test(file);
  const name = isFile ? file : 'index.html';
  const bytes = await readFile(join(folder, page, name)).catch(() => undefined);
  return bytes && { type: TYPES[extname(name)]!, bytes: new Uint8Array(bytes) };
}
