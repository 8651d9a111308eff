import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createKnowledgeSource } from '../../layers/core/release/knowledgeSource.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

const config = readConfig(Config);
const release = createKnowledgeSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(
  createHandler(async () => ({ release: await release(), now: () => new Date() })),
);
