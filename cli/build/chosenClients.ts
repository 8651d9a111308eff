import { parseArgs } from 'node:util';
import { clientNames } from '../../layers/core/release/readClient.ts';

/**
 * Which clients to build: those named by `--client`, else those that `cdk` was told (`-c client=a,b`; it passes its context
 * in the environment), else all there are.
 */
export function chosenClients(dir: string, args: string[], cdkContext?: string): string[] {
  const { values } = parseArgs({ args, options: { client: { type: 'string', multiple: true } } });
  if (values.client?.length) return values.client.flatMap(names);
  if (cdkContext !== undefined) return names(String(JSON.parse(cdkContext).client ?? 'demo'));
  return clientNames(dir);
}

const names = (list: string): string[] =>
  list
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
