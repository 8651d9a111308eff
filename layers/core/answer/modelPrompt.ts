/** What a model is asked, in no vendor's words: `bedrock/converse.ts` puts it into Converse's. */
export interface ModelPrompt {
  system: { text: string }[];
  messages: { role: 'user' | 'assistant'; content: PromptBlock[] }[];
  /** JSON Schema of the reply. */
  schema: Record<string, unknown>;
  /** Actions the model may ask for. */
  tools?: Tool[];
}

export type PromptBlock =
  /** `guarded`: what a guardrail looks at; the rest is ours. */
  | { text: string; guarded?: true }
  | { toolUse: ToolUse }
  | { toolResult: { id: string; text: string; failed?: true } };

export interface Tool {
  name: string;
  description: string;
  /** JSON Schema of its inputs. */
  schema: Record<string, unknown>;
}

/** The model's wish; nothing in it was checked. */
export interface ToolUse {
  id: string;
  name: string;
  input: Record<string, unknown>;
}
