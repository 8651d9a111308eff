import type { TemplateResource } from './assembly.ts';
import { references } from './intrinsics.ts';

/** Logical ids in an order in which each comes after all it refers to. Throws on a circle, naming its members. */
export function deployOrder(resources: Record<string, TemplateResource>): string[] {
  const order: string[] = [];
  const done = new Set<string>();
  const visit = (id: string, path: string[]) => {
    if (done.has(id)) return;
    if (path.includes(id)) {
      throw new Error(
        `the resources ${[...path.slice(path.indexOf(id)), id].join(' → ')} refer to each other in a circle`,
      );
    }
    const resource = resources[id]!;
    const needed = [...references(resource.Properties), ...[resource.DependsOn ?? []].flat()];
    for (const other of needed) if (other in resources) visit(other, [...path, id]);
    done.add(id);
    order.push(id);
  };
  for (const id of Object.keys(resources)) visit(id, []);
  return order;
}
