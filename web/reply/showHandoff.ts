import { describeTime } from '../../layers/core/domain/hours.ts';
import { byId, element, fill, type Child } from '../dom/element.ts';
import type { Handoff, SpokenTurn } from './handoff.ts';
import type { ReplyWords } from './words/index.ts';

/** The whole story, the ask first; times as the mail tells them. */
export function showHandoff(
  { client, caseId, urgency, dueAt, ask, story, turns }: Handoff,
  words: ReplyWords,
): void {
  const time = (iso: string) => describeTime(Date.parse(iso), client.timeZone, client.locale);
  byId('case').hidden = false;
  byId('ask').textContent = ask;
  fill(
    byId('facts'),
    ...described({
      [words.customer]: story?.who,
      [words.urgency]: words.urgencies[urgency] ?? urgency,
      [words.answerBy]: dueAt && time(dueAt),
      [words.forTeam]: client.team,
      [words.reference]: caseId,
    }),
  );
  byId('story-card').hidden = story === undefined;
  if (story) {
    const tried = element('ul', {}, ...story.tried.map(step => element('li', {}, step)));
    fill(
      byId('story'),
      ...described({
        [words.problem]: story.what,
        [words.why]: story.why,
        [words.tried]: story.tried.length > 0 ? tried : undefined,
      }),
    );
  }
  const said = turns.flatMap(turn => spoken(turn, time, words));
  byId('turn-count').textContent = String(said.length);
  fill(byId('turns'), ...said);
}

/** Names and values of a description list; what is unknown is left out. */
function described(values: Record<string, Child>): HTMLElement[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value ? [element('dt', {}, name), element('dd', {}, value)] : [],
  );
}

function spoken(
  { at, customer, reply }: SpokenTurn,
  time: (iso: string) => string,
  words: ReplyWords,
): HTMLElement[] {
  const { assistant, agent, yourTeam, support, customer: theCustomer } = words;
  const speakers: Record<string, string> = { ai: assistant, agent, client: yourTeam, house: assistant };
  const line = (who: string, when: string, text: string) =>
    element('li', {}, element('b', {}, `${who}, ${time(when)}`), text);
  return [
    ...(customer ? [line(theCustomer, at, customer)] : []),
    ...(reply ? [line(reply.name ?? speakers[reply.by] ?? support, reply.at ?? at, reply.text)] : []),
  ];
}
