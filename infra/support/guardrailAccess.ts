import { Stack } from 'aws-cdk-lib/core';
import type { GuardrailRef } from '../guardrail/guardrailStack.ts';
import type { Foundation } from './foundation.ts';
import type { ServiceFunction } from './serviceFunction.ts';

/** The client's guardrail: made by its own stack, or one that was there before, in this account and Region. */
export function guardrailOf(foundation: Foundation, created?: GuardrailRef): GuardrailRef | undefined {
  const existing = foundation.config.answers.guardrail?.existing;
  if (!existing) return created;
  const { partition, region, account } = Stack.of(foundation);
  return { ...existing, arn: `arn:${partition}:bedrock:${region}:${account}:guardrail/${existing.id}` };
}

export const guardrailVariables = (guardrail: GuardrailRef | undefined) =>
  guardrail ? { GUARDRAIL_ID: guardrail.id, GUARDRAIL_VERSION: guardrail.version } : {};

/** Converse needs it too when it is given a guardrail. */
export function applyGuardrail(fn: ServiceFunction<any>, guardrail: GuardrailRef | undefined): void {
  if (guardrail) fn.allow(['bedrock:ApplyGuardrail'], [guardrail.arn]);
}
