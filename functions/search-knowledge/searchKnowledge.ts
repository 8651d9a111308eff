import type { KnowledgeFound } from '../../layers/core/api/knowledge.ts';
import { localDate } from '../../layers/core/domain/hours.ts';
import type { Release } from '../../layers/core/release/release.ts';

/** Passages that are shown. */
const LIMIT = 12;

export interface SearchKnowledgeDependencies {
  release: Pick<Release, 'knowledge' | 'config'>;
  now: () => Date;
}

/** What customers may read and what only agents may, best first; articles that do not hold today are left out. */
export function searchKnowledge(
  { q, topic, language }: { q: string; topic?: string | undefined; language?: string | undefined },
  { release, now }: SearchKnowledgeDependencies,
): KnowledgeFound {
  const found = release.knowledge().search({
    text: q,
    ...(topic && { topic }),
    ...(language && { language }),
    // Articles hold by the client's calendar day.
    now: localDate(now().getTime(), release.config.hours.timeZone),
    audience: 'agent',
    limit: LIMIT,
  });
  return {
    results: found.map(({ passage }) => ({
      id: passage.id,
      title: passage.heading ? `${passage.title}: ${passage.heading}` : passage.title,
      text: passage.text,
      audience: passage.audience,
      topics: passage.topics,
      language: passage.language,
      ...(passage.validUntil && { validUntil: passage.validUntil }),
    })),
  };
}
