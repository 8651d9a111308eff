import { byId } from '../dom/element.ts';
import { callLink } from '../link/openLink.ts';
import { attachFiles } from './attachFiles.ts';
import type { Handoff, Kind, OpenedLink } from './handoff.ts';
import { keptWords } from './keptWords.ts';

const LABELS: Record<Kind, { text: string; done: string }> = {
  answer: {
    text: 'Your words to the customer',
    done: 'Thank you. Your answer is on its way to the customer.',
  },
  instruct: { text: 'What should our agent do?', done: 'Thank you. An agent takes it from here.' },
  'take-over': {
    text: 'Anything the customer should know? (may stay empty)',
    done: 'Thank you. The case is yours; the customer is told that you get in touch.',
  },
  decline: { text: 'Why is it not for you?', done: 'Thank you. It has gone back to our agents.' },
};
const REPHRASED = {
  text: 'Your answer; our agent puts it into words for the customer',
  done: 'Thank you. An agent writes to the customer with your answer.',
};

/** The answer, once: whoever sends it again after a lost reply finds it taken. `done` gets the words of thanks. */
export function answerForm(link: OpenedLink, handoff: Handoff, done: (thanks: string) => void): void {
  const form = byId<HTMLFormElement>('answer');
  const wrong = byId('answer-error');
  const text = byId<HTMLTextAreaElement>('text');
  const button = byId<HTMLButtonElement>('send');
  const rephrased = handoff.answerStyle === 'provider-rephrases';
  if (rephrased) byId('hint-answer').textContent = 'our agent puts it into words for them';
  const labelsOf = (kind: Kind) => (kind === 'answer' && rephrased ? REPHRASED : LABELS[kind]);
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
    const words = text.value.trim();
    wrong.textContent = problem(kind, words, files.isBusy());
    if (wrong.textContent) return text.focus();
    button.disabled = true;
    const attachments = files.ids();
    const body = { kind, text: words, key, ...(attachments.length > 0 && { attachments }) };
    const sent = await callLink(link.url, body, link.pass);
    button.disabled = false;
    if (sent.ok) {
      kept.drop();
      return done(labelsOf(kind).done);
    }
    wrong.textContent = sent.message;
  });
}

function problem(kind: Kind, words: string, uploading: boolean): string {
  if (uploading) return 'A file is still on its way. Please wait a moment.';
  return words === '' && kind !== 'take-over' ? 'Please write something first.' : '';
}
