import { openPage } from '../brand/brand.ts';
import { byId } from '../dom/element.ts';
import { callLink, tokenOf } from '../link/openLink.ts';
import { PERSON_WORDS } from './words.ts';

const notice = byId('notice');
const token = tokenOf('person', location);
const page = await openPage(PERSON_WORDS);
if (!page.config) notice.textContent = page.words.unavailable;
else if (token === '') notice.textContent = page.words.notWhole;
else await open(`${page.config.apiUrl}/people/${encodeURIComponent(token)}`);

/** Opening the page changes nothing: programs that look at links in mails open it too. */
async function open(url: string): Promise<void> {
  const found = await callLink<{ called: boolean; language?: string }>(url, undefined, undefined, page.words);
  if (!found.ok) {
    notice.textContent = found.message;
    return;
  }
  page.speak(found.body.language);
  if (found.body.called) {
    notice.textContent = page.words.called;
    return;
  }
  notice.hidden = true;
  const form = byId<HTMLFormElement>('call');
  form.hidden = false;
  form.addEventListener('submit', event => {
    event.preventDefault();
    void call(url, form);
  });
}

async function call(url: string, form: HTMLFormElement): Promise<void> {
  const button = byId<HTMLButtonElement>('send');
  button.disabled = true;
  const called = await callLink<{ reply: string }>(url, {}, undefined, page.words);
  button.disabled = false;
  if (!called.ok) {
    byId('call-error').textContent = called.message;
    return;
  }
  form.hidden = true;
  notice.hidden = false;
  notice.textContent = called.body.reply;
}
