import { byId } from '../dom/element.ts';
import { callLink } from '../link/openLink.ts';

/** Asks for the code that goes to the person the link was made for; resolves with the pass it is changed into. */
export function unlock(url: string): Promise<string> {
  const form = byId<HTMLFormElement>('unlock');
  const wrong = byId('code-error');
  const send = byId<HTMLButtonElement>('code-send');
  const code = byId<HTMLInputElement>('code');
  form.hidden = false;
  byId('notice').hidden = true;
  send.addEventListener('click', async () => {
    send.disabled = true;
    wrong.textContent = '';
    const sent = await callLink(`${url}/codes`, {});
    send.disabled = false;
    if (!sent.ok) return void (wrong.textContent = sent.message);
    send.textContent = 'Send another code';
    byId('notice').hidden = false;
    byId('notice').textContent = 'The code is on its way.';
    code.focus();
  });
  return new Promise(resolve =>
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const digits = code.value.replace(/\D/g, '');
      if (digits.length !== 6) return void (wrong.textContent = 'Please type the six digits of the code.');
      const taken = await callLink<{ pass: string }>(`${url}/passes`, { code: digits });
      if (!taken.ok) return void (wrong.textContent = taken.message);
      form.hidden = true;
      resolve(taken.body.pass);
    }),
  );
}
