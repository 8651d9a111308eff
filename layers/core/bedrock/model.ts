import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { ModelPrompt } from '../answer/modelPrompt.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { lazily } from '../platform/lazily.ts';
import { converse, type Completion, type GuardrailId, type ModelSettings } from './converse.ts';

export type { Completion } from './converse.ts';

export interface Model {
  /** `maxTokens` holds where the model's own options say nothing. */
  complete(prompt: ModelPrompt, options: { maxTokens: number; timeoutMs: number }): Promise<Completion>;
}

/** Part of the time that a model may use while another one is still to be asked. */
const FIRST_SHARE = 0.6;

/**
 * Bedrock by Converse. When the first model is throttled, slow, down, not granted, or writes what Bedrock can't read, the
 * second is asked within the time that is left. No retries of the SDK's own: the turn's budget is shorter than its pauses.
 */
export function createModel(models: ModelSettings[], guardrail?: GuardrailId, client = openBedrock()): Model {
  return {
    async complete(prompt, { maxTokens, timeoutMs }) {
      const started = performance.now();
      let last: Completion = { ok: false, why: 'refused', error: 'no model is configured' };
      for (const [position, settings] of models.entries()) {
        const left = timeoutMs - (performance.now() - started);
        if (left <= 0) break;
        const share = position < models.length - 1 ? FIRST_SHARE : 1;
        const signal = AbortSignal.timeout(Math.ceil(left * share));
        try {
          last = await converse(client, settings, prompt, { maxTokens, signal }, guardrail);
        } catch (error) {
          last = { ok: false, why: 'unusable', error: (error as Error).name };
        }
        if (last.ok || last.why !== 'unusable') return last;
      }
      return last;
    },
  };
}

/** One attempt: whoever calls has less time than the SDK's pauses take. */
export const openBedrock = () =>
  lazily(() => new BedrockRuntimeClient({ maxAttempts: 1, requestHandler: new NodeHttpHandler() }));

/** The client's models, first choice first. */
export const modelsOf = ({ answers: { model } }: Pick<ClientConfig, 'answers'>): ModelSettings[] => [
  { id: model.id, ...model.options },
  ...(model.fallbackId ? [{ id: model.fallbackId, ...model.fallbackOptions }] : []),
];
