import { join } from 'node:path';
import { ClientFileError } from '../layers/core/release/readClient.ts';
import { bundlePages } from '../web/bundle.ts';
import { bundleFunctions } from './build/bundleFunctions.ts';
import { chosenClients } from './build/chosenClients.ts';
import { compileReleases } from './build/compileReleases.ts';

/**
 * Builds what is deployed: `dist/functions/<name>/index.mjs`, `dist/web/<page>/` and
 * `dist/releases/<client>/release.bin`.
 * Usage: npm run build -- [--client NAME …]    (all clients unless told; `cdk synth -c client=NAME` builds just that one)
 */
const root = join(import.meta.dirname, '..');

try {
  const clients = chosenClients(
    join(root, 'clients'),
    process.argv.slice(2),
    process.env['CDK_CONTEXT_JSON'],
  );
  await bundleFunctions(root);
  const isNew = await bundlePages({ from: join(root, 'web'), to: join(root, 'dist', 'web'), root });
  console.error(`pages: ${isNew ? 'bundled' : 'unchanged'}`);
  await compileReleases(root, clients);
} catch (error) {
  if (!(error instanceof ClientFileError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
