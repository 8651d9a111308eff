import { openActions } from '../../layers/core/actions/openActions.ts';
import { createModel, modelIds } from '../../layers/core/bedrock/model.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { logger, metrics } from '../../layers/core/platform/telemetry.ts';
import { createReleaseSource } from '../../layers/core/release/releaseSource.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { ACTION_BUDGET_MS, draftAnswer, type DraftAnswerInput } from './draftAnswer.ts';

const config = readConfig(Config);
const source = createReleaseSource(config.RELEASE_BUCKET, config.RELEASE_KEY);
const actions = openActions(config, openStore(config));

export const handler = lambda(async (input: DraftAnswerInput) => {
  const release = await source();
  return draftAnswer(input, {
    ...actions(release.config, ACTION_BUDGET_MS),
    release,
    model: createModel(modelIds(release.config)),
    onModelFailure: error => {
      logger.warn('MODEL_FAILED', { error });
      metrics.addMetric('ModelFailed', 'Count', 1);
    },
  });
});
