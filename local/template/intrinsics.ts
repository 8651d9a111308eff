/** What an expression of a template may refer to. Lookups throw when there is nothing of that name. */
export interface Scope {
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
  importValue(name: string): unknown;
}

/** `Ref: AWS::NoValue`: the member or element that holds it is dropped. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Intrinsic = (argument: any, evaluate: (expression: unknown) => any, scope: Scope) => unknown;

const INTRINSICS: Record<string, Intrinsic> = {
  Ref: (name, _evaluate, scope) => scope.ref(name),
  Condition: (name, _evaluate, scope) => scope.condition(name),
  'Fn::GetAtt': (argument, evaluate, scope) => {
    const [logicalId, ...rest] = typeof argument === 'string' ? argument.split('.') : argument;
    return scope.attribute(logicalId, rest.map(evaluate).join('.'));
  },
  'Fn::If': ([name, yes, no], evaluate, scope) => evaluate(scope.condition(name) ? yes : no),
  'Fn::Join': ([separator, parts], evaluate) => asList(evaluate(parts), 'Fn::Join').join(separator),
  'Fn::Select': ([index, parts], evaluate) => {
    const list = asList(evaluate(parts), 'Fn::Select');
    const at = Number(evaluate(index));
    if (!(at in list)) throw new Error(`Fn::Select: there is no element ${at} among ${list.length}`);
    return list[at];
  },
  'Fn::Split': ([separator, text], evaluate) => String(evaluate(text)).split(separator),
  'Fn::Sub': (argument, evaluate, scope) => {
    const [text, variables] = typeof argument === 'string' ? [argument, {}] : argument;
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_whole: string, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(variables, name)) return String(evaluate(variables[name]));
      const dot = name.indexOf('.');
      return String(dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1)));
    });
  },
  'Fn::FindInMap': ([map, first, second], evaluate, scope) =>
    scope.mapping(evaluate(map), evaluate(first), evaluate(second)),
  'Fn::ImportValue': (name, evaluate, scope) => scope.importValue(evaluate(name)),
  'Fn::Base64': (text, evaluate) => Buffer.from(String(evaluate(text))).toString('base64'),
  'Fn::GetAZs': () => ['us-east-1a', 'us-east-1b', 'us-east-1c'],
  'Fn::Equals': ([left, right], evaluate) => String(evaluate(left)) === String(evaluate(right)),
  'Fn::And': (conditions, evaluate) => conditions.every((each: unknown) => evaluate(each)),
  'Fn::Or': (conditions, evaluate) => conditions.some((each: unknown) => evaluate(each)),
  'Fn::Not': ([condition], evaluate) => !evaluate(condition),
  'Fn::ToJsonString': (value, evaluate) => JSON.stringify(evaluate(value)),
  'Fn::Length': (value, evaluate) => asList(evaluate(value), 'Fn::Length').length,
};

/** Evaluates an expression of a template. Throws on an intrinsic it does not know. */
export function resolve(expression: unknown, scope: Scope): any {
  const evaluate = (value: unknown): unknown => resolve(value, scope);
  if (Array.isArray(expression)) return expression.map(evaluate).filter(value => value !== NO_VALUE);
  if (expression === null || typeof expression !== 'object') return expression;

  const name = intrinsicName(expression);
  if (name) {
    const intrinsic = INTRINSICS[name];
    if (!intrinsic)
      throw new Error(`intrinsic function ${name} is not known to the local cloud (local/template)`);
    return intrinsic((expression as Record<string, unknown>)[name], evaluate, scope);
  }
  const entries = Object.entries(expression).map(([key, value]) => [key, evaluate(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== NO_VALUE));
}

/** Logical ids and parameters an expression refers to, for the order of deployment. */
export function references(expression: unknown): string[] {
  if (Array.isArray(expression)) return expression.flatMap(references);
  if (expression === null || typeof expression !== 'object') return [];
  const name = intrinsicName(expression);
  const argument = name && (expression as Record<string, any>)[name];
  if (name === 'Ref') return [argument];
  if (name === 'Fn::GetAtt') return [typeof argument === 'string' ? argument.split('.')[0]! : argument[0]];
  if (name === 'Fn::Sub') {
    const [text, variables] = typeof argument === 'string' ? [argument, {}] : argument;
    const named = [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(match => match[1]!.split('.')[0]!);
    return [...named, ...references(variables)];
  }
  return Object.values(expression).flatMap(references);
}

function intrinsicName(expression: object): string | undefined {
  const keys = Object.keys(expression);
  const [only] = keys;
  if (keys.length !== 1 || !only) return undefined;
  if (only.startsWith('Fn::') || only === 'Ref') return only;
  // In a policy statement, `Condition` is a member like any other; as an intrinsic it names a condition.
  return only === 'Condition' && typeof (expression as any).Condition === 'string' ? only : undefined;
}

function asList(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) throw new Error(`${where} needs a list, not ${JSON.stringify(value)}`);
  return value;
}
