import type { Authorizer } from './authorizer.ts';

/** One AWS::ApiGatewayV2::Route. */
export interface Route {
  /** `POST /cases/{caseId}/accept` or `$default`. */
  key: string;
  functionArn: string;
  authorizer?: Authorizer;
  scopes: string[];
}
export interface Match {
  route: Route;
  pathParameters: Record<string, string>;
}

/** The route API Gateway would choose: constant parts before `{parameters}` before `{greedy+}` before `$default`. */
export function findRoute(routes: Route[], method: string, path: string): Match | undefined {
  let best: (Match & { rank: string }) | undefined;
  for (const route of routes) {
    const match = tryRoute(route, method, path);
    if (match && (!best || match.rank < best.rank)) best = match;
  }
  return best && { route: best.route, pathParameters: best.pathParameters };
}

function tryRoute(route: Route, method: string, path: string): (Match & { rank: string }) | undefined {
  if (route.key === '$default') return { route, pathParameters: {}, rank: 'z' };
  const [wantedMethod, template] = route.key.split(' ') as [string, string];
  if (wantedMethod !== 'ANY' && wantedMethod !== method) return undefined;
  const wanted = template.split('/').slice(1);
  const actual = path.split('/').slice(1);
  const pathParameters: Record<string, string> = {};
  let rank = '';
  for (const [i, part] of wanted.entries()) {
    const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(part) ?? [];
    if (name && greedy) {
      if (actual.length <= i) return undefined;
      pathParameters[name] = actual.slice(i).map(decode).join('/');
      return { route, pathParameters, rank: `${rank}c` };
    }
    if (actual[i] === undefined) return undefined;
    if (name) {
      if (actual[i] === '') return undefined;
      pathParameters[name] = decode(actual[i]!);
      rank += 'b';
    } else if (part === actual[i]) rank += 'a';
    else return undefined;
  }
  if (actual.length !== wanted.length) return undefined;
  return { route, pathParameters, rank: wantedMethod === 'ANY' ? `${rank}b` : `${rank}a` };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
