import { AwsError } from '../../core/contract.ts';
import type { Center } from '../center.ts';
import type { ActionKind } from './action.ts';
import { ACTIONS } from './actions/index.ts';
import { OPERATOR_NAMES } from './language.ts';
import type { FlowAction, FlowContent } from './language.ts';
import { isPath } from './references.ts';

const VERSION = '2019-10-30';
const MOST_ACTIONS = 250;
const LONGEST_CONTENT = 256_000;
const LONGEST_IDENTIFIER = 50;
const FLOW_TYPES = [
  'CONTACT_FLOW',
  'CUSTOMER_QUEUE',
  'CUSTOMER_HOLD',
  'CUSTOMER_WHISPER',
  'AGENT_HOLD',
  'AGENT_WHISPER',
  'OUTBOUND_WHISPER',
  'AGENT_TRANSFER',
  'QUEUE_TRANSFER',
  'CAMPAIGN',
];

export interface RawFlow {
  /** `<stack>/<logical id>`, for messages. */
  where: string;
  instanceArn: string;
  type: string;
  content: unknown;
  ownArn: string;
}

/** Reads a flow's content and refuses what CreateContactFlow would: InvalidContactFlowException with all its problems. */
export function readFlow(center: Center, raw: RawFlow): FlowContent {
  const { problems, content } = problemsOf(center, raw);
  if (problems.length === 0) return content!;
  throw new AwsError(
    'InvalidContactFlowException',
    `${raw.where}: the flow is not valid:\n- ${problems.join('\n- ')}`,
    400,
    { problems: problems.map(message => ({ message })) },
  );
}

function problemsOf(center: Center, raw: RawFlow): { problems: string[]; content?: FlowContent } {
  if (!FLOW_TYPES.includes(raw.type)) return { problems: [`"${raw.type}" is no flow type`] };
  if (typeof raw.content !== 'string') return { problems: ['Content must be a JSON text'] };
  if (raw.content.length > LONGEST_CONTENT)
    return { problems: [`Content has more than ${LONGEST_CONTENT} characters`] };
  let content: FlowContent;
  try {
    content = JSON.parse(raw.content);
  } catch (error) {
    return { problems: [`Content is no JSON: ${(error as Error).message}`] };
  }
  const { Version, StartAction, Actions } = content;
  if (!Array.isArray(Actions) || Actions.length === 0) return { problems: ['Actions is missing or empty'] };
  const problems: string[] = [];
  if (Version !== VERSION) problems.push(`Version must be "${VERSION}"`);
  if (Actions.length > MOST_ACTIONS) problems.push(`there are more than ${MOST_ACTIONS} actions`);
  const known = new Set(Actions.map(({ Identifier }) => Identifier));
  if (known.size < Actions.length) problems.push('two actions have the same Identifier');
  if (!known.has(StartAction)) problems.push(`StartAction "${StartAction}" does not exist`);
  for (const action of Actions) {
    problems.push(
      ...problemsOfAction(center, raw, action, known).map(
        text => `${action.Identifier} (${action.Type}): ${text}`,
      ),
    );
  }
  return { problems, content };
}

function problemsOfAction(center: Center, raw: RawFlow, action: FlowAction, known: Set<string>): string[] {
  const { Identifier, Type, Parameters, Transitions } = action;
  const kind = Object.hasOwn(ACTIONS, Type) ? ACTIONS[Type]! : undefined;
  if (!kind)
    return [`the local Connect knows no such action type; it knows ${Object.keys(ACTIONS).join(', ')}`];
  if (typeof Parameters !== 'object' || Parameters === null) return ['Parameters is missing'];
  if (typeof Transitions !== 'object' || Transitions === null) return ['Transitions is missing'];
  const problems: string[] = [];
  if (typeof Identifier !== 'string' || Identifier.length < 1 || Identifier.length > LONGEST_IDENTIFIER) {
    problems.push(`Identifier must have 1 to ${LONGEST_IDENTIFIER} characters`);
  } else if (/[%:(\\/)=$,;[\]{}]/.test(Identifier)) {
    problems.push('Identifier must not contain any of % : ( \\ / ) = $ , ; [ ] { }');
  }
  if (kind.flowTypes && !kind.flowTypes.includes(raw.type))
    problems.push(`may not stand in a flow of type ${raw.type}`);
  const written = problemsOfParameters(kind, Parameters);
  problems.push(...written);
  if (written.length === 0 && kind.check) {
    const flow = { center: knowing(center, raw), instanceArn: raw.instanceArn, action };
    problems.push(...kind.check(Parameters, flow));
  }
  problems.push(...problemsOfTransitions(kind, action, known));
  return problems;
}

