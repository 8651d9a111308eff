import { conditionsHold } from './conditions.ts';
import type { Conditions, RequestContext } from './conditions.ts';
import { matches } from './matching.ts';

export interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Conditions;
}
export interface PolicyDocument {
  Statement: Statement | Statement[];
}

export type Verdict = 'allowed' | 'denied' | 'explicitly denied';

/**
 * What policies together say of one action on one resource: an explicit Deny wins, silence denies.
 * @param allowing is told each statement that allows it
 */
export function decide(
  documents: PolicyDocument[],
  action: string,
  resource: string,
  request: RequestContext,
  allowing: (statement: Statement) => void = () => {},
): Verdict {
  let verdict: Verdict = 'denied';
  for (const statement of documents.flatMap(document => document.Statement)) {
    if (!applies(statement, action, resource, request)) continue;
    if (statement.Effect === 'Deny') return 'explicitly denied';
    verdict = 'allowed';
    allowing(statement);
  }
  return verdict;
}

function applies(statement: Statement, action: string, resource: string, request: RequestContext): boolean {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  if (Action && ![Action].flat().some(pattern => matches(pattern, action, true))) return false;
  if (NotAction && [NotAction].flat().some(pattern => matches(pattern, action, true))) return false;
  const fits = (pattern: string) => matches(substitute(pattern, request), resource);
  if (Resource && ![Resource].flat().some(fits)) return false;
  if (NotResource && [NotResource].flat().some(fits)) return false;
  return !Condition || conditionsHold(Condition, request);
}

/** Policy variables: `${aws:PrincipalArn}` and the like. */
function substitute(pattern: string, request: RequestContext): string {
  return pattern.replace(/\$\{([^}]+)\}/g, (whole, key: string) => {
    if (key === '*' || key === '?' || key === '$') return key;
    const value = request[key];
    return typeof value === 'string' ? value : whole;
  });
}
