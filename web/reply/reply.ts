import { loadConfig } from '../brand/brand.ts';
import { byId, element, fill } from '../dom/element.ts';
import { callLink, tokenOf } from '../link/openLink.ts';

/** The parts of `GET /handoffs/{token}` that this page shows. */
interface Handoff {
  client: string | { name: string };
  case: {
    caseId: string;
    topic?: string | null;
    urgency?: string;
    openedAt?: string;
    customer?: { name?: string; email?: string; tier?: string };
    agent?: { name: string };
  };
  story: string;
  ask: string;
  turns: SpokenTurn[];
  answered: boolean;
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
  if (found.body.answered) {
    notice.textContent = 'This question has been answered already. You can still read it below.';
    byId('answer').hidden = true;
    return;
  }
  notice.hidden = true;
  const form = byId<HTMLFormElement>('answer');
  form.addEventListener('change', () => (byId('text-label').textContent = LABELS[kindOf(form)].text));
  form.addEventListener('submit', event => {
    event.preventDefault();
    void send(url, form);
  });
}

function show({ case: theCase, story, ask, turns }: Handoff): void {
  byId('case').hidden = false;
  byId('ask').textContent = ask;
  const customer = theCase.customer ?? {};
  const facts: [string, string | undefined][] = [
    ['Customer', [customer.name, customer.tier && `(${customer.tier})`].filter(Boolean).join(' ')],
    ['E-mail', customer.email],
    ['About', theCase.topic ?? undefined],
    ['Urgency', theCase.urgency],
    ['Since', theCase.openedAt && time(theCase.openedAt)],
    ['From', theCase.agent?.name],
    ['Reference', theCase.caseId],
  ];
  fill(
    byId('facts'),
    ...facts.flatMap(([name, value]) => (value ? [element('dt', {}, name), element('dd', {}, value)] : [])),
  );
  fill(byId('story'), ...story.split(/\n{2,}/).map(paragraph => element('p', {}, paragraph)));
  const said = turns.flatMap(spoken);
  byId('turn-count').textContent = String(said.length);
  fill(byId('turns'), ...said);
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
