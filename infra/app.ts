import { App } from 'aws-cdk-lib/core';
import { join } from 'node:path';
import { ClientFileError } from '../layers/core/release/readClient.ts';
import { buildClients } from './buildClients.ts';

/**
 * The CDK app: three stacks for each client of the context value `client` (comma-separated; `demo` unless told).
 * Run by `cdk` (see cdk.json), or by hand after `npm run build`: then it writes to cdk.out.
 */
const root = join(import.meta.dirname, '..');
const app = new App({
  analyticsReporting: false,
  outdir: process.env['CDK_OUTDIR'] ?? join(root, 'cdk.out'),
});
const names = String(app.node.tryGetContext('client') ?? 'demo')
  .split(',')
  .map(name => name.trim())
  .filter(Boolean);

try {
  buildClients(app, names, {
    clients: join(root, 'clients'),
    dist: join(root, 'dist'),
    statemachines: join(root, 'statemachines'),
  });
  app.synth();
} catch (error) {
  if (!(error instanceof ClientFileError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
