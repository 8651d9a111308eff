import { element, type Child } from '../../../../web/dom/element.ts';

/** `24 Nov 09:13:05` in the client's time zone. */
export function clockTime(iso: string | undefined, zone: string): string {
  if (!iso) return '';
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
    .format(new Date(iso))
    .replace(',', '');
}

export function table(head: string[], rows: HTMLTableRowElement[], none: string): HTMLElement {
  if (rows.length === 0) return element('p', { class: 'card empty' }, none);
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head.map(title => element('th', { scope: 'col' }, title)))),
    element('tbody', {}, ...rows),
  );
}

/** A row that opens something: its first cell is a button, so that the keyboard reaches it. */
export function pickRow(
  selected: boolean,
  pick: () => void,
  first: string,
  ...cells: Child[]
): HTMLTableRowElement {
  const row = element(
    'tr',
    { class: 'pick', 'aria-selected': String(selected), onclick: pick },
    element('td', { class: 'when' }, element('button', { type: 'button', class: 'link' }, first)),
    ...cells.map(cell => element('td', {}, cell)),
  );
  return row;
}

export function facts(values: Record<string, Child | undefined>): HTMLElement {
  return element(
    'dl',
    { class: 'facts' },
    ...Object.entries(values).flatMap(([name, value]) =>
      value === undefined || value === '' || value === null
        ? []
        : [element('dt', {}, name), element('dd', {}, value)],
    ),
  );
}

export function tag(text: string, kind = ''): HTMLElement {
  return element('span', { class: `tag ${kind}` }, text);
}

export function json(value: unknown): HTMLElement | undefined {
  if (value === undefined || value === null) return undefined;
  return element('pre', {}, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
}

export const short = (id: string) => (id.length > 13 ? `${id.slice(0, 12)}…` : id);
