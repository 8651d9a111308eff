import { element, fill } from '../../../../../web/dom/element.ts';
import type { Case } from '../../../../../layers/core/domain/case.ts';
import type { AgentRow, CaseDetail, ContactDetail, Overview } from '../../../shapes.ts';
import { get, post } from '../api.ts';
import { tag } from '../show.ts';
import type { Tab } from './tab.ts';

/** The moves of an agent: on the HTTP API that the workspace uses, and in the contact panel. */
const MOVES = [
  { move: 'reply', label: 'Reply', needsText: true },
  { move: 'resolve', label: 'Resolve' },
  { move: 'hand-off', label: 'Hand off', needsText: true },
  { move: 'back-to-ai', label: 'Back to AI' },
] as const;

/** A case on an agent's desk. Kept over updates, so that what the agent is writing stays. */
interface Job {
  root: HTMLElement;
  update(theCase: Case): Promise<void>;
}
interface Desk {
  root: HTMLElement;
  jobs: Map<string, Job>;
}

const desks = new Map<string, Desk>();

/** Both demo agents side by side: their state, the cases offered to them and those they work on. */
export const desk: Tab = {
  title: 'Agents',
  count: overview => ({ number: overview.cases.filter(row => row.state.startsWith('waiting-for-')).length }),
  async update(panel, overview) {
    if (!panel.querySelector('.desks')) {
      desks.clear();
      panel.replaceChildren(element('div', { class: 'desks' }));
    }
    const board = panel.querySelector('.desks')!;
    for (const agent of overview.agents) {
      const its = desks.get(agent.id) ?? newDesk(agent, board);
      await updateDesk(its, agent, overview);
    }
  },
};

function newDesk(agent: AgentRow, board: Element): Desk {
  const made: Desk = { root: element('section', { class: 'card desk' }), jobs: new Map() };
  made.root.append(
    element('header', {}),
    element('p', { class: 'wrong', role: 'alert' }),
    element('div', {}),
    element('div', {}),
  );
  desks.set(agent.id, made);
  board.append(made.root);
  return made;
}

async function updateDesk({ root, jobs }: Desk, agent: AgentRow, overview: Overview): Promise<void> {
  const [header, wrong, offers, work] = [...root.children] as [Element, Element, Element, Element];
  const attempt = (job: () => Promise<unknown>) => {
    wrong.textContent = '';
    job().catch(
      (error: unknown) => (wrong.textContent = error instanceof Error ? error.message : String(error)),
    );
  };
  const available = agent.state === 'available';
  const waiting = overview.cases.filter(row => row.state.startsWith('waiting-for-'));
  // What hasn't changed is left alone: a button that is replaced while it is pressed swallows the click.
  const state = JSON.stringify([agent, waiting]);
  const isNew = root.dataset.state !== state;
  root.dataset.state = state;
  if (isNew)
    fill(
      header,
      element('h2', {}, agent.name, ' ', element('small', {}, agent.groups.join(', '))),
      tag(agent.state, available ? 'good' : ''),
      element(
        'button',
        {
          type: 'button',
          class: 'plain',
          onclick: () =>
            attempt(() => post(`agents/${agent.id}/state`, { state: available ? 'offline' : 'available' })),
        },
        available ? 'Go offline' : 'Set available',
      ),
    );

  const offered = new Set(
    agent.contacts.filter(contact => contact.state === 'offered').map(contact => contact.contactId),
  );
  if (isNew)
    fill(
      offers,
      ...waiting.map(row =>
        element(
          'div',
          { class: 'job' },
          element('b', {}, `${row.customer.name ?? 'A customer'}: ${row.topic ?? 'no topic'}`),
          ' ',
          tag(row.urgency, row.urgency === 'critical' || row.urgency === 'high' ? 'bad' : ''),
          element('p', {}, row.reason?.text ?? 'No reason given.'),
          element(
            'p',
            { class: 'empty' },
            offered.has(row.contactId)
              ? 'The chat is ringing in the panel.'
              : `In the queue ${row.queue ?? ''}`,
          ),
          element(
            'button',
            {
              type: 'button',
              onclick: () => attempt(() => post(`agents/${agent.id}/cases/${row.caseId}/accept`)),
            },
            'Accept',
          ),
        ),
      ),
    );

  const mine = overview.cases.filter(row => row.state === 'with-agent' && isOf(agent, row));
  for (const [caseId, job] of jobs) {
    if (mine.some(row => row.caseId === caseId)) continue;
    job.root.remove();
    jobs.delete(caseId);
  }
  for (const row of mine) {
    let job = jobs.get(row.caseId);
    if (!job) {
      job = newJob(agent, row.caseId, attempt);
      jobs.set(row.caseId, job);
      work.append(job.root);
    }
    await job.update(row);
  }
  const lingering = agent.contacts.filter(
    contact => contact.state === 'connected' && !mine.some(row => row.contactId === contact.contactId),
  );
  const shown = root.querySelector<HTMLElement>('.lingering');
  const ids = lingering.map(contact => contact.contactId).join(' ');
  if (shown?.dataset.ids === ids) return;
  shown?.remove();
  if (lingering.length > 0) {
    root.append(
      element(
        'div',
        { class: 'lingering', 'data-ids': ids },
        ...lingering.map(contact =>
          element(
            'p',
            {},
            `Still in the chat ${contact.contactId} `,
            element(
              'button',
              {
                type: 'button',
                class: 'plain',
                onclick: () => attempt(() => post(`agents/${agent.id}/contacts/${contact.contactId}/leave`)),
              },
              'Leave',
            ),
          ),
        ),
      ),
    );
  }
}

