import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Template {
  Resources: Record<
    string,
    { Type: string; Properties?: Record<string, unknown>; DependsOn?: string | string[] }
  >;
}

/**
 * Copies a synthesized app without what the emulator doesn't know: alarms over several metrics are left out of the support
 * stacks. Nothing else differs from what is deployed to AWS.
 * @param change makes another version of each resource's properties
 * @returns the copy
 */
export function forEmulator(
  from: string,
  to: string,
  clients: string[],
  say: (line: string) => void,
  change: (type: string, properties: Record<string, unknown>) => void = () => {},
): string {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  for (const stack of clients.map(client => `${client}-support`)) {
    const file = join(to, `${stack}.template.json`);
    const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
    const left = Object.entries(template.Resources)
      .filter(([, { Type, Properties }]) => Type === 'AWS::CloudWatch::Alarm' && Properties?.['Metrics'])
      .map(([id]) => id);
    for (const id of left) delete template.Resources[id];
    for (const resource of Object.values(template.Resources)) {
      if (resource.DependsOn)
        resource.DependsOn = [resource.DependsOn].flat().filter(id => template.Resources[id]);
      change(resource.Type, (resource.Properties ??= {}));
    }
    writeFileSync(file, JSON.stringify(template));
    rename(to, stack);
    say(`${stack}: without ${left.length} alarms over several metrics, which the emulator can't have`);
  }
  return to;
}

/** The template is an asset under the hash of its content: a changed one needs another name, or the old one is deployed. */
function rename(folder: string, stack: string) {
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, `${stack}.template.json`)))
    .digest('hex');
  const assets = join(folder, `${stack}.assets.json`);
  const { files } = JSON.parse(readFileSync(assets, 'utf8')) as {
    files: Record<string, { source: { path: string } }>;
  };
  const before = Object.keys(files).find(id => files[id]!.source.path === `${stack}.template.json`)!;
  for (const file of [assets, join(folder, 'manifest.json')])
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(before, hash));
}
