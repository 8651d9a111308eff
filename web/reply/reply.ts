import { loadConfig } from '../brand/brand.ts';
import { byId, element, fill, type Child } from '../dom/element.ts';
import { callLink, tokenOf } from '../link/openLink.ts';

/** `GET /handoffs/{token}`. */
interface Handoff {
  client: { name: string; team: string; colour: string };
  caseId: string;
  urgency: string;
  /** ISO time by which an answer is due. */
  dueAt?: string;
  ask: string;
  story?: { who: string; what: string; why: string; tried: string[] };
  turns: SpokenTurn[];
}
interface SpokenTurn {
  at: string;
  customer?: string;
  reply?: { text: string; by: string; name?: string; discarded?: string };
}
type Kind = 'answer' | 'instruct' | 'decline';

const LABELS: Record<Kind, { text: string; done: string }> = {
  answer: {
    text: 'Your words to the customer',
    done: 'Thank you. Your answer is on its way to the customer.',
  },
  instruct: { text: 'What should our agent do?', done: 'Thank you. An agent takes it from here.' },
  decline: { text: 'Why is it not for you?', done: 'Thank you. It has gone back to our agents.' },
};
const SPEAKERS: Record<string, string> = {
  ai: 'Assistant',
  agent: 'Agent',
  client: 'Your team',
  house: 'Assistant',
};

const notice = byId('notice');
const token = tokenOf('reply', location);
const config = await loadConfig('Answer').catch(() => undefined);
if (!config) notice.textContent = 'This page is not available right now. Please try again later.';
else if (token === '') notice.textContent = 'This link isn’t whole. Please open it from the mail again.';
else await open(`${config.apiUrl}/handoffs/${encodeURIComponent(token)}`);

async function open(url: string): Promise<void> {
  const found = await callLink<Handoff>(url);
  if (!found.ok) {
    notice.textContent = found.message;
    return;
  }
  show(found.body);
  notice.hidden = true;
  const form = byId<HTMLFormElement>('answer');
  form.addEventListener('change', () => (byId('text-label').textContent = LABELS[kindOf(form)].text));
  form.addEventListener('submit', event => {
    event.preventDefault();
    void send(url, form);
  });
}

function show({ client, caseId, urgency, dueAt, ask, story, turns }: Handoff): void {
  byId('case').hidden = false;
  byId('ask').textContent = ask;
  fill(
    byId('facts'),
    ...described({
      Customer: story?.who,
      Urgency: urgency,
      'Answer by': dueAt && time(dueAt),
      For: client.team,
      Reference: caseId,
    }),
  );
  byId('story-card').hidden = story === undefined;
  if (story) {
    const tried = element('ul', {}, ...story.tried.map(step => element('li', {}, step)));
    fill(
      byId('story'),
      ...described({
        'The problem': story.what,
        'Why it came to people': story.why,
        'What was tried': story.tried.length > 0 ? tried : undefined,
      }),
    );
  }
  const said = turns.flatMap(spoken);
  byId('turn-count').textContent = String(said.length);
  fill(byId('turns'), ...said);
}

/** Names and values of a description list; what is unknown is left out. */
function described(values: Record<string, Child>): HTMLElement[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value ? [element('dt', {}, name), element('dd', {}, value)] : [],
  );
}

function spoken({ at, customer, reply }: SpokenTurn): HTMLElement[] {
  const lines: [string, string | undefined][] = [
    ['Customer', customer],
    [reply?.name ?? SPEAKERS[reply?.by ?? ''] ?? 'Support', reply?.discarded ? undefined : reply?.text],
  ];
  return lines.flatMap(([who, text]) =>
    text ? [element('li', {}, element('b', {}, `${who}, ${time(at)}`), text)] : [],
  );
}

function kindOf(form: HTMLFormElement): Kind {
  return (new FormData(form).get('kind') as Kind | null) ?? 'answer';
}

async function send(url: string, form: HTMLFormElement): Promise<void> {
  const wrong = byId('answer-error');
  const text = byId<HTMLTextAreaElement>('text').value.trim();
  const kind = kindOf(form);
  wrong.textContent = text ? '' : 'Please write something first.';
  if (!text) return;
  const button = byId<HTMLButtonElement>('send');
  button.disabled = true;
  const sent = await callLink(url, { kind, text });
  button.disabled = false;
  if (!sent.ok) {
    wrong.textContent = sent.message;
    return;
  }
  form.hidden = true;
  notice.hidden = false;
  notice.textContent = LABELS[kind].done;
  notice.scrollIntoView();
}

function time(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
