import { AwsError } from '../core/contract.ts';

const STOP_REASONS: Record<string, string> = {
  stop: 'end_turn',
  length: 'max_tokens',
  content_filter: 'content_filtered',
  tool_calls: 'tool_use',
};

/**
 * Answers Converse by an OpenAI-compatible endpoint. `address` is its base URL (`http://127.0.0.1:11434/v1`); what follows a
 * `#` is the model's name there, else Bedrock's model id is passed on. OPENAI_API_KEY is sent when set.
 */
export function converseByChatCompletions(address: string): (input: any) => Promise<any> {
  const [base = '', model] = address.split('#');
  const url = /\/chat\/completions$/.test(base) ? base : `${base.replace(/\/$/, '')}/chat/completions`;
  return async input => {
    const key = process.env.OPENAI_API_KEY;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(requestBody(input, model)),
    }).catch(error => {
      throw new AwsError(
        'ServiceUnavailableException',
        `${url} cannot be reached: ${(error as Error).message}`,
        503,
      );
    });
    if (!response.ok) throw refusal(url, response.status);
    return answerOf(await response.json());
  };
}

function requestBody(input: any, model: string | undefined) {
  const system = textOf(input.system);
  const schema = input.outputConfig?.textFormat?.structure?.jsonSchema;
  const { maxTokens, temperature, topP, stopSequences } = input.inferenceConfig ?? {};
  return {
    model: model ?? input.modelId,
    messages: [
      ...(system ? [{ role: 'system', content: system }] : []),
      ...input.messages.flatMap(messagesOf),
    ],
    max_tokens: maxTokens,
    temperature,
    top_p: topP,
    stop: stopSequences,
    ...toolsOf(input.toolConfig),
    ...(schema && {
      response_format: {
        type: 'json_schema',
        json_schema: { name: schema.name ?? 'answer', schema: JSON.parse(schema.schema) },
      },
    }),
  };
}

const textOf = (content: any[] = []) => content.flatMap(({ text }) => text ?? []).join('\n');

/** Results of tools are messages of their own there. */
function messagesOf({ role, content }: any): object[] {
  const results = content.flatMap(({ toolResult }: any) =>
    toolResult
      ? [{ role: 'tool', tool_call_id: toolResult.toolUseId, content: textOf(toolResult.content) }]
      : [],
  );
  const calls = content.flatMap(({ toolUse }: any) =>
    toolUse
      ? [
          {
            id: toolUse.toolUseId,
            type: 'function',
            function: { name: toolUse.name, arguments: JSON.stringify(toolUse.input) },
          },
        ]
      : [],
  );
  const text = textOf(content);
  const said = text || calls.length > 0 || results.length === 0;
  return [
    ...results,
    ...(said ? [{ role, content: text, ...(calls.length > 0 && { tool_calls: calls }) }] : []),
  ];
}

function toolsOf(config: any) {
  if (!config) return {};
  const { toolChoice = {} } = config;
  return {
    tools: config.tools.flatMap(({ toolSpec }: any) =>
      toolSpec
        ? [
            {
              type: 'function',
              function: {
                name: toolSpec.name,
                description: toolSpec.description,
                parameters: toolSpec.inputSchema.json,
              },
            },
          ]
        : [],
    ),
    ...(toolChoice.any && { tool_choice: 'required' }),
    ...(toolChoice.tool && { tool_choice: { type: 'function', function: { name: toolChoice.tool.name } } }),
  };
}

function refusal(url: string, status: number): AwsError {
  if (status === 429) return new AwsError('ThrottlingException', `${url} answered 429`, 429);
  if (status >= 500) return new AwsError('ServiceUnavailableException', `${url} answered ${status}`, 503);
  return new AwsError('ValidationException', `${url} answered ${status}`);
}

function answerOf(body: any) {
  const [choice] = body.choices ?? [];
  const { prompt_tokens: inputTokens = 0, completion_tokens: outputTokens = 0 } = body.usage ?? {};
  const usage = { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens };
  const text = choice?.message?.content ?? '';
  const uses = (choice?.message?.tool_calls ?? []).map(
    ({ id, function: { name, arguments: given } }: any) => ({
      toolUse: { toolUseId: id, name, input: parsed(given) },
    }),
  );
  const malformed = uses.some(({ toolUse }: any) => toolUse.input === undefined);
  return {
    output: {
      message: { role: 'assistant', content: [...(text || uses.length === 0 ? [{ text }] : []), ...uses] },
    },
    stopReason: malformed ? 'malformed_tool_use' : (STOP_REASONS[choice?.finish_reason] ?? 'end_turn'),
    usage,
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
