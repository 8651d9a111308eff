import type { ClientConfig, Topic } from '../domain/clientConfig.ts';
import type { KnowledgeIndex } from '../knowledge/contract.ts';
import { loadKnowledge } from '../knowledge/index.ts';
import type { TriageEngine } from '../triage/contract.ts';
import { loadTriage } from '../triage/engine.ts';
import { openParts } from './openParts.ts';

/** Immutable, numbered bundle of what the AI knows. Its engines are loaded when first used. */
export interface Release {
  number: number;
  config: ClientConfig;
  topics: Topic[];
  triage(): TriageEngine;
  knowledge(): KnowledgeIndex;
}

/** Loads the engines, which opening leaves until they are used. @throws Error that names what is wrong with one */
export function loadEngines(release: Pick<Release, 'triage' | 'knowledge'>): void {
  release.triage();
  release.knowledge();
}

/** @throws Error that names what is wrong with the file */
export function openRelease(bytes: Uint8Array): Release {
  const { header, part, optional } = openParts(bytes);
  let triage: TriageEngine | undefined;
  let knowledge: KnowledgeIndex | undefined;
  return {
    number: header.number,
    config: header.config,
    topics: header.topics,
    triage: () => (triage ??= loadTriage(part('triage'))),
    knowledge: () => (knowledge ??= loadKnowledge(part('knowledge'), { vectors: optional('vectors') })),
  };
}
