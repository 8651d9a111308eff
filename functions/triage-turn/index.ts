import { createModel, modelsOf, openBedrock } from '../../layers/core/bedrock/model.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createReleaseSource } from '../../layers/core/release/releaseSource.ts';
import { Config } from './config.ts';
import { triageTurn, type TriageTurnInput } from './triageTurn.ts';

const config = readConfig(Config);
const bedrock = openBedrock();
const source = createReleaseSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (input: TriageTurnInput) => {
  const release = await source();
  return triageTurn(input, {
    release,
    model: createModel(modelsOf(release.config), undefined, bedrock),
    now: Date.now(),
  });
});
