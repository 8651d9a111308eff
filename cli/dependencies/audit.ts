import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readAudit } from './advisories.ts';
import { runNpm } from './runNpm.ts';

const HELP = `npm run audit -- [--deployed]

Asks the npm registry which packages of the lock file have known weaknesses. Exit code 1 when one is high or critical, 2 when the registry
can't say.

  --deployed      without what is used only to build and test
  --help          this text`;

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: { deployed: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
if (values.help) console.log(HELP);
else process.exitCode = await run(values.deployed);

async function run(deployed: boolean): Promise<number> {
  const { out, err } = await runNpm(
    ['audit', '--json', '--package-lock-only', ...(deployed ? ['--omit=dev'] : [])],
    root,
  );
  const audited = readAudit(out || err);
  if (audited.kind === 'unknown') {
    console.error(
      `nothing is known of weaknesses: ${audited.why}. Run it where npm reaches a registry with advisories (npm config get registry; npm's own has them), or give dist/sbom.json (npm run sbom) to a scanner that has a list of its own.`,
    );
    return 2;
  }
  const { counts, notAllowed } = audited;
  for (const line of notAllowed) console.log(line);
  console.log(
    Object.entries(counts)
      .map(([severity, count]) => `${count} ${severity}`)
      .join(', '),
  );
  return notAllowed.length > 0 ? 1 : 0;
}
