import { createHash } from 'node:crypto';
import type { Article, ClientConfig, Topic } from '../domain/clientConfig.ts';
import { compileKnowledge } from '../knowledge/index.ts';
import { trainTriage } from '../triage/engine.ts';
import { pack } from './container.ts';
import { RELEASE_FORMAT, type ReleaseHeader } from './header.ts';

export interface ReleaseSource {
  config: ClientConfig;
  topics: Topic[];
  articles: Article[];
  /** 1 for the baseline that is deployed with the stack. */
  number: number;
}

/** Compiles what the AI knows of a client into one immutable file: the same source gives the same bytes. */
export function compileRelease({ config, topics, articles, number }: ReleaseSource): {
  bytes: Uint8Array;
  warnings: string[];
} {
  const knowledge = compileKnowledge(articles);
  const triage = trainTriage({ topics, wrongPerHundred: config.answers.wrongPerHundred });
  const header: ReleaseHeader = {
    format: RELEASE_FORMAT,
    number,
    source: createHash('sha256').update(JSON.stringify({ config, topics, articles })).digest('hex'),
    config,
    topics,
  };
  return {
    bytes: pack({ header: Buffer.from(JSON.stringify(header)), knowledge: knowledge.bytes, triage }),
    warnings: knowledge.warnings,
  };
}
