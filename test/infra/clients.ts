import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const FIXTURES = fileURLToPath(new URL('fixtures/clients', import.meta.url));

export const functionNames = (): string[] =>
  readdirSync(join(ROOT, 'functions'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name);

/** A directory of clients: copies of the fixture client under these names, changed as given. */
export function makeClients(...clients: { name: string; change?: (yaml: string) => string }[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'clients-'));
  for (const { name, change = (yaml: string) => yaml } of clients) {
    cpSync(join(FIXTURES, 'fixture'), join(dir, name), { recursive: true });
    const file = join(dir, name, 'client.yaml');
    const yaml = readFileSync(file, 'utf8').replace('client: fixture', `client: ${name}`);
    writeFileSync(file, change(yaml.replace('fixture-support-7f3a', `${name}-support-7f3a`)));
  }
  return dir;
}
