import type { Golden } from '../golden/golden.ts';
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
  return goldens.flatMap(firstTurn).flatMap(({ id, text, topic, cites }) => {
    const found = triage.triage(text);
    const differences: string[] = [];
    if (topic !== undefined && found.topic !== topic)
      differences.push(`golden ${id}: topic ${found.topic ?? 'none of ours'} instead of ${topic ?? 'none'}`);
    if (cites !== undefined) {
      const { language } = found;
      const articles = knowledge
        .search({ text, topic: found.topic, language, audience: 'customer', now: now.toISOString() })
        .map(({ passage }) => passage.articleId);
      if (!articles.includes(cites))
        differences.push(
          `golden ${id}: article ${cites} is not found, but ${articles.join(', ') || 'nothing'}`,
        );
    }
    return differences;
  });
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
