import { element } from '../../../../../web/dom/element.ts';
import type { CallRow, Overview } from '../../../shapes.ts';
import { get } from '../api.ts';
import { clockTime, table, tag } from '../show.ts';
import type { Tab } from './tab.ts';

/** Every call of every principal, refused ones in red; the newest first. */
export const calls: Tab = {
  title: 'Calls',
  count: overview => ({ number: overview.calls.denied, alert: overview.calls.denied > 0 }),
  async update(panel, { clock }) {
    const rows = await get<CallRow[]>('calls');
    panel.replaceChildren(
      table(
        ['at', 'who', 'call', 'on', 'refused with'],
        rows.map(row =>
          element(
            'tr',
            { class: row.error === 'AccessDeniedException' ? 'denied' : '' },
            element('td', { class: 'when' }, clockTime(row.at, clock.zone)),
            element('td', {}, row.caller),
            element('td', {}, row.call),
            element('td', {}, row.resources.join(', ')),
            element('td', {}, row.error),
          ),
        ),
        'No calls yet.',
      ),
    );
  },
};

export const alarms: Tab = {
  title: 'Alarms',
  count: overview => {
    const ringing = overview.alarms.filter(alarm => alarm.state === 'ALARM').length;
    return { number: ringing, alert: ringing > 0 };
  },
  update(panel, { alarms: rows }: Overview) {
    panel.replaceChildren(
      table(
        ['alarm', 'state', 'why'],
        rows.map(row =>
          element(
            'tr',
            {},
            element('td', {}, row.name),
            element(
              'td',
              {},
              tag(row.state, row.state === 'ALARM' ? 'bad' : row.state === 'OK' ? 'good' : ''),
            ),
            element('td', {}, row.reason),
          ),
        ),
        'The templates declare no alarms.',
      ),
    );
  },
};

export const logs: Tab = {
  title: 'Logs',
  count: () => ({ number: 0 }),
  async update(panel) {
    const lines = await get<string[]>('logs');
    const before = panel.querySelector('.log');
    const atEnd = !before || before.scrollHeight - before.scrollTop - before.clientHeight < 40;
    const text = element(
      'pre',
      { class: 'log', tabindex: 0 },
      lines.join('\n') || 'Nothing has been logged yet.',
    );
    panel.replaceChildren(text);
    text.scrollTop = atEnd ? text.scrollHeight : (before?.scrollTop ?? 0);
  },
};
