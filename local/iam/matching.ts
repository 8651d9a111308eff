/** IAM's wildcards: `*` any run of characters, `?` one. `ignoreCase` for actions and the …IgnoreCase operators. */
export function matches(pattern: string, value: string, ignoreCase = false): boolean {
  const key = `${ignoreCase ? 'i' : 's'}${pattern}`;
  let expression = compiled.get(key);
  if (!expression) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
    compiled.set(key, expression);
  }
  return expression.test(value);
}
const compiled = new Map<string, RegExp>();

/** As `matches`, for ARNs: a wildcard does not reach over a colon of the first five parts. */
export function matchesArn(pattern: string, value: string): boolean {
  if (pattern === '*') return true;
  const patternParts = arnParts(pattern);
  const valueParts = arnParts(value);
  if (patternParts.length !== valueParts.length) return false;
  return patternParts.every((part, i) => matches(part, valueParts[i]!));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
