import { loadConfig } from '../../../../web/brand/brand.ts';
import { byId, element, fill } from '../../../../web/dom/element.ts';
import type { Overview } from '../../shapes.ts';
import { get, post } from './api.ts';
import { clockTime } from './show.ts';
import { cases } from './tabs/cases.ts';
import { contacts } from './tabs/contacts.ts';
import { desk } from './tabs/desk.ts';
import { mail, notifications } from './tabs/outbox.ts';
import { alarms, calls, logs } from './tabs/record.ts';
import type { Tab } from './tabs/tab.ts';
import { workflows } from './tabs/workflows.ts';

const POLL_MS = 1_500;
const TABS: Record<string, Tab> = {
  agents: desk,
  cases,
  contacts,
  workflows,
  mail,
  notifications,
  calls,
  alarms,
  logs,
};

let active = location.hash.slice(1) in TABS ? location.hash.slice(1) : 'cases';
let polling = false;

await loadConfig('Console');
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-advance]')) {
  button.addEventListener('click', () => void move({ seconds: Number(button.dataset.advance) }));
}
byId('to-opening').addEventListener('click', () => void move({ to: 'next-opening' }));
byId('custom').addEventListener('submit', event => {
  event.preventDefault();
  const [, number, unit] = /^(\d+)([smhd])$/.exec(byId<HTMLInputElement>('by').value) ?? [];
  const seconds = { s: 1, m: 60, h: 3_600, d: 86_400 }[unit ?? 's'] ?? 1;
  void move({ seconds: Number(number) * seconds });
});
addEventListener('hashchange', () => {
  active = location.hash.slice(1) in TABS ? location.hash.slice(1) : active;
  void poll();
});
await poll();
setInterval(() => {
  if (!document.hidden) void poll();
}, POLL_MS);

async function poll(): Promise<void> {
  if (polling) return;
  polling = true;
  try {
    const overview = await get<Overview>('overview');
    showClock(overview);
    showTabs(overview);
    await TABS[active]?.update(panelOf(active), overview);
    if (byId('state').dataset.lost) note('');
  } catch {
    note('The local cloud does not answer.', true);
  } finally {
    polling = false;
  }
}

async function move(by: { seconds: number } | { to: 'next-opening' }): Promise<void> {
  note('Moving the clock…');
  try {
    await post('clock', by);
    note('');
  } catch (error) {
    note(error instanceof Error ? error.message : String(error));
  }
  await poll();
}

function note(text: string, lost = false): void {
  const state = byId('state');
  state.textContent = text;
  if (lost) state.dataset.lost = 'yes';
  else delete state.dataset.lost;
}

/** The panel, emptied when another tab opens. */
function panelOf(id: string): HTMLElement {
  const panel = byId('panel');
  if (panel.dataset.tab !== id) {
    panel.replaceChildren();
    panel.dataset.tab = id;
    panel.setAttribute('aria-labelledby', `tab-${id}`);
  }
  return panel;
}

function showClock({ clock }: Overview): void {
  byId('now').textContent = clockTime(clock.now, clock.zone);
  byId('open').textContent = clock.open ? 'open' : `closed until ${clockTime(clock.nextOpening, clock.zone)}`;
}

function showTabs(overview: Overview): void {
  const bar = byId('tabs');
  // Rebuilt only when something changed: a button that is replaced while it is pressed swallows the click.
  const state = JSON.stringify([active, ...Object.values(TABS).map(tab => tab.count(overview))]);
  if (state === bar.dataset.state) return;
  bar.dataset.state = state;
  const focused = document.activeElement?.id;
  fill(
    bar,
    ...Object.entries(TABS).map(([id, tab]) => {
      const { number, alert } = tab.count(overview);
      return element(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `tab-${id}`,
          'aria-selected': String(id === active),
          'aria-controls': 'panel',
          onclick: () => (location.hash = id),
        },
        tab.title,
        number > 0 && element('span', { class: alert ? 'count alert' : 'count' }, number),
      );
    }),
  );
  if (focused?.startsWith('tab-')) document.getElementById(focused)?.focus();
}
