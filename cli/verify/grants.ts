import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import type { Grant } from '../../local/iam/grants.ts';

/** Grants that the goldens can't need, and why: on any resources, or on these alone. `*` stands for any characters. */
export const ExcusesSchema = v.array(
  v.strictObject({
    role: v.string(),
    action: v.string(),
    resource: v.optional(v.string()),
    reason: v.pipe(v.string(), v.nonEmpty()),
    /** Needed in some runs, as things happen to come one before the other. */
    sometimes: v.optional(v.boolean()),
  }),
);
export type Excuse = v.InferOutput<typeof ExcusesSchema>[number];

export const readExcuses = (file: string): Excuse[] =>
  v.parse(ExcusesSchema, parse(readFileSync(file, 'utf8')));

/** What is named anew in each client's stacks: ids of the instance and its flows, the sender's domain, the end of a secret's ARN, the baseline. */
const NAMED_ANEW: [RegExp, string][] = [
  [/:instance\/[0-9a-f-]{36}/g, ':instance/…'],
  [/:identity\/.+$/g, ':identity/…'],
  [/(:secret:.+)-\w{6}$/g, '$1'],
  [/(\/contact-flow\/)[0-9a-f-]{36}$/g, '$1…'],
  [/(:cdk-\w+-assets-[\w-]+\/)[0-9a-f]{64}\.\w+$/g, '$1…'],
];

/** Whichever client's: `demo-support/turn…` → `support/turn…`, in the names of resources too. */
export function ofAnyClient(grant: Grant): Grant {
  const client = /^(.+?)-(?=(?:support|contact-center|mail|guardrail)\/)/.exec(grant.role)?.[1];
  if (!client) return grant;
  const own = new RegExp(`\\b${client}-?(?=support|contact-center|mail|guardrail)`, 'g');
  const bare = (text: string) =>
    NAMED_ANEW.reduce((named, [anew, same]) => named.replace(anew, same), text.replaceAll(own, ''));
  return { ...grant, role: bare(grant.role), resources: grant.resources.map(bare) };
}

/** Only what is granted counts, whoever else needed more. */
export function markUsed(grants: Grant[], used: Grant[]): Grant[] {
  const keys = new Set(used.map(keyOf));
  return grants.map(grant => ({ ...grant, used: grant.used || keys.has(keyOf(grant)) }));
}

const keyOf = ({ role, action, resources }: Grant) => JSON.stringify([role, action, resources]);

/** The same grant over many runs, needed when it was needed in one of them. */
export function sumGrants(grants: Grant[]): Grant[] {
  const sum = new Map<string, Grant>();
  for (const grant of grants) {
    const key = keyOf(grant);
    sum.set(key, { ...grant, used: grant.used || (sum.get(key)?.used ?? false) });
  }
  return [...sum.values()];
}

export interface Judged {
  needed: Grant[];
  excused: Grant[];
  unexplained: Grant[];
  /** Excuses for nothing. */
  stale: Excuse[];
}

export function judgeGrants(grants: Grant[], excuses: Excuse[]): Judged {
  const fits = (excuse: Excuse, { role, action, resources }: Grant) =>
    like(excuse.role, role) &&
    like(excuse.action, action) &&
    resources.every(resource => like(excuse.resource ?? '*', resource));
  const unused = grants.filter(({ used }) => !used);
  return {
    needed: grants.filter(({ used }) => used),
    excused: unused.filter(grant => excuses.some(excuse => fits(excuse, grant))),
    unexplained: unused.filter(grant => !excuses.some(excuse => fits(excuse, grant))),
    stale: excuses.filter(excuse => !(excuse.sometimes ? grants : unused).some(grant => fits(excuse, grant))),
  };
}

const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map(part => part.replace(/[.+^${}()|[\]\\?]/g, '\\$&'))
      .join('.*')}$`,
  ).test(text);
