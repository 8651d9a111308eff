import { verifyDraft, type VerifyDraftInput } from '../../layers/core/answer/verifyDraft.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createKnowledgeSource } from '../../layers/core/release/knowledgeSource.ts';
import { Config } from './config.ts';

const config = readConfig(Config);
const release = createKnowledgeSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

/** Refuses what no passage or receipt supports. */
export const handler = lambda(async (input: VerifyDraftInput) =>
  verifyDraft(input, await release(input.draft.release)),
);
