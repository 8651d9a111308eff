import type { Stack } from 'aws-cdk-lib/core';

export interface ModelAccess {
  resources: string[];
  conditions?: Record<string, Record<string, string>>;
}

const PROFILE = /^(global|us|us-gov|eu|apac|au|jp|ca)\.(.+)$/;

/**
 * What InvokeModel must be granted on for a model id as client.yaml states it. An inference profile (`eu.…`, `global.…`)
 * needs itself and the model in every Region it may send to; the model only by way of that profile.
 */
export function modelArns(model: string, { partition, region, account }: Stack): ModelAccess[] {
  if (model.startsWith('arn:')) return [{ resources: [model] }];
  const profile = PROFILE.exec(model);
  if (!profile) return [{ resources: [`arn:${partition}:bedrock:${region}::foundation-model/${model}`] }];
  const arn = `arn:${partition}:bedrock:${region}:${account}:inference-profile/${model}`;
  const base = `foundation-model/${profile[2]}`;
  const regions = profile[1] === 'global' ? ['*', ''] : ['*'];
  return [
    { resources: [arn] },
    {
      resources: regions.map(name => `arn:${partition}:bedrock:${name}::${base}`),
      conditions: { StringEquals: { 'bedrock:InferenceProfileArn': arn } },
    },
  ];
}
