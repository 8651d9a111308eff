import { openPage } from '../brand/brand.ts';
import { byId } from '../dom/element.ts';
import { callLink, tokenOf } from '../link/openLink.ts';
import { FILE_WORDS } from './words.ts';

/** `GET /files/{token}`. */
interface SharedFile {
  name: string;
  /** Bytes. */
  size: number;
  /** Good for five minutes. */
  url: string;
}

const notice = byId('notice');
const token = tokenOf('file', location);
const { config, words } = await openPage(FILE_WORDS);
if (!config) notice.textContent = words.unavailable;
else {
  const url = `${config.apiUrl}/files/${encodeURIComponent(token)}`;
  const found = await callLink<SharedFile>(url, undefined, undefined, words);
  if (found.ok) show(found.body);
  else notice.textContent = found.message;
}

function show({ name, size, url }: SharedFile): void {
  notice.hidden = true;
  byId('file').hidden = false;
  byId('name').textContent = name;
  byId('size').textContent = words.size(Math.max(1, Math.round(size / 1024)));
  byId<HTMLAnchorElement>('download').href = url;
}
