import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepareAssembly } from '../../local/prepare.ts';
import { readAssembly, type StackTemplate } from '../../local/template/assembly.ts';
import { reachesAcross } from './otherClient.ts';
import { isExplained } from './wideGrants.ts';

/** How many statements of one client reach a resource of another. */
export async function reachOthers(root: string): Promise<number> {
  const names = readdirSync(join(root, 'clients'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name);
  const stacks = new Map<string, StackTemplate[]>();
  for (const name of names) {
    const directory = await prepareAssembly({ root, client: name, log: line => console.error(line) });
    stacks.set(name, readAssembly(directory).stacks);
  }
  let across = 0;
  let pairs = 0;
  for (const [ours, mine] of stacks)
    for (const [theirs, others] of stacks) {
      if (ours === theirs) continue;
      pairs++;
      for (const { policy, action, pattern, reached } of await reachesAcross(mine, others)) {
        if (isExplained(policy, action, pattern)) continue;
        across++;
        console.log(`across: ${policy} of ${ours} may ${action} on ${reached} of ${theirs}, by ${pattern}`);
      }
    }
  console.log(`${names.length} clients, ${pairs} pairs: ${across} resources of another client reached`);
  return across;
}
