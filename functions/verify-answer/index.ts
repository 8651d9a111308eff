import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createReleaseSource } from '../../layers/core/release/releaseSource.ts';
import { Config } from './config.ts';
import { verifyAnswer, type VerifyAnswerInput } from './verifyAnswer.ts';

const config = readConfig(Config);
const release = createReleaseSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (input: VerifyAnswerInput) => verifyAnswer(input, await release()));
