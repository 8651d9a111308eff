import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import type { Grant } from '../../local/iam/grants.ts';

/** Grants that the goldens can't need, and why. `*` stands for any characters. */
export const ExcusesSchema = v.array(
  v.strictObject({ role: v.string(), action: v.string(), reason: v.pipe(v.string(), v.nonEmpty()) }),
);
export type Excuse = v.InferOutput<typeof ExcusesSchema>[number];

export const readExcuses = (file: string): Excuse[] =>
  v.parse(ExcusesSchema, parse(readFileSync(file, 'utf8')));

/** The same grant over many runs, needed when it was needed in one of them. */
export function sumGrants(grants: Grant[]): Grant[] {
  const sum = new Map<string, Grant>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.role, grant.action, grant.resources]);
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
  const fits = (excuse: Excuse, { role, action }: Grant) =>
    like(excuse.role, role) && like(excuse.action, action);
  const unused = grants.filter(({ used }) => !used);
  return {
    needed: grants.filter(({ used }) => used),
    excused: unused.filter(grant => excuses.some(excuse => fits(excuse, grant))),
    unexplained: unused.filter(grant => !excuses.some(excuse => fits(excuse, grant))),
    stale: excuses.filter(excuse => !unused.some(grant => fits(excuse, grant))),
  };
}

const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map(part => part.replace(/[.+^${}()|[\]\\?]/g, '\\$&'))
      .join('.*')}$`,
  ).test(text);
