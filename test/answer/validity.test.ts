import { makeArticle } from '../knowledge/articles.ts';
import { answers, makeAnswerDesk, seen } from './answerDesk.ts';

const QUESTION = 'When does the summer sale begin?';
const OLD = 'The summer sale begins in June.';
const NEW = 'The summer sale begins in July.';

/** Which sale article the model is shown at a moment; the client is in Vienna, an hour or two ahead of UTC. */
async function shownAt(time: string): Promise<string> {
  const desk = makeAnswerDesk({
    articles: [
      makeArticle({ id: 'old', title: 'Summer sale', body: OLD, validUntil: '2026-06-30' }),
      makeArticle({ id: 'new', title: 'Summer sale', body: NEW, validFrom: '2026-07-01' }),
    ],
    config: { hours: { timeZone: 'Europe/Vienna', days: {}, holidays: [] } },
    model: () => answers('', [], false),
  });
  desk.world.advance(Date.parse(time) - desk.world.now().getTime());
  await desk.say(QUESTION);
  const prompt = seen(desk.prompts[0]!);
  return [OLD, NEW].filter(text => prompt.includes(text)).join(' ');
}

test.each([
  ['2026-06-30T21:59:00Z', OLD],
  ['2026-06-30T22:00:00Z', NEW],
  ['2026-07-01T12:00:00Z', NEW],
])('at %s the model is shown: %s', async (time, shown) => expect(await shownAt(time)).toBe(shown));
