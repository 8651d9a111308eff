import { createModel, modelIds } from '../../layers/core/bedrock/model.ts';
import { createMailer } from '../../layers/core/mail/mailer.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { logger, metrics } from '../../layers/core/platform/telemetry.ts';
import { createReleaseSource } from '../../layers/core/release/releaseSource.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { createClientService } from '../../layers/core/service/clientService.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { draftAnswer, type DraftAnswerInput } from './draftAnswer.ts';
import { createIdentityCodes } from './identityCodes.ts';

const config = readConfig(Config);
const store = openStore(config);
const source = createReleaseSource(config.RELEASE_BUCKET, config.RELEASE_KEY);
const serviceKey = createSecret(config.SERVICE_SECRET_ARN);
const codeKey = createSecret(config.LINK_SECRET_ARN);

export const handler = lambda(async (input: DraftAnswerInput) => {
  const release = await source();
  const { name, service } = release.config;
  const mailer = async () =>
    createMailer({ from: config.FROM_ADDRESS, configurationSet: config.CONFIGURATION_SET, name });
  return draftAnswer(input, {
    release,
    store,
    onModelFailure: error => {
      logger.warn('MODEL_FAILED', { error });
      metrics.addMetric('ModelFailed', 'Count', 1);
    },
    model: createModel(modelIds(release.config)),
    service: createClientService({
      baseUrl: config.SERVICE_URL,
      keyHeader: service?.keyHeader ?? 'x-api-key',
      key: serviceKey,
    }),
    serviceUrl: config.SERVICE_URL,
    codes: createIdentityCodes(mailer, codeKey),
    now: () => new Date(),
  });
});
