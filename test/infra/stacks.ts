import { App } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildClients } from '../../infra/buildClients.ts';
import type { ClientStacks } from '../../infra/buildClients.ts';
import { FIXTURES, functionNames, ROOT } from './clients.ts';
import type { TemplateJson, Templates } from './templateJson.ts';

/** What the build would have written, without its work: synthesizing needs the files' names only. */
function stubDist(names: string[]): string {
  const dist = mkdtempSync(join(tmpdir(), 'dist-'));
  for (const name of functionNames()) {
    mkdirSync(join(dist, 'functions', name), { recursive: true });
    writeFileSync(join(dist, 'functions', name, 'index.mjs'), `export const handler = () => '${name}';`);
  }
  for (const page of ['chat', 'agent']) {
    mkdirSync(join(dist, 'web', page), { recursive: true });
    writeFileSync(join(dist, 'web', page, 'index.html'), page);
  }
  for (const name of names) {
    mkdirSync(join(dist, 'releases', name), { recursive: true });
    writeFileSync(join(dist, 'releases', name, 'release.bin'), name);
  }
  return dist;
}

export interface Stacks extends ClientStacks {
  app: App;
}

/** Builds the stacks of clients of a directory, on stub bundles, without CloudFormation's own validation, which takes seconds. */
export function buildStacks(clients = FIXTURES, names = ['fixture']): Stacks[] {
  const app = new App({
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
    outdir: mkdtempSync(join(tmpdir(), 'cdk-')),
  });
  const statemachines = join(ROOT, 'statemachines');
  return buildClients(app, names, { clients, dist: stubDist(names), statemachines }).map(stacks => ({
    ...stacks,
    app,
  }));
}

export const templates = ({ support, contactCenter, mail, pages }: ClientStacks): Templates => ({
  support: Template.fromStack(support).toJSON() as TemplateJson,
  contactCenter: Template.fromStack(contactCenter).toJSON() as TemplateJson,
  mail: Template.fromStack(mail!).toJSON() as TemplateJson,
  pages: Template.fromStack(pages).toJSON() as TemplateJson,
});