function isOf(agent: AgentRow, row: Case): boolean {
  return (
    row.agent?.id === agent.id ||
    row.agent?.name === agent.name ||
    agent.contacts.some(contact => contact.contactId === row.contactId)
  );
}

function newJob(agent: AgentRow, caseId: string, attempt: (job: () => Promise<unknown>) => void): Job {
  const about = element('div', {});
  const said = element('div', { class: 'said', tabindex: 0 });
  const text = element('textarea', {
    'aria-label': 'Your words',
    placeholder: 'Reply, or what you ask of the client’s team, or a note',
  });
  const root = element('div', { class: 'job' }, about, said, text);
  let epoch = 0;
  let shown = '';
  root.append(
    element(
      'div',
      { class: 'moves' },
      ...MOVES.map(({ move, label, ...rest }) =>
        element(
          'button',
          {
            type: 'button',
            class: move === 'reply' ? '' : 'plain',
            onclick: () => {
              const words = text.value.trim();
              if ('needsText' in rest && !words) return void text.focus();
              attempt(async () => {
                await post(`agents/${agent.id}/cases/${caseId}/${move}`, { epoch, text: words });
                text.value = '';
              });
            },
          },
          label,
        ),
      ),
    ),
  );
  return {
    root,
    async update(theCase) {
      epoch = theCase.epoch;
      const detail = await get<CaseDetail>(`cases/${encodeURIComponent(caseId)}`).catch(() => undefined);
      const contact = await get<ContactDetail>(`contacts/${encodeURIComponent(theCase.contactId)}`).catch(
        () => undefined,
      );
      const state = JSON.stringify([detail, contact?.transcript]);
      if (state === shown) return;
      shown = state;
      fill(
        about,
        element('b', {}, `${theCase.customer.name ?? 'A customer'}: ${theCase.topic ?? 'no topic'}`),
        element('p', {}, theCase.reason?.text),
        theCase.draft && element('p', { class: 'empty' }, `The AI would have said: ${theCase.draft.text}`),
        theCase.note && element('p', { class: 'empty' }, `Note: ${theCase.note}`),
      );
      fill(
        said,
        ...(contact?.transcript ?? [])
          .filter(item => item.kind === 'message')
          .map(item => element('p', {}, element('b', {}, `${item.who}: `), item.text)),
      );
      said.scrollTop = said.scrollHeight;
    },
  };
}
