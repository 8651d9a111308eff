import type { Case, CaseEvent, Turn } from '../../../../../layers/core/domain/case.ts';
import { element, type Child } from '../../../../../web/dom/element.ts';
import type { CaseDetail } from '../../../shapes.ts';
import { get } from '../api.ts';
import { clockTime, facts, json, pickRow, table, tag } from '../show.ts';
import { masterDetail } from './tab.ts';

export const cases = masterDetail<Case, CaseDetail>({
  title: 'Cases',
  count: overview => ({
    number: overview.cases.filter(row => row.state !== 'closed').length,
    alert: overview.casesError !== undefined,
  }),
  rows: overview => overview.cases,
  id: row => row.caseId,
  list: (rows, { clock, casesError }, selected, pick) =>
    table(
      ['opened', 'case', 'customer', 'topic', 'state'],
      rows.map(row =>
        pickRow(
          row.caseId === selected,
          () => pick(row.caseId),
          clockTime(row.openedAt, clock.zone),
          element('span', { class: 'id' }, row.caseId),
          row.customer.name,
          row.topic ?? '–',
          tag(row.state, row.owner),
        ),
      ),
      casesError ? `The cases could not be read: ${casesError}` : 'No cases yet.',
    ),
  load: id => get<CaseDetail>(`cases/${encodeURIComponent(id)}`),
  detail: ({ case: theCase, turns, events }, { clock }) =>
    element(
      'section',
      { class: 'card' },
      element('h2', {}, `Case ${theCase.caseId}`),
      facts({
        state: tag(theCase.state, theCase.owner),
        owner: `${theCase.owner}, epoch ${theCase.epoch}`,
        topic: theCase.topic ?? undefined,
        mood: [theCase.urgency, theCase.sentiment, theCase.complexity, theCase.language].join(' · '),
        customer: [
          theCase.customer.name,
          theCase.customer.email,
          theCase.customer.tier,
          theCase.customer.identity,
        ]
          .filter(Boolean)
          .join(' · '),
        reason: theCase.reason && `${theCase.reason.code}: ${theCase.reason.text}`,
        queue: theCase.queue,
        agent: theCase.agent?.name,
        ask: theCase.ask,
        answer: theCase.answer && `${theCase.answer.kind}: ${theCase.answer.text}`,
        'due at': clockTime(theCase.dueAt, clock.zone),
        'closed as': theCase.closedAs,
        recontacts: theCase.recontacts || undefined,
        survey: theCase.survey && `${theCase.survey.score} of 5 ${theCase.survey.comment ?? ''}`,
      }),
      element('h2', {}, 'Timeline'),
      element(
        'ol',
        { class: 'timeline' },
        ...[
          ...turns.map(turn => ({ at: turn.at, line: turnLine(turn, clock.zone) })),
          ...events.map(event => ({ at: event.at, line: eventLine(event, clock.zone) })),
        ]
          .sort((a, b) => a.at.localeCompare(b.at))
          .map(entry => entry.line),
      ),
    ),
});

function turnLine(turn: Turn, zone: string): HTMLElement {
  const { decision, reply } = turn;
  const cited = reply?.citations?.map(citation => citation.title).join(', ');
  return element(
    'li',
    { class: 'turn' },
    element('span', { class: 'meta' }, `${clockTime(turn.at, zone)} · turn`),
    said('Customer', turn.customer),
    turn.files && meta(`files: ${turn.files.map(({ name }) => name).join(', ')}`),
    decision &&
      meta(
        `${decision.topic ?? 'no topic'} (${decision.confidence.toFixed(2)}) · ${decision.urgency} · ${decision.sentiment} → ${decision.route}` +
          (decision.reason ? ` · ${decision.reason.code}: ${decision.reason.text}` : ''),
      ),
    ...(decision?.reasons ?? []).map(reason => meta(`– ${reason}`)),
    said(reply?.name ?? reply?.by ?? '', reply?.text),
    reply &&
      meta(
        `via ${reply.via}${reply.source ? `, ${reply.source}` : ''}${reply.outcome ? ` → ${reply.outcome}` : ''}`,
      ),
    cited && meta(`sources: ${cited}`),
    reply?.receipts?.length ? meta(`receipts: ${reply.receipts.join(', ')}`) : undefined,
    reply?.discarded && tag(`never spoken: ${reply.discarded}`, 'bad'),
  );
}

function eventLine(event: CaseEvent, zone: string): HTMLElement {
  return element(
    'li',
    {},
    element('span', { class: 'meta' }, `${clockTime(event.at, zone)} · ${event.by} `),
    tag(`${event.owner} ${event.epoch}`, event.owner),
    element('p', {}, element('b', {}, event.kind)),
    json(event.detail && Object.keys(event.detail).length ? event.detail : undefined),
  );
}

const said = (who: string, text: string | undefined): Child =>
  text ? element('p', {}, element('b', {}, `${who}: `), text) : undefined;
const meta = (text: string): HTMLElement => element('div', { class: 'meta' }, text);
