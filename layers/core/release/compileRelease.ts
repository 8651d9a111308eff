import { createHash } from 'node:crypto';
import type { Article, ClientConfig, Topic } from '../domain/clientConfig.ts';
import { compileKnowledge } from '../knowledge/index.ts';
import { trainTriage } from '../triage/engine.ts';
import { pack } from './container.ts';
import type { LabelledExample } from './labelledExamples.ts';
import { RELEASE_FORMAT, type ReleaseHeader } from './header.ts';

/** What a release is made from: a client's files. */
export interface ReleaseSource {
  config: ClientConfig;
  topics: Topic[];
  articles: Article[];
  labelled?: LabelledExample[];
  /** What the articles' passages mean, by the model of `config.answers.embeddings` (`readEmbeddings`). */
  vectors?: Uint8Array;
}

export interface CompiledRelease {
  /** The file under a number, 1 for the baseline: the same source and number give the same bytes. */
  bytes(number: number): Uint8Array;
  source: string;
}

/** SHA-256 of what a release is made from; vectors follow from it. */
export const sourceOf = ({ config, topics, articles, labelled = [] }: ReleaseSource): string =>
  createHash('sha256')
    .update(JSON.stringify({ config, topics, articles, ...(labelled.length && { corrections: labelled }) }))
    .digest('hex');

/** Compiles what the AI knows of a client into one immutable file. @throws Error that names what can't be compiled */
export function compileRelease(source: ReleaseSource): CompiledRelease {
  const { config, topics, articles, labelled = [], vectors } = source;
  const knowledge = compileKnowledge(articles);
  const triage = trainTriage({
    topics,
    labelled,
    wrongPerHundred: config.answers.wrongPerHundred,
  });
  const hash = sourceOf(source);
  const header: Omit<ReleaseHeader, 'number'> = {
    format: RELEASE_FORMAT,
    source: hash,
    config,
    topics,
    corrections: labelled.length,
  };
  return {
    bytes: number =>
      pack({
        header: Buffer.from(JSON.stringify({ ...header, number })),
        knowledge: knowledge.bytes,
        triage,
        ...(vectors && { vectors }),
      }),
    source: hash,
  };
}
