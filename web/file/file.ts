import { loadConfig } from '../brand/brand.ts';
import { byId } from '../dom/element.ts';
import { callLink, tokenOf } from '../link/openLink.ts';

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
const config = await loadConfig('File').catch(() => undefined);
if (!config) notice.textContent = 'This page is not available right now. Please try again later.';
else {
  const found = await callLink<SharedFile>(`${config.apiUrl}/files/${encodeURIComponent(token)}`);
  if (found.ok) show(found.body);
  else notice.textContent = found.message;
}

function show({ name, size, url }: SharedFile): void {
  notice.hidden = true;
  byId('file').hidden = false;
  byId('name').textContent = name;
  byId('size').textContent = `${Math.max(1, Math.round(size / 1024))} KB. Open it only if you expected it.`;
  byId<HTMLAnchorElement>('download').href = url;
}
