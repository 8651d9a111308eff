import {
  ConverseCommand,
  type BedrockRuntimeClient,
  type ContentBlock,
  type ConverseCommandInput,
  type ConverseCommandOutput,
  type Tool,
} from '@aws-sdk/client-bedrock-runtime';
import type { ModelPrompt, PromptBlock, ToolUse } from '../answer/modelPrompt.ts';
import type { ModelOptions } from '../domain/config/answers.ts';

export interface ModelSettings extends ModelOptions {
  id: string;
}
export interface GuardrailId {
  id: string;
  version: string;
}

export type Completion =
  | { ok: true; text: string; model: string; toolUses: ToolUse[] }
  /**
   * `unusable`: this model gave nothing, another may; `refused`: asking again is no use; `guardrail`: it was stopped, and
   * nobody but a person may go on.
   */
  | { ok: false; why: 'unusable' | 'refused' | 'guardrail'; error: string };

/** Name of the tool by which a model gives its reply when it takes no schema. */
export const REPLY_TOOL = 'reply';
/** Characters a token has, roughly: good enough to know whether a prefix is worth caching. */
const CHARACTERS_PER_TOKEN = 4;

/** One question to one model. Throws what the SDK throws. */
export async function converse(
  client: BedrockRuntimeClient,
  settings: ModelSettings,
  prompt: ModelPrompt,
  limits: { maxTokens: number; signal: AbortSignal },
  guardrail: GuardrailId | undefined,
): Promise<Completion> {
  const command = new ConverseCommand(requestOf(settings, prompt, limits.maxTokens, guardrail));
  return completionOf(settings.id, await client.send(command, { abortSignal: limits.signal }));
}

export function requestOf(
  settings: ModelSettings,
  prompt: ModelPrompt,
  maxTokens: number,
  guardrail: GuardrailId | undefined,
): ConverseCommandInput {
  const actions = settings.actions ? (prompt.tools ?? []) : [];
  const forced = settings.reply === 'tool';
  const tools: Tool[] = [
    ...actions.map(({ name, description, schema }) => toolOf(name, description, schema)),
    ...(forced ? [toolOf(REPLY_TOOL, 'Gives the reply.', prompt.schema)] : []),
  ];
  const prefix = JSON.stringify([tools, prompt.system]).length / CHARACTERS_PER_TOKEN;
  // One point behind the instructions: what stands before it, tools included, is the same for every message.
  const cached = settings.cacheFromTokens !== undefined && prefix >= settings.cacheFromTokens;
  return {
    modelId: settings.id,
    system: [...prompt.system, ...(cached ? [{ cachePoint: { type: 'default' as const } }] : [])],
    messages: prompt.messages.map(({ role, content }) => ({
      role,
      content: content.map(block => blockOf(block, guardrail !== undefined)),
    })),
    inferenceConfig: {
      maxTokens: settings.maxTokens ?? maxTokens,
      ...(settings.temperature !== undefined && { temperature: settings.temperature }),
    },
    ...(tools.length > 0 && {
      toolConfig: {
        tools,
        ...(forced && {
          toolChoice: actions.length > 0 ? { any: {} } : { tool: { name: REPLY_TOOL } },
        }),
      },
    }),
    ...(settings.reply === 'schema' && {
      outputConfig: {
        textFormat: {
          type: 'json_schema' as const,
          structure: { jsonSchema: { schema: JSON.stringify(prompt.schema), name: 'reply' } },
        },
      },
    }),
    ...(guardrail && {
      guardrailConfig: {
        guardrailIdentifier: guardrail.id,
        guardrailVersion: guardrail.version,
        trace: 'disabled' as const,
      },
    }),
  };
}

const toolOf = (name: string, description: string, schema: Record<string, unknown>): Tool => ({
  toolSpec: { name, description, inputSchema: { json: schema as never } },
});

function blockOf(block: PromptBlock, guarded: boolean): ContentBlock {
  if ('toolUse' in block) {
    const { id, name, input } = block.toolUse;
    return { toolUse: { toolUseId: id, name, input: input as never } };
  }
  if ('toolResult' in block) {
    const { id, text, failed } = block.toolResult;
    return { toolResult: { toolUseId: id, content: [{ text }], status: failed ? 'error' : 'success' } };
  }
  return guarded && block.guarded ? { guardContent: { text: { text: block.text } } } : { text: block.text };
}

/** Every stop reason: what it means for the turn. One that isn't known yet is no answer. */
function completionOf(model: string, { output, stopReason }: ConverseCommandOutput): Completion {
  const blocks = output?.message?.content ?? [];
  switch (stopReason) {
    case 'end_turn':
    case 'stop_sequence':
    case 'tool_use': {
      const uses = blocks.flatMap(({ toolUse }) =>
        toolUse?.name && toolUse.toolUseId
          ? [{ id: toolUse.toolUseId, name: toolUse.name, input: asObject(toolUse.input) }]
          : [],
      );
      const reply = uses.find(({ name }) => name === REPLY_TOOL);
      const text = reply ? JSON.stringify(reply.input) : blocks.map(part => part.text ?? '').join('');
      return { ok: true, text, model, toolUses: uses.filter(({ name }) => name !== REPLY_TOOL) };
    }
    case 'guardrail_intervened':
      return { ok: false, why: 'guardrail', error: stopReason };
    case 'malformed_model_output':
    case 'malformed_tool_use':
    case 'model_context_window_exceeded':
      return { ok: false, why: 'unusable', error: stopReason };
    // Cut off, or withheld by the model's maker: a second model would be paid for the same.
    case 'max_tokens':
    case 'content_filtered':
    default:
      return { ok: false, why: 'refused', error: String(stopReason) };
  }
}

const asObject = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
