import { matches, matchesArn } from './matching.ts';

/** `{ StringEquals: { 'aws:SourceAccount': '…' } }`. */
export type Conditions = Record<
  string,
  Record<string, string | boolean | number | (string | boolean | number)[]>
>;
export type RequestContext = Record<string, string | string[]>;

type Test = (wanted: string, actual: string) => boolean;

const number = (test: (wanted: number, actual: number) => boolean): Test => {
  return (wanted, actual) => test(Number(wanted), Number(actual));
};
const date = (test: (wanted: number, actual: number) => boolean): Test => {
  return (wanted, actual) => test(instant(wanted), instant(actual));
};
const instant = (value: string) => (/^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value));

const TESTS: Record<string, Test> = {
  StringEquals: (wanted, actual) => wanted === actual,
  StringEqualsIgnoreCase: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  StringLike: (wanted, actual) => matches(wanted, actual),
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  NumericEquals: number((wanted, actual) => actual === wanted),
  NumericLessThan: number((wanted, actual) => actual < wanted),
  NumericLessThanEquals: number((wanted, actual) => actual <= wanted),
  NumericGreaterThan: number((wanted, actual) => actual > wanted),
  NumericGreaterThanEquals: number((wanted, actual) => actual >= wanted),
  DateEquals: date((wanted, actual) => actual === wanted),
  DateLessThan: date((wanted, actual) => actual < wanted),
  DateLessThanEquals: date((wanted, actual) => actual <= wanted),
  DateGreaterThan: date((wanted, actual) => actual > wanted),
  DateGreaterThanEquals: date((wanted, actual) => actual >= wanted),
};
/** The negated operators hold when none of the wanted values matches, also when the key is absent. */
const NEGATED: Record<string, string> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

/** Whether every operator of a statement's Condition holds. Throws on an operator it does not know. */
export function conditionsHold(conditions: Conditions, request: RequestContext): boolean {
  const context = new Map(Object.entries(request).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) =>
      holds(operator, [wanted].flat().map(String), context.get(key.toLowerCase())),
    ),
  );
}

function holds(operator: string, wanted: string[], found: string | string[] | undefined): boolean {
  const { set, name, ifExists } = parse(operator);
  const actual = found === undefined ? undefined : [found].flat();
  if (name === 'Null') return wanted.some(value => (value === 'true') === (actual === undefined));
  const positive = NEGATED[name] ?? name;
  const test = TESTS[positive];
  if (!test)
    throw new Error(`IAM condition operator "${operator}" is not known to the local cloud (local/iam)`);
  const one = (value: string) =>
    name in NEGATED ? !wanted.some(each => test(each, value)) : wanted.some(each => test(each, value));

  if (actual === undefined)
    return set === 'ForAllValues' || ifExists || (set === undefined && name in NEGATED);
  return set === 'ForAnyValue' ? actual.some(one) : actual.every(one);
}

function parse(operator: string): { set?: string; name: string; ifExists: boolean } {
  const [head, tail] = operator.split(':');
  const set = tail === undefined ? undefined : head;
  const full = tail ?? head!;
  const ifExists = full.endsWith('IfExists');
  return { ...(set ? { set } : {}), name: ifExists ? full.slice(0, -'IfExists'.length) : full, ifExists };
}
