import { byId } from '../dom/element.ts';
import { callLink } from '../link/openLink.ts';
import { attachFiles } from './attachFiles.ts';
import type { Handoff, Kind, OpenedLink } from './handoff.ts';
import { keptWords } from './keptWords.ts';
import type { ReplyWords } from './words/index.ts';

/** The label of the words, and the thanks, for each way to answer. */
const labelsIn = (words: ReplyWords): Record<Kind | 'rephrased', { text: string; done: string }> => ({
  answer: { text: words.textAnswer, done: words.doneAnswer },
  instruct: { text: words.textInstruct, done: words.doneInstruct },
  'take-over': { text: words.textTakeOver, done: words.doneTakeOver },
  decline: { text: words.textDecline, done: words.doneDecline },
  rephrased: { text: words.textRephrased, done: words.doneRephrased },
});

/** The answer, once: whoever sends it again after a lost reply finds it taken. `done` gets the words of thanks. */
export function answerForm(link: OpenedLink, handoff: Handoff, done: (thanks: string) => void): void {
  const form = byId<HTMLFormElement>('answer');
  const wrong = byId('answer-error');
  const text = byId<HTMLTextAreaElement>('text');
  const button = byId<HTMLButtonElement>('send');
  const rephrased = handoff.answerStyle === 'provider-rephrases';
  if (rephrased) byId('hint-answer').textContent = link.words.hintRephrased;
  const labels = labelsIn(link.words);
  const labelsOf = (kind: Kind) => labels[kind === 'answer' && rephrased ? 'rephrased' : kind];
  const kindOf = () => new FormData(form).get('kind') as Kind;
  const key = crypto.randomUUID();
  const kept = keptWords(link.url);
  text.value = kept.words();
  text.addEventListener('input', () => kept.keep(text.value));
  byId('to-answer').addEventListener('click', () => {
    form.scrollIntoView();
    form.querySelector<HTMLInputElement>('input:checked')?.focus({ preventScroll: true });
  });
  const files = attachFiles(link, handoff.attachments, wrong);

  const label = () => (byId('text-label').textContent = labelsOf(kindOf()).text);
  label();
  form.addEventListener('change', label);
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const kind = kindOf();
    const said = text.value.trim();
    wrong.textContent = problem(kind, said, files.isBusy(), link.words);
    if (wrong.textContent) return text.focus();
    button.disabled = true;
    const attachments = files.ids();
    const body = { kind, text: said, key, ...(attachments.length > 0 && { attachments }) };
    const sent = await callLink(link.url, body, link.pass, link.words);
    button.disabled = false;
    if (sent.ok) {
      kept.drop();
      return done(labelsOf(kind).done);
    }
    wrong.textContent = sent.message;
  });
}

function problem(kind: Kind, said: string, uploading: boolean, words: ReplyWords): string {
  if (uploading) return words.fileOnItsWay;
  return said === '' && kind !== 'take-over' ? words.writeFirst : '';
}
