import { matches } from './matching.ts';
import type { PolicyDocument, Statement } from './policy.ts';

/** One action that a statement of a role's policies allows. */
export interface Grant {
  /** `<stack>/<logical id>`. */
  role: string;
  /** As the policy has it, wildcards and all. */
  action: string;
  resources: string[];
  /** A call needed it. */
  used: boolean;
}

/** Which grants of which role were ever needed. */
export interface Grants {
  need(statement: Statement, action: string): void;
  of(role: string, documents: PolicyDocument[]): Grant[];
}

export function createGrants(): Grants {
  const needed = new Map<Statement, Set<string>>();
  return {
    need(statement, action) {
      const actions = needed.get(statement) ?? new Set();
      needed.set(statement, actions.add(action));
    },
    of: (role, documents) =>
      documents
        .flatMap(document => document.Statement)
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(statement =>
          [statement.Action ?? []].flat().map(action => ({
            role,
            action,
            resources: [statement.Resource ?? '*'].flat(),
            used: [...(needed.get(statement) ?? [])].some(one => matches(action, one, true)),
          })),
        ),
  };
}
