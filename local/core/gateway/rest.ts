import type { Operation, RawRequest } from '../contract.ts';

/** The `rest-json` protocol: the operation is found by method and path; labels and query members join the body. */

interface Route {
  name: string;
  operation: Operation;
  method: string;
  pattern: RegExp;
  labels: string[];
  /** Constant query members of the template, e.g. `?suspend`. */
  literals: number;
}
const routesOf = new WeakMap<Record<string, Operation>, Route[]>();

/** The operation and its input; undefined when no template fits. Throws SyntaxError on a body that is not JSON. */
export function parseRest(
  operations: Record<string, Operation>,
  request: RawRequest & { encodedPath: string },
): { name: string; input: Record<string, unknown> } | undefined {
  let routes = routesOf.get(operations);
  if (!routes) routesOf.set(operations, (routes = compile(operations)));
  for (const route of routes) {
    if (route.method !== request.method) continue;
    const match = route.pattern.exec(request.encodedPath);
    if (!match) continue;
    const body = Buffer.from(request.body).toString('utf8');
    const input: Record<string, unknown> = body ? JSON.parse(body) : {};
    for (const [wire, member] of Object.entries(route.operation.query ?? {})) {
      const values = request.query.getAll(wire);
      if (values.length > 0) input[member] = values.length > 1 ? values : values[0];
    }
    route.labels.forEach((label, i) => (input[label] = decodeURIComponent(match[i + 1]!)));
    return { name: route.name, input };
  }
  return undefined;
}

function compile(operations: Record<string, Operation>): Route[] {
  const routes = Object.entries(operations)
    .filter(([, operation]) => operation.http)
    .map(([name, operation]): Route => {
      const [method, path] = operation.http!.split(' ') as [string, string];
      const labels = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(match => match[1]!);
      const source = path
        .replace(/[.*^$()|[\]\\]/g, '\\$&')
        .replace(/\{[^}]+\+\}/g, '(.+)')
        .replace(/\{[^}]+\}/g, '([^/]+)');
      const literals = path.split('/').filter(part => !part.startsWith('{')).length;
      return { name, operation, method, pattern: new RegExp(`^${source}/?$`), labels, literals };
    });
  // `/a/b` before `/a/{X}`: the template with more constant parts is the closer one.
  return routes.sort((a, b) => b.literals - a.literals);
}
