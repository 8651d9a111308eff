/** Where an action's dialog stands: small JSON, kept on the case between turns. It never holds an address or a code. */
export interface ActionState {
  action: string;
  step: 'inputs' | 'email' | 'look-up' | 'send-code' | 'code' | 'check-code' | 'confirm' | 'run';
  inputs: Record<string, string>;
  /** The input asked for last. */
  asking?: string;
  /** Wrong tries at what was asked last. */
  tries: number;
  /** The customer's own claim to an address, when the action wants one. */
  email?: string;
  /** The address on file, masked, or the last digits of the number, and whose it is; set by the look-up. */
  maskedEmail?: string;
  lastDigits?: string;
  customerId?: string;
  identified?: boolean;
  confirmed?: boolean;
  /** The customer's yes is needed whatever the configuration says: the model asked for it. */
  mustConfirm?: boolean;
  /** What began the dialog: with it a repeated step has the same idempotency key, and a second dialog another. */
  cause: string;
  /** As the caller made it (hashed); the code itself is nowhere. */
  code?: { hash: string; address: string };
  codeSentAt?: string;
  codeTries: number;
}

export const freshState = (action: string, cause: string): ActionState => ({
  action,
  cause,
  step: 'inputs',
  inputs: {},
  tries: 0,
  codeTries: 0,
});

/** A state read back from storage; anything else starts afresh. */
export function readState(value: unknown, action: string, cause: string): ActionState {
  const state = value as Partial<ActionState> | undefined;
  if (!state || typeof state !== 'object' || state.action !== action || typeof state.inputs !== 'object')
    return freshState(action, cause);
  return { ...freshState(action, cause), ...state, inputs: { ...state.inputs } };
}
