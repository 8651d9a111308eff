/** Event patterns of EventBridge, compiled once. SNS filter policies are of the same language. */
export type Matches = (event: unknown) => boolean;
type Leaf = (value: unknown) => boolean;

/** @throws Error naming an operator that is not known: a pattern is never half understood. */
export function compilePattern(pattern: unknown): Matches {
  if (!isObject(pattern))
    throw new Error(`event pattern: an object is expected, not ${JSON.stringify(pattern)}`);
  const rules = Object.entries(pattern).map(([key, value]) =>
    key === '$or' ? anyOf(value) : member(key, value),
  );
  return event => rules.every(rule => rule(event));
}

function anyOf(patterns: unknown): Matches {
  if (!Array.isArray(patterns)) throw new Error('event pattern: $or needs an array of patterns');
  const options = patterns.map(compilePattern);
  return event => options.some(matches => matches(event));
}

function member(key: string, pattern: unknown): Matches {
  const values = (event: unknown) => members(event, key);
  if (Array.isArray(pattern)) {
    const leaves = pattern.map(compileLeaf);
    // Every leaf is asked about absence too: `exists: false` holds there.
    return event => {
      const found = values(event);
      const candidates = found.length ? found : [undefined];
      return leaves.some(leaf => candidates.some(leaf));
    };
  }
  const inner = compilePattern(pattern);
  return event => {
    const found = values(event);
    return found.length ? found.some(inner) : inner({});
  };
}

/** The values at a key, arrays opened at every level. */
function members(event: unknown, key: string): unknown[] {
  if (Array.isArray(event)) return event.flatMap(item => members(item, key));
  if (!isObject(event) || !Object.hasOwn(event, key)) return [];
  const value = event[key];
  return Array.isArray(value) ? value.flat(Infinity) : [value];
}

function compileLeaf(leaf: unknown): Leaf {
  if (!isObject(leaf)) return value => value === leaf;
  const [operator, ...more] = Object.keys(leaf);
  if (operator === undefined || more.length)
    throw new Error(`event pattern: one operator is expected in ${JSON.stringify(leaf)}`);
  const operand = leaf[operator];
  switch (operator) {
    case 'exists':
      return value => (value !== undefined) === operand;
    case 'prefix':
      return onText(operand, (text, part) => text.startsWith(part));
    case 'suffix':
      return onText(operand, (text, part) => text.endsWith(part));
    case 'equals-ignore-case':
      return onText({ 'equals-ignore-case': operand }, (text, part) => text === part);
    case 'wildcard':
      return wildcard(String(operand));
    case 'numeric':
      return numeric(operand as unknown[]);
    case 'anything-but':
      return anythingBut(operand);
    default:
      throw new Error(`event pattern: the local cloud does not know the operator «${operator}»`);
  }
}

/** A text comparison, caseless when the operand is `{ "equals-ignore-case": … }`. */
function onText(operand: unknown, compare: (text: string, part: string) => boolean): Leaf {
  const caseless = isObject(operand) ? String(operand['equals-ignore-case']).toLowerCase() : undefined;
  const part = caseless ?? String(operand);
  return value =>
    typeof value === 'string' && compare(caseless === undefined ? value : value.toLowerCase(), part);
}

function wildcard(pattern: string): Leaf {
  const source = pattern
    .split(/(\\\*|\\\\|\*)/)
    .map(part =>
      part === '*'
        ? '.*'
        : (/^\\[*\\]$/.test(part) ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  const expression = new RegExp(`^${source}$`, 's');
  return value => typeof value === 'string' && expression.test(value);
}

const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
function numeric(operand: unknown[]): Leaf {
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < operand.length; index += 2) {
    const compare = COMPARE[String(operand[index])];
    if (!compare) throw new Error(`event pattern: numeric knows =, <, <=, >, >=; not ${operand[index]}`);
    const bound = Number(operand[index + 1]);
    tests.push(value => compare(value, bound));
  }
  return value => typeof value === 'number' && tests.every(test => test(value));
}

function anythingBut(operand: unknown): Leaf {
  const refused = isObject(operand)
    ? [
        Object.entries(operand).map(([key, value]) => [value].flat().map(one => compileLeaf({ [key]: one }))),
      ].flat(2)
    : [operand].flat().map(compileLeaf);
  return value => value !== undefined && !refused.some(leaf => leaf(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