/** The flow may refer to itself. */
function knowing(center: Center, { ownArn, instanceArn, type }: RawFlow): Center {
  const flows = new Map(center.flows);
  flows.set(ownArn, {
    arn: ownArn,
    instanceArn,
    type,
    name: '',
    content: { Version: VERSION, StartAction: '', Actions: [] },
  });
  return Object.create(center, { flows: { value: flows } });
}

function problemsOfParameters(kind: ActionKind, parameters: Record<string, unknown>): string[] {
  const problems: string[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    const rule = Object.hasOwn(kind.parameters, name) ? kind.parameters[name]! : undefined;
    if (!rule) {
      problems.push(`has no parameter "${name}"`);
      continue;
    }
    const number = notText(value);
    if (number !== undefined) problems.push(`${name}: ${JSON.stringify(number)} must be written as a text`);
    else if (rule === 'deep' ? typeof value !== 'object' : typeof value !== 'string') {
      problems.push(`${name} must be ${rule === 'deep' ? 'an object or a list' : 'a text'}`);
    } else if (rule === 'static' && isPath(value)) problems.push(`${name} may not be a reference`);
    else if (rule === 'path' && !isPath(value))
      problems.push(`${name} must be one JSONPath, such as $.Attributes.name`);
  }
  return problems;
}

/** The flow language has texts only: the first number, boolean or null found inside. */
function notText(value: unknown): unknown {
  if (typeof value === 'string') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  for (const entry of Object.values(value)) {
    const found = notText(entry);
    if (found !== undefined) return found;
  }
  return undefined;
}

function problemsOfTransitions(kind: ActionKind, action: FlowAction, known: Set<string>): string[] {
  const { NextAction, Conditions = [], Errors = [] } = action.Transitions;
  const problems: string[] = [];
  const target = (where: string, identifier: string | undefined) => {
    if (!known.has(identifier ?? ''))
      problems.push(`${where} leads to "${identifier}", which does not exist`);
  };
  if (kind.terminal) {
    return NextAction !== undefined || Conditions.length > 0 || Errors.length > 0
      ? ['ends the flow: it may have no transitions']
      : [];
  }
  if (NextAction === undefined) problems.push('needs Transitions.NextAction');
  else target('NextAction', NextAction);

  const operands = Conditions.flatMap(({ Condition }) => Condition?.Operands ?? []);
  for (const { NextAction: next, Condition } of Conditions) {
    target('a condition', next);
    if (!OPERATOR_NAMES.includes(Condition?.Operator))
      problems.push(`operator "${Condition?.Operator}" is not known`);
    if (
      !Array.isArray(Condition?.Operands) ||
      Condition.Operands.some(operand => typeof operand !== 'string')
    ) {
      problems.push('Operands must be a list of texts');
    }
  }
  if (!kind.conditions && Conditions.length > 0) problems.push('may have no conditions');
  if (typeof kind.conditions === 'function') {
    const allowed = kind.conditions(action.Parameters);
    for (const operand of operands) {
      if (!allowed.includes(operand))
        problems.push(`condition "${operand}" is none of ${allowed.join(', ')}`);
    }
  }
  for (const operand of kind.requiredConditions ?? []) {
    if (!operands.includes(operand)) problems.push(`needs a condition for "${operand}"`);
  }

  const { requiredErrors = [], optionalErrors = [] } = kind;
  const types = Errors.map(({ ErrorType }) => ErrorType);
  for (const { ErrorType, NextAction: next } of Errors) {
    target(`error branch ${ErrorType}`, next);
    if (![...requiredErrors, ...optionalErrors].includes(ErrorType))
      problems.push(`may have no error branch "${ErrorType}"`);
  }
  for (const type of requiredErrors)
    if (!types.includes(type)) problems.push(`needs an error branch "${type}"`);
  if (new Set(types).size < types.length) problems.push('has two branches for one error');
  return problems;
}
