import { element } from '../../../../../web/dom/element.ts';
import type { ContactDetail, ContactRow } from '../../../shapes.ts';
import { get } from '../api.ts';
import { clockTime, facts, pickRow, short, table, tag } from '../show.ts';
import { masterDetail } from './tab.ts';

export const contacts = masterDetail<ContactRow, ContactDetail>({
  title: 'Contacts',
  count: overview => ({ number: overview.contacts.filter(contact => !contact.endedAt).length }),
  rows: overview => overview.contacts,
  id: row => row.contactId,
  list: (rows, { clock }, selected, pick) =>
    table(
      ['started', 'contact', 'customer', 'state', 'where'],
      rows.map(row =>
        pickRow(
          row.contactId === selected,
          () => pick(row.contactId),
          clockTime(row.startedAt, clock.zone),
          short(row.contactId),
          row.customer,
          tag(row.state, row.endedAt ? '' : 'good'),
          row.position ?? row.agent ?? row.queue,
        ),
      ),
      'No contacts yet: open /chat and write something.',
    ),
  load: id => get<ContactDetail>(`contacts/${encodeURIComponent(id)}`),
  detail: (contact, { clock }) =>
    element(
      'section',
      { class: 'card' },
      element('h2', {}, `Contact ${contact.contactId}`),
      facts({
        state: contact.state,
        channel: contact.channel,
        flow: contact.position,
        queue: contact.queue,
        agent: contact.agent,
        case: contact.caseId,
        started: clockTime(contact.startedAt, clock.zone),
        ended: clockTime(contact.endedAt, clock.zone),
      }),
      element('h2', {}, 'Transcript'),
      element(
        'ol',
        { class: 'timeline' },
        ...contact.transcript.map(item =>
          element(
            'li',
            { class: item.kind === 'message' ? 'turn' : '' },
            element('span', { class: 'meta' }, `${clockTime(item.at, clock.zone)} · ${item.who}`),
            element('p', {}, item.text),
          ),
        ),
      ),
      element('h2', {}, 'Attributes'),
      facts(contact.attributes),
    ),
});
