/** Checks of one parameter's value: what is wrong with it, or undefined. */
export type Check = (value: unknown) => string | undefined;

const PATH = /^\$(\.[A-Za-z_][\w-]*)+$/;

const isText = (value: unknown): value is string => typeof value === 'string';
const isPath = (value: unknown): boolean => isText(value) && PATH.test(value);

/** Free text; references may stand in it. */
export const text =
  (longest: number): Check =>
  value => {
    if (!isText(value)) return `is ${typeof value}; expected text`;
    if (!value) return 'is empty';
    return value.length > longest ? `has ${value.length} characters; ${longest} are allowed` : undefined;
  };

/** Fixed when the flow is made: no reference. */
export const fixed =
  (pattern = /^/, expected = 'a fixed value'): Check =>
  value => {
    if (!isText(value)) return `is ${typeof value}; expected text, also for numbers`;
    if (value.includes('$.'))
      return `is the reference ${value}; expected ${expected}, the service takes no reference here`;
    return pattern.test(value) ? undefined : `is "${value}"; expected ${expected}`;
  };

/** A fixed value or one whole reference. */
export const either: Check = value => {
  if (!isText(value)) return `is ${typeof value}; expected text`;
  return value.includes('$.') && !isPath(value)
    ? `is "${value}"; expected a fixed value or one whole reference`
    : undefined;
};

export const reference: Check = value =>
  isPath(value) ? undefined : `is "${String(value)}"; expected one reference, e.g. $.External.next`;

/** A whole number as text. */
export const number =
  (least: number, most: number): Check =>
  value => {
    const wrong = fixed(/^\d+$/, 'a whole number')(value);
    if (wrong) return wrong;
    const given = Number(value);
    return given < least || given > most ? `is ${given}; expected ${least} to ${most}` : undefined;
  };

/** An object whose values are all of one kind. */
export const mapOf =
  (check: Check, most = Infinity): Check =>
  value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return 'is not a map; expected names and values';
    const entries = Object.entries(value);
    if (!entries.length || entries.length > most)
      return `has ${entries.length} entries; expected 1${most === 1 ? '' : ' or more'}`;
    const wrong = entries
      .map(([name, inner]) => [name, check(inner)] as const)
      .find(([, problem]) => problem);
    return wrong && `has ${wrong[0]}, which ${wrong[1]}`;
  };

/** An object with some of these members, at least one. */
export const some =
  (members: Record<string, Check>): Check =>
  value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return `is ${typeof value}; expected ${Object.keys(members).join(', ')}`;
    const given = Object.entries(value);
    if (!given.length) return `is empty; expected ${Object.keys(members).join(', ')}`;
    for (const [name, inner] of given) {
      const check = members[name];
      if (!check) return `has ${name}, which is not known`;
      const wrong = check(inner);
      if (wrong) return `has ${name}, which ${wrong}`;
    }
    return undefined;
  };

/** What one of several checks takes; the complaint is the last one's. */
export const anyOf =
  (...checks: Check[]): Check =>
  value => {
    const wrong = checks.map(check => check(value));
    return wrong.includes(undefined) ? undefined : wrong.at(-1);
  };

export const listOfEach =
  (check: Check): Check =>
  value => {
    if (!Array.isArray(value) || !value.length) return `is ${JSON.stringify(value)}; expected a list`;
    return value.map(check).find(wrong => wrong !== undefined);
  };

/** An object with these members, all of them. */
export const exactly =
  (members: Record<string, Check>): Check =>
  value => {
    if (typeof value !== 'object' || value === null)
      return `is ${typeof value}; expected ${Object.keys(members).join(', ')}`;
    for (const name of Object.keys(value)) if (!(name in members)) return `has ${name}, which is not known`;
    for (const [name, check] of Object.entries(members)) {
      const wrong = check((value as Record<string, unknown>)[name]);
      if (wrong) return `has ${name}, which ${wrong}`;
    }
    return undefined;
  };

export const listOf =
  (...allowed: string[]): Check =>
  value =>
    Array.isArray(value) && value.length > 0 && value.every(item => allowed.includes(item as string))
      ? undefined
      : `is ${JSON.stringify(value)}; expected a list of ${allowed.join(', ')}`;
