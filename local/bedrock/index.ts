import { AwsError, type Cloud, type Service } from '../core/contract.ts';
import { converseByAws, invokeByAws } from './awsModel.ts';
import { converseByChatCompletions } from './chatCompletions.ts';
import { embedOffline } from './embed.ts';
import { createGuardrails } from './guardrails.ts';
import { guardedText, withoutGuardrail, type Assessed } from './guarded.ts';
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
  // Only embeddings are asked for by InvokeModel; chat-completions endpoints have none of Bedrock's.
  const embed = model === 'bedrock' ? invokeByAws() : embedOffline;
  const guardrails = createGuardrails();
  let failing = { name: '', times: 0 };
  const failWhenTold = () => {
    if (failing.times <= 0) return;
    failing.times -= 1;
    throw new AwsError(failing.name, `${failing.name} (asked for by a test)`, STATUS[failing.name] ?? 400);
  };
  return {
    name: 'bedrock',
    protocol: 'rest-json',
    resourceTypes: guardrails.resourceTypes,
    operations: {
      Converse: {
        http: 'POST /model/{modelId}/converse',
        action: 'bedrock:InvokeModel',
        resources: ({ modelId }, cloud) => modelArns(modelId, cloud),
        conditions: ({ modelId }, cloud) => ({
          'bedrock:InferenceProfileArn': modelArns(modelId, cloud)[0]!,
        }),
        async run(input, { principal, cloud }) {
          failWhenTold();
          const began = performance.now();
          const done = (answer: object) => ({
            metrics: { latencyMs: Math.round(performance.now() - began) },
            ...answer,
          });
          const config = input.guardrailConfig;
          if (!config) return done(await converse(input));
          const { guardrailIdentifier: id, guardrailVersion: version } = config;
          cloud.authorize(principal, 'bedrock:ApplyGuardrail', [guardrails.arnOf(id)]);
          const stopped = (assessed: Assessed) => done(stoppedBy(assessed));
          const asked = guardrails.assess(id, version, 'INPUT', guardedText(input));
          if (asked.stopped) return stopped(asked);
          const answer = await converse(withoutGuardrail(input));
          const said = guardrails.assess(
            id,
            version,
            'OUTPUT',
            JSON.stringify(answer.output.message.content),
          );
          return said.stopped ? stopped(said) : done(answer);
        },
      },
      InvokeModel: {
        http: 'POST /model/{modelId}/invoke',
        resources: ({ modelId }, cloud) => modelArns(modelId, cloud),
        conditions: ({ modelId }, cloud) => ({
          'bedrock:InferenceProfileArn': modelArns(modelId, cloud)[0]!,
        }),
        async run(input) {
          failWhenTold();
          return embed(input);
        },
      },
      ApplyGuardrail: {
        http: 'POST /guardrail/{guardrailIdentifier}/version/{guardrailVersion}/apply',
        resources: ({ guardrailIdentifier }) => [guardrails.arnOf(guardrailIdentifier)],
        run({ guardrailIdentifier, guardrailVersion, source, content }) {
          failWhenTold();
          const text = (content ?? []).map((block: any) => block.text?.text ?? '').join('\n');
          const assessed = guardrails.assess(guardrailIdentifier, guardrailVersion, source, text);
          return {
            action: assessed.stopped ? 'GUARDRAIL_INTERVENED' : 'NONE',
            outputs: assessed.stopped ? [{ text: assessed.message }] : [],
            assessments: [assessed.assessment],
            usage: assessed.usage,
          };
        },
      },
    },
    fail(next) {
      failing = { ...next };
    },
  };
}

/** Converse's answer in place of the model's. */
const stoppedBy = ({ message }: Assessed) => ({
  output: { message: { role: 'assistant', content: [{ text: message }] } },
  stopReason: 'guardrail_intervened',
  usage: { inputTokens: 0, outputTokens: 0, totalTokens: 0 },
});

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
