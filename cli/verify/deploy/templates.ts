import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Template {
  Resources: Record<
    string,
    { Type: string; Properties?: Record<string, unknown>; DependsOn?: string | string[] }
  >;
}

/** A day, for waits whose length the workflow computes: the emulator takes numbers only. */
const COMPUTED_TIME_OUT = /(TimeoutSeconds\\":)\\"\{%[^%]*%\}\\"/g;

/**
 * Copies a synthesized app without what the emulator doesn't know: alarms over several metrics are left out, computed
 * time-outs become a day. Nothing else differs from what is deployed to AWS.
 * @returns logical ids of what was left out
 */
export function forEmulator(
  from: string,
  to: string,
  stacks: string[],
  change: (template: Template) => void = () => {},
): string[] {
  cpSync(from, to, { recursive: true });
  return stacks.flatMap(stack => {
    const file = join(to, `${stack}.template.json`);
    const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
    const left = Object.entries(template.Resources)
      .filter(([, { Type, Properties }]) => Type === 'AWS::CloudWatch::Alarm' && Properties?.['Metrics'])
      .map(([id]) => id);
    for (const id of left) delete template.Resources[id];
    for (const resource of Object.values(template.Resources))
      if (resource.DependsOn)
        resource.DependsOn = [resource.DependsOn].flat().filter(id => template.Resources[id]);
    change(template);
    writeFileSync(file, JSON.stringify(template).replace(COMPUTED_TIME_OUT, '$186400'));
    rename(to, stack);
    return left;
  });
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
