import { loadKnowledge } from '../knowledge/index.ts';
import { fetchRelease } from './fetchRelease.ts';
import type { ReleaseSource } from './followActive.ts';
import { openParts } from './openParts.ts';
import type { Release } from './release.ts';

/** The active release without its triage, whose code is the larger half: for functions that look passages up and judge nothing. */
export const createKnowledgeSource = (bucket: string, key: string): ReleaseSource<Omit<Release, 'triage'>> =>
  fetchRelease(bucket, key, { open: openKnowledge, prove: ({ knowledge }) => void knowledge() });

function openKnowledge(bytes: Uint8Array): Omit<Release, 'triage'> {
  const { header, part, optional } = openParts(bytes);
  const { number, config, topics } = header;
  let knowledge: ReturnType<typeof loadKnowledge> | undefined;
  return {
    number,
    config,
    topics,
    knowledge: () => (knowledge ??= loadKnowledge(part('knowledge'), { vectors: optional('vectors') })),
  };
}
