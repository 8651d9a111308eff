import { ACTION_RULES } from './actionRules.ts';
import type { ActionRule } from './actionRules.ts';
import type { Action, Flow } from './flow.ts';
import { flowContent } from './flow.ts';

const MOST_ACTIONS = 250;
const MOST_CHARACTERS = 256_000;
const IDENTIFIER = /^[^%:(\\/)=$,;[\]{}]{1,50}$/;
const OPERATORS = [
  'Equals',
  'TextStartsWith',
  'TextEndsWith',
  'TextContains',
  'NumberGreaterThan',
  'NumberGreaterOrEqualTo',
  'NumberLessThan',
  'NumberLessOrEqualTo',
];

/**
 * What the service would refuse of a flow, one line each: `flow main, action "say": …`. The service itself says it only at
 * deployment, and says little.
 * @param known names that `${Name}` may have
 */
export function lintFlow(flow: Flow, known: string[]): string[] {
  const identifiers = flow.actions.map(([identifier]) => identifier);
  const there = new Set(identifiers);
  const problems: string[] = [];
  const report = (identifier: string, what: string) =>
    problems.push(`flow ${flow.name}, action "${identifier}": ${what}`);

  if (!there.has(flow.start)) report(flow.start, 'is where the flow starts, but is not there');
  identifiers.forEach((identifier, n) => {
    if (identifiers.indexOf(identifier) !== n)
      report(identifier, 'is there twice; expected another identifier');
    if (!IDENTIFIER.test(identifier))
      report(identifier, 'is no identifier: 1–50 characters without %:(\\/)=$,;[]{}');
  });
  for (const [identifier, action] of flow.actions) {
    for (const problem of lintAction(action, flow)) report(identifier, problem);
    for (const target of targets(action))
      if (!there.has(target)) report(identifier, `goes on to "${target}", which is not there`);
    for (const name of placeholders(action))
      if (!known.includes(name)) report(identifier, `uses \${${name}}, which has no value`);
  }
  const reached = reachable(flow);
  for (const identifier of there) if (!reached.has(identifier)) report(identifier, 'is never reached');

  if (flow.actions.length > MOST_ACTIONS)
    problems.push(`flow ${flow.name} has ${flow.actions.length} actions; ${MOST_ACTIONS} are allowed`);
  const size = flowContent(flow).length;
  if (size > MOST_CHARACTERS)
    problems.push(`flow ${flow.name} has ${size} characters; ${MOST_CHARACTERS} are allowed`);
  return problems;
}

function lintAction(action: Action, flow: Flow): string[] {
  const rule = ACTION_RULES[action.Type];
  if (!rule) return [`is of type ${action.Type}, which has no rule; read it up and add it to actionRules.ts`];
  const problems: string[] = [];
  if (!rule.flows.includes(flow.type))
    problems.push(`${action.Type} can't be in a flow of type ${flow.type}`);
  if (rule.terminal) {
    const rest = Object.keys(action.Parameters).length + Object.keys(action.Transitions).length;
    return rest ? [...problems, 'ends the flow; expected neither parameters nor transitions'] : problems;
  }
  if (!action.Transitions.NextAction)
    problems.push('has no NextAction; every action needs one, also those that only branch');
  return [
    ...problems,
    ...lintParameters(action, rule),
    ...lintErrors(action, rule),
    ...lintConditions(action, rule),
    ...lintKeys(action),
  ];
}

function lintParameters({ Parameters }: Action, rule: ActionRule): string[] {
  const given = Object.keys(Parameters);
  const count = (names: string[]) => names.filter(name => given.includes(name)).length;
  const problems = (rule.required ?? []).filter(name => !given.includes(name)).map(name => `has no ${name}`);
  if (rule.exactlyOne && count(rule.exactlyOne) !== 1)
    problems.push(`needs just one of ${rule.exactlyOne.join(', ')}`);
  if (rule.atMostOne && count(rule.atMostOne) > 1)
    problems.push(`takes at most one of ${rule.atMostOne.join(', ')}`);
  for (const [name, value] of Object.entries(Parameters)) {
    const check = rule.parameters[name];
    const wrong = check ? check(value) : 'is not known for this type';
    if (wrong) problems.push(`${name} ${wrong}`);
  }
  return problems;
}

