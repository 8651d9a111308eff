import { openActions } from '../../layers/core/actions/openActions.ts';
import { createQuestionEmbedder } from '../../layers/core/bedrock/embedder.ts';
import { createGuardrail } from '../../layers/core/bedrock/guardrail.ts';
import { createModel, modelsOf, openBedrock } from '../../layers/core/bedrock/model.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { logger, metrics } from '../../layers/core/platform/telemetry.ts';
import { createKnowledgeSource } from '../../layers/core/release/knowledgeSource.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config, guardrailOf } from './config.ts';
import { ACTION_BUDGET_MS, draftAnswer, type DraftAnswerInput } from './draftAnswer.ts';

/** Milliseconds until an answer must be there; the workflow gives this step 14 s, cold start included. */
const BUDGET_MS = 12_000;
const config = readConfig(Config);
const source = createKnowledgeSource(config.RELEASE_BUCKET, config.RELEASE_KEY);
const actions = openActions(config, openStore(config));
const bedrock = openBedrock();
const guardrail = createGuardrail(guardrailOf(config), bedrock);
const embed = createQuestionEmbedder(error => {
  logger.warn('EMBEDDING_FAILED', { error });
  metrics.addMetric('EmbeddingFailed', 'Count', 1);
});

export const handler = lambda(async (input: DraftAnswerInput) => {
  const end = performance.now() + BUDGET_MS;
  const release = await source();
  return draftAnswer(input, {
    ...actions(release.config, ACTION_BUDGET_MS),
    release,
    guardrail,
    embed,
    model: createModel(modelsOf(release.config), guardrailOf(config), bedrock),
    timeLeft: () => end - performance.now(),
    onModelFailure: error => {
      logger.warn('MODEL_FAILED', { error });
      metrics.addMetric('ModelFailed', 'Count', 1);
    },
  });
});
