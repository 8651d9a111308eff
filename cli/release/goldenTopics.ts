import type { Golden } from '../golden/golden.ts';
import { localDate } from '../../layers/core/domain/hours.ts';
import { openRelease } from '../../layers/core/release/release.ts';

/** What a golden says of its customer's first message. */
interface FirstTurn {
  id: string;
  text: string;
  topic?: string | null;
  cites?: string;
}

/**
 * What a release makes of the first message of each golden, against what must come of it: its topic, and that the article
 * cited is among what is found. The whole conversation is played by `npm run demo`. One line a difference.
 */
export function goldenDifferences(bytes: Uint8Array, goldens: Golden[], now: Date): string[] {
  const release = openRelease(bytes);
  const triage = release.triage();
  const knowledge = release.knowledge();
  // As the functions that answer do: an article begins and ends with a day of the client's.
  const today = localDate(now.getTime(), release.config.hours.timeZone);
  return goldens.flatMap(firstTurn).flatMap(({ id, text, topic, cites }) => {
    const found = triage.triage(text);
    const differences: string[] = [];
    if (topic !== undefined && found.topic !== topic)
      differences.push(`golden ${id}: topic ${found.topic ?? 'none of ours'} instead of ${topic ?? 'none'}`);
    if (cites !== undefined) {
      const { language } = found;
      const articles = knowledge
        .search({ text, topic: found.topic, language, audience: 'customer', now: today })
        .map(({ passage }) => passage.articleId);
      if (!articles.includes(cites))
        differences.push(
          `golden ${id}: article ${cites} is not found, but ${articles.join(', ') || 'nothing'}`,
        );
    }
    return differences;
  });
}

/**
 * How many of the goldens' first messages each of two releases understands, and which they understand differently. One line
 * each; nothing where no golden says a topic.
 */
export function comparedTopics(before: Uint8Array, after: Uint8Array, goldens: Golden[]): string[] {
  const turns = goldens.flatMap(firstTurn).filter(({ topic }) => topic !== undefined);
  if (turns.length === 0) return [];
  const [was, is] = [before, after].map(bytes => {
    const triage = openRelease(bytes).triage();
    return turns.map(({ text }) => triage.triage(text).topic);
  });
  const right = (found: (string | null)[]) => turns.filter(({ topic }, n) => found[n] === topic).length;
  const name = (topic: string | null) => topic ?? 'none of ours';
  return [
    `first messages of the goldens understood: before ${right(was!)}, after ${right(is!)} of ${turns.length}`,
    ...turns.flatMap(({ id, topic }, n) =>
      was![n] === is![n]
        ? []
        : [`golden ${id}: was ${name(was![n]!)}, is ${name(is![n]!)}, must be ${name(topic!)}`],
    ),
  ];
}

function firstTurn({ id, steps }: Golden): FirstTurn[] {
  const [first, ...rest] = steps;
  if (!first || !('customer' in first)) return [];
  const next = rest.findIndex(step => 'customer' in step);
  const turn: FirstTurn = { id, text: first.customer };
  for (const step of next < 0 ? rest : rest.slice(0, next)) {
    if ('ai' in step) {
      turn.topic ??= step.ai.topic;
      turn.cites ??= step.ai.cites;
    }
    if ('case' in step && step.case.topic !== undefined && turn.topic === undefined)
      turn.topic = step.case.topic;
  }
  return [turn];
}
