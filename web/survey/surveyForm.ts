import { element } from '../dom/element.ts';
import { callLink } from '../link/openLink.ts';

const SCORES = ['very unhappy', 'unhappy', 'so-so', 'happy', 'very happy'];
const RECOMMEND = Array.from({ length: 11 }, (_, points) => points);

/**
 * The survey of one case, in a page of its own or below a chat. Asks the API first whether it may still be answered.
 * @param url of the API, with the link's token
 * @returns the form, or words why there is none
 */
export async function surveyForm(url: string): Promise<HTMLElement | string> {
  const found = await callLink<{ client: { name: string }; answered: boolean }>(url);
  if (!found.ok) return found.message;
  if (found.body.answered) return 'Thank you: you have answered already.';
  const wrong = element('p', { class: 'wrong', role: 'alert' });
  const button = element('button', { type: 'submit' }, 'Send');
  const form = element(
    'form',
    { class: 'survey', novalidate: true },
    choices('score', 'How happy are you with the help you got?', 'scores', [
      ...SCORES.map((label, index) => ({ value: index + 1, label })),
    ]),
    choices(
      'recommend',
      `How likely are you to recommend ${found.body.client.name} to a friend? From 0, not at all, to 10, surely (optional)`,
      'points',
      RECOMMEND.map(value => ({ value })),
    ),
    element('label', { for: 'survey-comment' }, 'Anything you want to tell us (optional)'),
    element('textarea', { id: 'survey-comment', name: 'comment', maxlength: 2000 }),
    wrong,
    button,
  );
  form.addEventListener('submit', event => {
    event.preventDefault();
    void send();
  });
  return form;

  async function send(): Promise<void> {
    const given = new FormData(form);
    const score = Number(given.get('score'));
    wrong.textContent = score ? '' : 'Please choose a number from 1 to 5.';
    if (!score) return;
    const recommend = given.get('recommend');
    const comment = String(given.get('comment')).trim();
    button.disabled = true;
    const sent = await callLink(url, {
      score,
      ...(recommend !== null && { recommend: Number(recommend) }),
      ...(comment && { comment }),
    });
    button.disabled = false;
    if (!sent.ok) {
      wrong.textContent = sent.message;
      return;
    }
    const thanks = element(
      'p',
      { role: 'status', tabindex: '-1' },
      'Thank you. Your answer helps us do better.',
    );
    form.replaceWith(thanks);
    thanks.focus();
  }
}

function choices(
  name: string,
  question: string,
  look: string,
  offered: { value: number; label?: string }[],
): HTMLElement {
  return element(
    'fieldset',
    {},
    element('legend', {}, question),
    element(
      'div',
      { class: look },
      ...offered.map(({ value, label }) =>
        element(
          'div',
          {},
          element('input', { type: 'radio', name, id: `${name}-${value}`, value }),
          element(
            'label',
            { for: `${name}-${value}` },
            element('b', {}, value),
            label !== undefined && element('span', {}, label),
          ),
        ),
      ),
    ),
  );
}
