import { readState } from '../../layers/core/answer/action/state.ts';
import type { Action } from '../../layers/core/domain/clientConfig.ts';
import type { Case } from '../../layers/core/domain/case.ts';

/** Digits typed on a phone as the value they stand for, where the input that was asked for says how: `LF-{digits}`. */
export function typedInput(text: string, action: Action, dialog: Case['dialog']): string {
  if (!/^\d+$/.test(text) || dialog?.action !== action.id) return text;
  const { asking, inputs } = readState(dialog.state, action.id, '');
  const keypad = asking === undefined || asking in inputs ? undefined : action.inputs[asking]?.keypad;
  return keypad ? keypad.replace('{digits}', text) : text;
}
