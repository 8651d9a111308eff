import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAudit } from '../../cli/dependencies/advisories.ts';
import { readBom } from '../../cli/dependencies/bom.ts';
import { ROOT } from '../infra/clients.ts';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));

test('the bill of materials names every package of the lock file, with checksum and licence, and nothing of this machine', async () => {
  const bom = await readBom(ROOT);
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: expect.stringMatching(/^1\.\d$/) });
  expect(bom.metadata.component.name).toBe(manifest.name);
  const listed = new Map(
    bom.components.map(component => [`${component.name}@${component.version}`, component]),
  );
  for (const name of [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]) {
    const { version } = lock.packages[`node_modules/${name}`];
    expect([name, listed.has(`${name}@${version}`)]).toEqual([name, true]);
    if (manifest.dependencies[name]) expect(listed.get(`${name}@${version}`)!.scope).toBe('required');
  }
  const withHash = bom.components.filter(({ hashes }) => (hashes ?? []).length > 0);
  expect(withHash.length / bom.components.length).toBeGreaterThan(0.95);
  expect(JSON.stringify(bom)).not.toContain(ROOT.replace(/\/$/, ''));
  expect(await readBom(ROOT)).toEqual(bom);
});

test('no package of the lock file says where it came from', () => {
  const resolved = Object.values<any>(lock.packages).filter(entry => entry.resolved);
  expect(resolved).toEqual([]);
});

const report = (severity: string) =>
  JSON.stringify({
    vulnerabilities: { bad: { name: 'bad', severity, range: '<2', fixAvailable: true } },
    metadata: { vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical: 0, [severity]: 1 } },
  });
test.each([
  ['critical', 1],
  ['high', 1],
  ['moderate', 0],
  ['low', 0],
])('a weakness that is %s counts %i', (severity, count) => {
  const audited = readAudit(report(severity));
  expect(audited).toMatchObject({ kind: 'told', counts: { [severity]: 1 } });
  expect(audited.kind === 'told' && audited.notAllowed.length).toBe(count);
});
test.each([
  ['a registry without advisories', '{"message":"405 Method Not Allowed","statusCode":405}', /405/],
  ['no network', '{"error":{"code":"ENOTFOUND","summary":"request failed"}}', /request failed/],
  ['no lock file', '{"error":{"code":"ENOLOCK"}}', /ENOLOCK/],
  ['half an answer', '{"vulnerabilities":{}}', /no figures/],
  ['no JSON', 'npm error', /no JSON/],
])('%s is not taken for no weakness', (_, written, why) => {
  expect(readAudit(written)).toEqual({ kind: 'unknown', why: expect.stringMatching(why) });
});
