import { join } from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { ReleaseRefused } from '../../layers/core/release/activate.ts';
import { ClientFileError } from '../../layers/core/release/readClient.ts';
import { withLocalCloud } from './localCloud.ts';
import { openReleases, type Access, type Releases } from './openReleases.ts';
import { WrongUse } from './wrongUse.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

const OPTIONS = {
  client: { type: 'string', default: 'demo' },
  local: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} satisfies ParseArgsOptionsConfig;

export const COMMON_HELP = `  --client NAME   whose releases (demo)
  --local         those of the cloud on this machine, whether it is running or not; else those of the deployed stack, by your
                  AWS credentials, AWS_REGION and AWS_ENDPOINT_URL
  --help          this text`;

export interface Call {
  releases: Releases;
  access: Access;
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
}

/** Runs one of the release commands on the client's releases. Exit code: what `run` gives, or 2 for what the operator can mend. */
export const releaseCommand = (
  args: string[],
  help: string,
  options: ParseArgsOptionsConfig,
  run: (call: Call) => Promise<number>,
): Promise<number> =>
  operatorCommand(args, help, options, async call =>
    run({ ...call, releases: await openReleases(call.client, call.access) }),
  );

/**
 * Reads the options of a command, reaches the client's cloud, says what went wrong in one line. Exit code: what `run` gives,
 * or 2 for what the operator can mend.
 */
export async function operatorCommand(
  args: string[],
  help: string,
  options: ParseArgsOptionsConfig,
  run: (call: Omit<Call, 'releases'> & { client: string }) => Promise<number>,
): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { ...OPTIONS, ...options },
    });
    if (values.help) {
      console.log(help);
      return 0;
    }
    const client = String(values.client);
    if (!/^[a-z0-9-]+$/.test(client)) throw new WrongUse(`--client ${client}: give a folder below clients/`);
    const go = (access: Access) => run({ client, access, values: values as Call['values'], positionals });
    return values.local ? await withLocalCloud(ROOT, client, go) : await go({});
  } catch (error) {
    const isUse = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
    const isKnown = [WrongUse, ReleaseRefused, ClientFileError].some(kind => error instanceof kind);
    if (!isUse && !isKnown) throw error;
    console.error((error as Error).message);
    return 2;
  }
}

/** `baseline`, or a number. @throws WrongUse */
export function releaseNumber(given: string | undefined): number {
  const number = given === 'baseline' ? 1 : Number(given);
  if (given !== undefined && Number.isInteger(number) && number >= 1) return number;
  throw new WrongUse(
    `${given === undefined ? 'no release was named' : `"${given}" is no release`}; give a number, as release list shows it, or baseline`,
  );
}
