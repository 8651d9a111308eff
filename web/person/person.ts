import { loadConfig } from '../brand/brand.ts';
import { byId } from '../dom/element.ts';
import { callLink, tokenOf } from '../link/openLink.ts';

const notice = byId('notice');
const token = tokenOf('person', location);
const config = await loadConfig('Talk to a person').catch(() => undefined);
if (!config) notice.textContent = 'This page is not available right now. Please answer our mail instead.';
else if (token === '') notice.textContent = 'This link isn’t whole. Please open it from the mail again.';
else await open(`${config.apiUrl}/people/${encodeURIComponent(token)}`);

/** Opening the page changes nothing: programs that look at links in mails open it too. */
async function open(url: string): Promise<void> {
  const found = await callLink<{ client: string; called: boolean }>(url);
  if (!found.ok) {
    notice.textContent = found.message;
    return;
  }
  if (found.body.called) {
    notice.textContent = 'A person has your case already and answers by e-mail.';
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
  const called = await callLink<{ reply: string }>(url, {});
  button.disabled = false;
  if (!called.ok) {
    byId('call-error').textContent = called.message;
    return;
  }
  form.hidden = true;
  notice.hidden = false;
  notice.textContent = called.body.reply;
}
