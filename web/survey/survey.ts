import { loadConfig } from '../brand/brand.ts';
import { byId, element, fill } from '../dom/element.ts';
import { callLink, tokenOf } from '../link/openLink.ts';

const SCORES = ['very unhappy', 'unhappy', 'so-so', 'happy', 'very happy'];

const notice = byId('notice');
const token = tokenOf('survey', location);
const config = await loadConfig('Survey').catch(() => undefined);
if (!config) notice.textContent = 'This page is not available right now. Please try again later.';
else if (token === '') notice.textContent = 'This link isn’t whole. Please open it from the message again.';
else await open(`${config.apiUrl}/surveys/${encodeURIComponent(token)}`);

async function open(url: string): Promise<void> {
  const found = await callLink<{ client: string; answered: boolean }>(url);
  if (!found.ok) {
    notice.textContent = found.message;
    return;
  }
  if (found.body.answered) {
    notice.textContent = 'Thank you: you have answered already.';
    return;
  }
  notice.hidden = true;
  fill(byId('scores'), ...SCORES.flatMap((label, index) => choice(index + 1, label)));
  const form = byId<HTMLFormElement>('survey');
  form.hidden = false;
  form.addEventListener('submit', event => {
    event.preventDefault();
    void send(url, form);
  });
}

function choice(score: number, label: string): HTMLElement[] {
  const id = `score-${score}`;
  return [
    element(
      'div',
      {},
      element('input', { type: 'radio', name: 'score', id, value: score }),
      element('label', { for: id }, element('b', {}, score), element('span', {}, label)),
    ),
  ];
}

async function send(url: string, form: HTMLFormElement): Promise<void> {
  const wrong = byId('survey-error');
  const score = Number(new FormData(form).get('score'));
  wrong.textContent = score ? '' : 'Please choose a number from 1 to 5.';
  if (!score) return;
  const button = byId<HTMLButtonElement>('send');
  button.disabled = true;
  const comment = byId<HTMLTextAreaElement>('comment').value.trim();
  const sent = await callLink(url, { score, ...(comment ? { comment } : {}) });
  button.disabled = false;
  if (!sent.ok) {
    wrong.textContent = sent.message;
    return;
  }
  form.hidden = true;
  notice.hidden = false;
  notice.textContent = 'Thank you. Your answer helps us do better.';
}
