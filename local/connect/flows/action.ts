import type { Center } from '../center.ts';
import type { Contact, FlowRun } from '../contacts/contact.ts';
import type { FlowAction } from './language.ts';

/** What wakes an action that waits. */
export type Wake =
  | { kind: 'message'; id: string; text: string; mode?: 'speech' | 'keys' }
  | { kind: 'timeout' }
  | { kind: 'signal'; name: string };

/** An action about to run: parameters are resolved, `wake` is set when it runs on after waiting. */
export interface Step {
  center: Center;
  contact: Contact;
  run: FlowRun;
  action: FlowAction;
  parameters: any;
  wake?: Wake;
}

/** What becomes of the contact after an action. */
export type Outcome =
  | { to: 'next' }
  /** Taken by the first condition that holds for `value`, else NoMatchingCondition, else NextAction. */
  | { to: 'branch'; value: string }
  | { to: 'error'; type: string }
  | { to: 'wait' }
  /** The action has sent the contact elsewhere (queue, other flow, gone). */
  | { to: 'elsewhere' }
  | { to: 'end' };

/**
 * How a parameter may be written: `static` text only, `reference` static or one whole JSONPath, `path` a JSONPath only,
 * `text` with references embedded, `deep` an object or list whose strings are as `reference`.
 */
export type ParameterRule = 'static' | 'reference' | 'path' | 'text' | 'deep';

/** One action type: what its JSON may contain, and what it does. */
export interface ActionKind {
  parameters: Record<string, ParameterRule>;
  /** Further rules on the raw parameters; each returned line is a problem. */
  check?(parameters: any, flow: { center: Center; instanceArn: string; action: FlowAction }): string[];
  /** Operands that its conditions may name; absent: it has no conditions; `any`: whatever they compare. */
  conditions?: 'any' | ((parameters: any) => string[]);
  requiredConditions?: string[];
  /** Error branches it must have, and may have. */
  requiredErrors?: string[];
  optionalErrors?: string[];
  terminal?: boolean;
  /** Flow types it may stand in; absent: all. */
  flowTypes?: string[];
  /** Work with the outside, before the change is committed; repeated when a kill cut it off. */
  call?(step: Step): Promise<unknown>;
  /** Changes `step.contact` (which is committed with the new position) and says where to go. */
  run(step: Step, result?: any): Outcome;
}

export const NEXT: Outcome = { to: 'next' };
export const FAILED: Outcome = { to: 'error', type: 'NoMatchingError' };
