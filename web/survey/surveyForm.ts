import { element } from '../dom/element.ts';
import type { HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';
import { callLink } from '../link/openLink.ts';
import { SURVEY_WORDS } from './words.ts';

const RECOMMEND = Array.from({ length: 11 }, (_, points) => points);

/**
 * The survey of one case, in a page of its own or below a chat. Asks the API first whether it may still be answered.
 * @param url of the API, with the link's token
 * @param speak the page's language, once the case's is known
 * @returns the form, or words why there is none
 */
export async function surveyForm(
  url: string,
  speak: (language: string | undefined) => HouseLanguage,
): Promise<HTMLElement | string> {
  const found = await callLink<{ client: { name: string }; answered: boolean; language?: string }>(
    url,
    undefined,
    undefined,
    SURVEY_WORDS[speak(undefined)],
  );
  if (!found.ok) return found.message;
  const words = SURVEY_WORDS[speak(found.body.language)];
  if (found.body.answered) return words.answered;
  const wrong = element('p', { class: 'wrong', role: 'alert' });
  const button = element('button', { type: 'submit' }, words.send);
  const form = element(
    'form',
    { class: 'survey', novalidate: true },
    choices('score', words.howHappy, 'scores', [
      ...words.scores.map((label, index) => ({ value: index + 1, label })),
    ]),
    choices(
      'recommend',
      words.recommend(found.body.client.name),
      'points',
      RECOMMEND.map(value => ({ value })),
    ),
    element('label', { for: 'survey-comment' }, words.comment),
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
    wrong.textContent = score ? '' : words.chooseNumber;
    if (!score) return;
    const recommend = given.get('recommend');
    const comment = String(given.get('comment')).trim();
    button.disabled = true;
    const answer = {
      score,
      ...(recommend !== null && { recommend: Number(recommend) }),
      ...(comment && { comment }),
    };
    const sent = await callLink(url, answer, undefined, words);
    button.disabled = false;
    if (!sent.ok) {
      wrong.textContent = sent.message;
      return;
    }
    const thanks = element('p', { role: 'status', tabindex: '-1' }, words.thanks);
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
