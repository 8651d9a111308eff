import { describeTime } from '../../layers/core/domain/hours.ts';
import { byId, element, fill, type Child } from '../dom/element.ts';
import type { Handoff, SpokenTurn } from './handoff.ts';

const SPEAKERS: Record<string, string> = {
  ai: 'Assistant',
  agent: 'Agent',
  client: 'Your team',
  house: 'Assistant',
};

/** The whole story, the ask first; times as the mail tells them. */
export function showHandoff({ client, caseId, urgency, dueAt, ask, story, turns }: Handoff): void {
  const time = (iso: string) => describeTime(Date.parse(iso), client.timeZone, client.locale);
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
  const said = turns.flatMap(turn => spoken(turn, time));
  byId('turn-count').textContent = String(said.length);
  fill(byId('turns'), ...said);
}

/** Names and values of a description list; what is unknown is left out. */
function described(values: Record<string, Child>): HTMLElement[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value ? [element('dt', {}, name), element('dd', {}, value)] : [],
  );
}

function spoken({ at, customer, reply }: SpokenTurn, time: (iso: string) => string): HTMLElement[] {
  const line = (who: string, when: string, text: string) =>
    element('li', {}, element('b', {}, `${who}, ${time(when)}`), text);
  return [
    ...(customer ? [line('Customer', at, customer)] : []),
    ...(reply ? [line(reply.name ?? SPEAKERS[reply.by] ?? 'Support', reply.at ?? at, reply.text)] : []),
  ];
}