/** Asking for one key branches on it and on silence; storing keys only fails, or finds no telephone number in them. */
function errorsOf({ Type, Parameters }: Action, rule: ActionRule): string[] {
  if (Type !== 'GetParticipantInput') return rule.errors;
  if (Parameters['StoreInput'] !== 'True')
    return [...rule.errors, 'NoMatchingCondition', 'InputTimeLimitExceeded'];
  return 'PhoneNumberValidation' in ((Parameters['InputValidation'] as object | undefined) ?? {})
    ? [...rule.errors, 'InvalidPhoneNumber']
    : rule.errors;
}

/** What belongs together in asking for keys. */
function lintKeys({ Type, Parameters, Transitions }: Action): string[] {
  if (Type !== 'GetParticipantInput') return [];
  const stores = Parameters['StoreInput'] === 'True';
  return [
    ...(stores && !Parameters['InputValidation'] ? ['stores keys without InputValidation'] : []),
    ...(!stores && Parameters['InputValidation'] ? ['has InputValidation, but stores nothing'] : []),
    ...(!stores && Parameters['DTMFConfiguration'] ? ['has DTMFConfiguration, but stores nothing'] : []),
    ...(stores && Transitions.Conditions?.length ? ['stores keys and branches on them; it can do one'] : []),
    ...(!stores && !Transitions.Conditions?.length ? ['asks for a key and branches on none'] : []),
  ];
}

function lintErrors(action: Action, rule: ActionRule): string[] {
  const { Transitions } = action;
  const given = (Transitions.Errors ?? []).map(error => error.ErrorType);
  const wanted = errorsOf(action, rule);
  return [
    ...wanted
      .filter(type => !given.includes(type))
      .map(type => `has no branch for the error ${type}, which it needs`),
    ...given
      .filter(type => !wanted.includes(type))
      .map(type => `has a branch for the error ${type}, which it doesn't know`),
    ...given
      .filter((type, n) => given.indexOf(type) !== n)
      .map(type => `has two branches for the error ${type}`),
  ];
}

function lintConditions({ Parameters, Transitions }: Action, rule: ActionRule): string[] {
  const conditions = (Transitions.Conditions ?? []).map(({ Condition }) => Condition);
  const operators = conditions
    .filter(({ Operator }) => !OPERATORS.includes(Operator))
    .map(({ Operator }) => `compares by ${Operator}, which is no operator`);
  const operands = conditions.map(({ Operands }) => Operands[0]!);
  const double = operands
    .filter((operand, n) => operands.indexOf(operand) !== n && rule.conditions !== 'free')
    .map(operand => `has two branches for ${operand}`);
  if (rule.conditions === 'free')
    return conditions.length ? operators : ['compares with nothing; expected at least one condition'];
  if (rule.conditions === 'named') return [...operators, ...double];
  const events = Array.isArray(Parameters['Events']) ? (Parameters['Events'] as string[]) : [];
  const wanted = [...(rule.conditions ?? []), ...events];
  return [
    ...operators,
    ...double,
    ...wanted
      .filter(operand => !operands.includes(operand))
      .map(operand => `has no branch for ${operand}, which it needs`),
    ...operands
      .filter(operand => !wanted.includes(operand))
      .map(operand => `has a branch for ${operand}, which never happens`),
  ];
}

const targets = ({ Transitions }: Action): string[] =>
  [Transitions, ...(Transitions.Conditions ?? []), ...(Transitions.Errors ?? [])]
    .map(branch => branch.NextAction)
    .filter(target => target !== undefined);

const placeholders = (action: Action): string[] =>
  [...JSON.stringify(action.Parameters).matchAll(/\$\{(\w+)\}/g)].map(match => match[1]!);

function reachable({ start, actions }: Flow): Set<string> {
  const byIdentifier = new Map(actions);
  const reached = new Set<string>();
  const open = [start];
  for (let identifier = open.pop(); identifier !== undefined; identifier = open.pop()) {
    const action = byIdentifier.get(identifier);
    if (!action || reached.has(identifier)) continue;
    reached.add(identifier);
    open.push(...targets(action));
  }
  return reached;
}
