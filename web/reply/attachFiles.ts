import { byId, element, fill } from '../dom/element.ts';
import { callLink } from '../link/openLink.ts';
import type { Handoff, OpenedLink } from './handoff.ts';

const MEGABYTE = 1024 * 1024;

export interface AttachedFiles {
  ids(): string[];
  /** A file is on its way. */
  isBusy(): boolean;
}

/** Uploads what is chosen, each file straight to its own place; a list shows what is attached and takes it back. */
export function attachFiles(
  link: OpenedLink,
  { megabytes, files: most }: Handoff['attachments'],
  wrong: HTMLElement,
): AttachedFiles {
  const { words } = link;
  const input = byId<HTMLInputElement>('file');
  const attached: { id: string; name: string }[] = [];
  let uploading = 0;
  byId('attach').hidden = most === 0;
  byId('file-hint').textContent = words.fileHint(most, megabytes);

  const show = () =>
    fill(
      byId('files'),
      ...attached.map(({ id, name }) =>
        element(
          'li',
          {},
          name,
          element(
            'button',
            {
              type: 'button',
              class: 'plain',
              'aria-label': words.removeFile(name),
              onclick: () => remove(id),
            },
            words.remove,
          ),
        ),
      ),
    );
  const remove = (id: string) => {
    attached.splice(
      attached.findIndex(file => file.id === id),
      1,
    );
    show();
    input.focus();
  };

  async function upload(file: File): Promise<string | undefined> {
    if (attached.length + uploading >= most) return words.fileNumber(most);
    if (file.size > megabytes * MEGABYTE) return words.fileSize(file.name, megabytes);
    uploading++;
    try {
      const { name, type, size } = file;
      const offered = await callLink<{ id: string; url: string }>(
        `${link.url}/attachments`,
        { name, type: type || 'application/octet-stream', size },
        link.pass,
        words,
      );
      if (!offered.ok) return `${name}: ${offered.message}`;
      const { id, url } = offered.body;
      const sent = await fetch(url, { method: 'PUT', headers: { 'content-type': type }, body: file }).catch(
        () => undefined,
      );
      if (!sent?.ok) return words.fileFailed(name);
      attached.push({ id, name });
      return undefined;
    } finally {
      uploading--;
    }
  }

  input.addEventListener('change', async () => {
    const chosen = [...(input.files ?? [])];
    input.value = '';
    wrong.textContent = '';
    for (const file of chosen) {
      const problem = await upload(file);
      if (problem) wrong.textContent = problem;
      show();
    }
  });
  return { ids: () => attached.map(({ id }) => id), isBusy: () => uploading > 0 };
}
