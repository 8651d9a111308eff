import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import { StateError } from './stateError.ts';

/** What expressions see: `states` (input, result, errorOutput, context), the variables, and the clock (`millis`). */
export interface Bindings {
  states: Record<string, unknown>;
  millis: () => number;
  [variable: string]: unknown;
}
export type Evaluate = (bindings: Bindings) => unknown;

/**
 * Compiles a JSONata state's field: a literal, a `{% expression %}`, or objects and arrays of both.
 * @throws Error when an expression does not parse, naming the field.
 */
export function compile(template: unknown, field: string): Evaluate {
  if (typeof template === 'string') {
    const source = /^\{%([\s\S]*)%\}$/.exec(template);
    if (!source) return () => template;
    return compileExpression(source[1]!.trim(), field);
  }
  if (template === null || typeof template !== 'object' || !holdsExpression(template)) return () => template;
  if (Array.isArray(template)) {
    const items = template.map((item, index) => compile(item, `${field}[${index}]`));
    return bindings => Promise.all(items.map(item => item(bindings)));
  }
  const members = Object.entries(template).map(
    ([key, value]) => [key, compile(value, `${field}/${key}`)] as const,
  );
  return async bindings => {
    const values = await Promise.all(members.map(([, evaluate]) => evaluate(bindings)));
    return Object.fromEntries(members.map(([key], index) => [key, values[index]]));
  };
}

function holdsExpression(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('{%');
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(holdsExpression);
}

function compileExpression(source: string, field: string): Evaluate {
  let expression: jsonata.Expression;
  try {
    expression = jsonata(source);
  } catch (error) {
    throw new Error(
      `${field}: the JSONata expression does not parse: ${(error as Error).message} in «${source}»`,
      { cause: error },
    );
  }
  registerFunctions(expression);
  const path = plainPath(expression.ast());
  return bindings => {
    const direct = path && walk(bindings, path);
    return direct === undefined ? evaluateFully(expression, source, field, bindings) : direct;
  };
}

async function evaluateFully(
  expression: jsonata.Expression,
  source: string,
  field: string,
  bindings: Bindings,
) {
  let value: unknown;
  try {
    value = await expression.evaluate(undefined, { ...bindings, now: nowAt(bindings.millis) });
  } catch (error) {
    throw queryError(source, field, `threw: ${(error as Error).message ?? String(error)}`);
  }
  if (value === undefined) throw queryError(source, field, 'returned nothing (undefined)');
  if (isFunction(value)) throw queryError(source, field, 'returned a function, which is not JSON');
  return value;
}

function queryError(source: string, field: string, what: string): StateError {
  return new StateError(
    'States.QueryEvaluationError',
    `The JSONata expression '${source}' specified for the field '${field}' ${what}.`,
  );
}

function isFunction(value: unknown): boolean {
  if (typeof value === 'function') return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    ('_jsonata_function' in value || '_jsonata_lambda' in value)
  );
}

/** Names of `$a.b.c` when the expression is no more than that: most are, and need no interpreter. */
function plainPath(ast: any): string[] | undefined {
  const steps = ast.type === 'path' ? ast.steps : [ast];
  if (
    ast.group ||
    ast.keepSingletonArray ||
    ast.tuple ||
    steps[0]?.type !== 'variable' ||
    steps[0].value === ''
  )
    return;
  const simple = steps.every(
    (step: any, index: number) =>
      (index === 0 || step.type === 'name') &&
      !step.stages &&
      !step.predicate &&
      !step.focus &&
      !step.index &&
      !step.group &&
      !step.keepArray,
  );
  return simple ? steps.map((step: any) => step.value) : undefined;
}

/** Undefined where JSONata itself must look: a missing member, or an array on the way (it maps over those). */
function walk(bindings: Bindings, path: string[]): unknown {
  let value: unknown = bindings;
  for (const name of path) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, name))
      return;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === 'function' ? undefined : value;
}

const formatMillis = jsonata('$fromMillis($millis, $picture, $zone)');
const nowAt = (millis: () => number) => (picture?: string, zone?: string) =>
  formatMillis.evaluate(undefined, { millis: millis(), picture, zone });

const HASHES: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** The functions Step Functions adds to JSONata, and `$eval`, which it takes away. */
function registerFunctions(expression: jsonata.Expression) {
  expression.registerFunction(
    'partition',
    (items: unknown[], size: number) => {
      if (!(size >= 1)) throw new Error('$partition needs a size of at least 1');
      const parts: unknown[][] = [];
      for (let start = 0; start < items.length; start += Math.floor(size)) {
        parts.push(items.slice(start, start + Math.floor(size)));
      }
      return parts;
    },
    '<an:a<a>>',
  );
  expression.registerFunction(
    'range',
    (first: number, last: number, step: number) => {
      const length = Math.floor((last - first) / step) + 1;
      if (step === 0 || length > 1000)
        throw new Error('$range gives at most 1,000 numbers and needs a step other than 0');
      return Array.from({ length: Math.max(0, length) }, (_, index) => first + index * step);
    },
    '<nnn:a<n>>',
  );
  expression.registerFunction(
    'hash',
    (data: string, algorithm = 'SHA-256') => {
      const name = HASHES[algorithm];
      if (!name) throw new Error(`$hash knows ${Object.keys(HASHES).join(', ')}; not ${algorithm}`);
      return createHash(name).update(data).digest('hex');
    },
    '<ss?:s>',
  );
  expression.registerFunction(
    'random',
    (seed?: number) => (seed === undefined ? Math.random() : seeded(seed)),
    '<n?:n>',
  );
  expression.registerFunction('uuid', () => randomUUID(), '<:s>');
  expression.registerFunction('parse', (text: string) => JSON.parse(text), '<s:x>');
  expression.registerFunction('eval', () => {
    throw new Error('$eval is not available in Step Functions; use $parse');
  });
}

/** The same seed gives the same number in [0, 1). */
function seeded(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUInt32BE(0) / 2 ** 32;
}
