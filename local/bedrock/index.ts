import { AwsError, type Cloud, type Service } from '../core/contract.ts';
import { converseByAws } from './awsModel.ts';
import { converseByChatCompletions } from './chatCompletions.ts';
import { converseOffline } from './offline.ts';

/** HTTP status of the failures Bedrock's runtime has. */
const STATUS: Record<string, number> = {
  ThrottlingException: 429,
  ModelTimeoutException: 408,
  ModelErrorException: 424,
  ModelNotReadyException: 429,
  ServiceUnavailableException: 503,
  InternalServerException: 500,
  AccessDeniedException: 403,
};

export interface Bedrock extends Service {
  /** For tests: the next `times` calls fail with this exception. */
  fail(next: { name: string; times: number }): void;
}

/** Bedrock runtime. `model`: `offline` (extracts only), `bedrock` (the real one), or the URL of a chat-completions endpoint. */
export function createBedrock({ model = 'offline' }: { model?: string } = {}): Bedrock {
  const converse = chooseModel(model);
  let failing = { name: '', times: 0 };
  return {
    name: 'bedrock',
    protocol: 'rest-json',
    resourceTypes: {},
    operations: {
      Converse: {
        http: 'POST /model/{modelId}/converse',
        action: 'bedrock:InvokeModel',
        resources: ({ modelId }, cloud) => modelArns(modelId, cloud),
        conditions: ({ modelId }, cloud) => ({
          'bedrock:InferenceProfileArn': modelArns(modelId, cloud)[0]!,
        }),
        async run(input) {
          if (failing.times > 0) {
            failing.times -= 1;
            throw new AwsError(
              failing.name,
              `${failing.name} (asked for by a test)`,
              STATUS[failing.name] ?? 400,
            );
          }
          const began = performance.now();
          const answer = await converse(input);
          return { metrics: { latencyMs: Math.round(performance.now() - began) }, ...answer };
        },
      },
    },
    fail(next) {
      failing = { ...next };
    },
  };
}

function chooseModel(model: string): (input: any) => Promise<any> {
  if (model === 'offline') return converseOffline;
  if (model === 'bedrock') return converseByAws();
  if (/^https?:\/\//.test(model)) return converseByChatCompletions(model);
  throw new Error(`model «${model}»: give offline, bedrock, or the URL of an OpenAI-compatible endpoint`);
}

/** A foundation model, or an inference profile together with the model it leads to: IAM checks both. */
function modelArns(modelId: string, { region, account }: Cloud): string[] {
  const foundation = (id: string) => `arn:aws:bedrock:${region}::foundation-model/${id}`;
  if (modelId.startsWith('arn:') && !modelId.includes(':inference-profile/')) return [modelId];
  const id = modelId.split(':inference-profile/').at(-1)!;
  const profile = /^(?:us|eu|apac|ap|jp|au|ca|us-gov|global)\.(.+)$/.exec(id);
  if (!profile) return [foundation(id)];
  return [`arn:aws:bedrock:${region}:${account}:inference-profile/${id}`, foundation(profile[1]!)];
}
