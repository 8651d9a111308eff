/** What a guardrail found in a text. */
export interface Assessed {
  stopped: boolean;
  /** What is said in place of the text. */
  message: string;
  /** In ApplyGuardrail's own shape, the policies that struck only. */
  assessment: Record<string, unknown>;
  usage: Record<string, number>;
}

/** What a guardrail looks at of a Converse request: the marked blocks of the last message, or all of it when none is. */
export function guardedText(input: any): string {
  const last = (input.messages ?? []).findLast((message: any) => message.role === 'user');
  const blocks: any[] = last?.content ?? [];
  const marked = blocks.filter(block => block.guardContent);
  return (
    marked.length > 0
      ? marked.map(block => block.guardContent.text.text)
      : blocks.map(block => block.text ?? '')
  ).join('\n');
}

/** The request as a model reads it: a marked block is text like any other. */
export function withoutGuardrail({ guardrailConfig: _, ...input }: any): any {
  return {
    ...input,
    messages: input.messages.map((message: any) => ({
      ...message,
      content: message.content.map((block: any) =>
        block.guardContent ? { text: block.guardContent.text.text } : block,
      ),
    })),
  };
}
