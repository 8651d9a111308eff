import { ApplyGuardrailCommand } from '@aws-sdk/client-bedrock-runtime';
import type { GuardrailId } from './converse.ts';
import { openBedrock } from './model.ts';

/** A guardrail by itself, for what no model has seen or written. */
export interface Guardrail {
  /** `failed`: it could not be asked, so that nothing may be said that it should have looked at. */
  check(source: 'INPUT' | 'OUTPUT', text: string): Promise<'passed' | 'stopped' | 'failed'>;
}

const TIMEOUT_MS = 2_000;

/** Undefined when the client has none. */
export function createGuardrail(
  guardrail: GuardrailId | undefined,
  client = openBedrock(),
): Guardrail | undefined {
  if (!guardrail) return undefined;
  return {
    async check(source, text) {
      try {
        const { action } = await client.send(
          new ApplyGuardrailCommand({
            guardrailIdentifier: guardrail.id,
            guardrailVersion: guardrail.version,
            source,
            content: [{ text: { text } }],
          }),
          { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
        );
        return action === 'NONE' ? 'passed' : 'stopped';
      } catch {
        return 'failed';
      }
    },
  };
}
