/** The flow language, as `AWS::Connect::ContactFlow` has it in `Content`. */
export interface FlowContent {
  Version: string;
  StartAction: string;
  Metadata?: unknown;
  Actions: FlowAction[];
}
export interface FlowAction {
  Identifier: string;
  Type: string;
  Parameters: Record<string, unknown>;
  Transitions: Transitions;
}
export interface Transitions {
  NextAction?: string;
  Conditions?: { NextAction: string; Condition: { Operator: string; Operands: string[] } }[];
  Errors?: { NextAction: string; ErrorType: string }[];
}

const OPERATORS: Record<string, (value: string, operand: string) => boolean> = {
  Equals: (value, operand) => value === operand,
  TextStartsWith: (value, operand) => value.startsWith(operand),
  TextEndsWith: (value, operand) => value.endsWith(operand),
  TextContains: (value, operand) => value.includes(operand),
  NumberGreaterThan: (value, operand) => Number(value) > Number(operand),
  NumberGreaterOrEqualTo: (value, operand) => Number(value) >= Number(operand),
  NumberLessThan: (value, operand) => Number(value) < Number(operand),
  NumberLessOrEqualTo: (value, operand) => Number(value) <= Number(operand),
};
export const OPERATOR_NAMES = Object.keys(OPERATORS);

/** Whether a branch's condition holds. A value that is no number meets no number condition, an empty one neither. */
export function holds(condition: { Operator: string; Operands: string[] }, value: string): boolean {
  if (condition.Operator.startsWith('Number') && value.trim() === '') return false;
  return condition.Operands.some(operand => OPERATORS[condition.Operator]!(value, operand));
}
