import { element } from '../../../../../web/dom/element.ts';
import { linked } from '../../../../../web/dom/linked.ts';
import type { MailDetail, MailRow, NotificationRow } from '../../../shapes.ts';
import { get } from '../api.ts';
import { clockTime, facts, pickRow, table } from '../show.ts';
import { masterDetail } from './tab.ts';

export const mail = masterDetail<MailRow, MailDetail>({
  title: 'Mail',
  count: overview => ({ number: overview.mails.length }),
  rows: overview => overview.mails,
  id: row => row.id,
  list: (rows, { clock }, selected, pick) =>
    table(
      ['sent', 'to', 'subject'],
      rows.map(row =>
        pickRow(
          row.id === selected,
          () => pick(row.id),
          clockTime(row.at, clock.zone),
          row.to.join(', '),
          row.subject,
        ),
      ),
      'No mail has been sent. Nothing leaves this machine: it would appear here.',
    ),
  load: id => get<MailDetail>(`mails/${encodeURIComponent(id)}`),
  detail: (message, { clock, pagesUrl }) =>
    element(
      'section',
      { class: 'card' },
      element('h2', {}, message.subject),
      facts({
        from: message.from,
        to: message.to.join(', '),
        sent: clockTime(message.at, clock.zone),
        ...message.headers,
      }),
      ...(message.hasHtml
        ? [
            element('iframe', {
              class: 'letter',
              title: `The mail «${message.subject}» as its reader sees it`,
              src: `/console/mails/${encodeURIComponent(message.id)}`,
            }),
            element('h3', {}, 'Its text part'),
          ]
        : []),
      element('p', { class: 'letter' }, ...linked(message.text, pagesUrl)),
    ),
});

export const notifications = masterDetail<NotificationRow, NotificationRow>({
  title: 'Notifications',
  count: overview => ({ number: overview.notifications.length }),
  rows: overview => overview.notifications,
  id: row => row.id,
  list: (rows, { clock }, selected, pick) =>
    table(
      ['sent', 'topic', 'subject'],
      rows.map(row =>
        pickRow(
          row.id === selected,
          () => pick(row.id),
          clockTime(row.at, clock.zone),
          row.topic,
          row.subject,
        ),
      ),
      'No notification has been published.',
    ),
  load: async (_id, row) => row,
  detail: (row, { pagesUrl }) =>
    element(
      'section',
      { class: 'card' },
      element('h2', {}, row.subject ?? row.topic),
      element('p', { class: 'letter' }, ...linked(row.text, pagesUrl)),
    ),
});
