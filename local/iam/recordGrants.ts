import { appendFileSync } from 'node:fs';
import type { Grant } from './grants.ts';

/** The file to which every cloud that stops adds a line with what its roles needed: `npm run verify:permissions` sums them. */
export const RECORD = 'LOCAL_CLOUD_GRANTS';

export function recordGrants(grants: Grant[], file = process.env[RECORD]): void {
  if (file) appendFileSync(file, `${JSON.stringify(grants.filter(({ used }) => used))}\n`);
}
