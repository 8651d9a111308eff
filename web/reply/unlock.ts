import { byId } from '../dom/element.ts';
import { callLink } from '../link/openLink.ts';
import type { ReplyWords } from './words/index.ts';

/** Asks for the code that goes to the person the link was made for; resolves with the pass it is changed into. */
export function unlock(url: string, words: ReplyWords): Promise<string> {
  const form = byId<HTMLFormElement>('unlock');
  const wrong = byId('code-error');
  const send = byId<HTMLButtonElement>('code-send');
  const code = byId<HTMLInputElement>('code');
  form.hidden = false;
  byId('notice').hidden = true;
  send.addEventListener('click', async () => {
    send.disabled = true;
    wrong.textContent = '';
    const sent = await callLink(`${url}/codes`, {}, undefined, words);
    send.disabled = false;
    if (!sent.ok) return void (wrong.textContent = sent.message);
    send.textContent = words.codeAnother;
    byId('notice').hidden = false;
    byId('notice').textContent = words.codeSent;
    code.focus();
  });
  return new Promise(resolve =>
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const digits = code.value.replace(/\D/g, '');
      if (digits.length !== 6) return void (wrong.textContent = words.codeSixDigits);
      const taken = await callLink<{ pass: string }>(`${url}/passes`, { code: digits }, undefined, words);
      if (!taken.ok) return void (wrong.textContent = taken.message);
      form.hidden = true;
      resolve(taken.body.pass);
    }),
  );
}
