import {
  BedrockRuntimeClient,
  ConverseCommand,
  ServiceQuotaExceededException,
  ServiceUnavailableException,
  ThrottlingException,
  ModelNotReadyException,
  ModelTimeoutException,
  InternalServerException,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { ModelPrompt } from '../answer/prompt.ts';

export type Completion =
  | { ok: true; text: string; model: string }
  /** `busy`: throttled, slow or down, so another model may do; `refused`: asking again is no use. */
  | { ok: false; why: 'busy' | 'refused'; error: string };

export interface Model {
  complete(prompt: ModelPrompt, options: { maxTokens: number; timeoutMs: number }): Promise<Completion>;
}

/** Part of the time that a model may use while another one is still to be asked. */
const FIRST_SHARE = 0.6;

const BUSY = [
  ThrottlingException,
  ServiceQuotaExceededException,
  ServiceUnavailableException,
  ModelNotReadyException,
  ModelTimeoutException,
  InternalServerException,
];

/**
 * Bedrock by Converse. When the first model is busy the second is asked within the time that is left. No retries of the
 * SDK's own: the turn's budget is shorter than its pauses.
 */
export function createModel(
  modelIds: string[],
  client = new BedrockRuntimeClient({ maxAttempts: 1, requestHandler: new NodeHttpHandler() }),
): Model {
  const ask = async (
    modelId: string,
    prompt: ModelPrompt,
    maxTokens: number,
    timeoutMs: number,
  ): Promise<Completion> => {
    try {
      const { output, stopReason } = await client.send(
        new ConverseCommand({
          modelId,
          system: prompt.system,
          messages: prompt.messages,
          inferenceConfig: { maxTokens },
          outputConfig: {
            textFormat: {
              type: 'json_schema',
              structure: { jsonSchema: { schema: JSON.stringify(prompt.schema), name: 'reply' } },
            },
          },
        }),
        { abortSignal: AbortSignal.timeout(timeoutMs) },
      );
      if (stopReason !== 'end_turn' && stopReason !== 'stop_sequence') {
        return { ok: false, why: 'refused', error: String(stopReason) };
      }
      const text = output?.message?.content?.map(part => part.text ?? '').join('') ?? '';
      return { ok: true, text, model: modelId };
    } catch (error) {
      const { name } = error as Error;
      const busy =
        BUSY.some(kind => error instanceof kind) || name === 'AbortError' || name === 'TimeoutError';
      return { ok: false, why: busy ? 'busy' : 'refused', error: name };
    }
  };

  return {
    async complete(prompt, { maxTokens, timeoutMs }) {
      const started = performance.now();
      let last: Completion = { ok: false, why: 'refused', error: 'no model is configured' };
      for (const [position, modelId] of modelIds.entries()) {
        const left = timeoutMs - (performance.now() - started);
        if (left <= 0) break;
        const share = position < modelIds.length - 1 ? FIRST_SHARE : 1;
        last = await ask(modelId, prompt, maxTokens, Math.ceil(left * share));
        if (last.ok || last.why === 'refused') return last;
      }
      return last;
    },
  };
}

/** The client's models, first choice first. */
export const modelIds = ({
  answers: { model },
}: {
  answers: { model: { id: string; fallbackId?: string } };
}) => (model.fallbackId ? [model.id, model.fallbackId] : [model.id]);
