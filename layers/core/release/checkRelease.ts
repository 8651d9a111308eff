import { isDeepStrictEqual } from 'node:util';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { unpack } from './container.ts';
import { readHeader } from './header.ts';
import { loadEngines, openRelease } from './release.ts';

/** What a release may change by itself. Everything else of a client's configuration the stacks are made from. */
const OF_THE_RELEASE: ReadonlySet<string> = new Set<keyof ClientConfig>([
  'brand',
  'boundaries',
  'triggers',
  'agentSla',
  'clientTeam',
  'checklist',
  'wrapUpCodes',
  'drafts',
  'unavailable',
  'actions',
  'reopenDays',
  'languages',
]);
/** The same within `answers`: functions are granted the models by name. */
const ANSWERS_OF_THE_RELEASE: ReadonlySet<string> = new Set<keyof ClientConfig['answers']>([
  'wrongPerHundred',
  'whenUnsure',
  'subjectsToLeave',
  'adviceToLeave',
  'subjectsToLeave',
  'adviceToLeave',
]);

export interface Expected {
  number: number;
  /** Configuration that the stack was deployed with. */
  deployed: ClientConfig;
}

/**
 * Everything that keeps a release from being used: each reason names its place. It must open, be this client's and of this
 * number, its engines must load, and it must ask nothing of the stack that isn't deployed.
 */
export function problemsOf(bytes: Uint8Array, { number, deployed }: Expected): string[] {
  try {
    const header = readHeader(unpack(bytes));
    if (header.config.client !== deployed.client)
      return [`it is a release of client "${header.config.client}", not of "${deployed.client}"`];
    if (header.number !== number) return [`it says of itself that it is release ${header.number}`];
    loadEngines(openRelease(bytes));
    const other = notDeployed(header.config, deployed);
    return other.length
      ? [
          `it needs ${other.map(name => `\`${name}\``).join(', ')} of client.yaml as it was compiled, and the stack was deployed with something else: deploy first, then compile and activate again`,
        ]
      : [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** Names of the settings that the stacks are made from and that differ. */
function notDeployed(wanted: ClientConfig, deployed: ClientConfig): string[] {
  const differing = (a: object, b: object, free: ReadonlySet<string>, prefix = '') =>
    [...new Set([...Object.keys(a), ...Object.keys(b)])]
      .filter(name => !free.has(name))
      .filter(
        name =>
          !isDeepStrictEqual((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
      )
      .map(name => prefix + name);
  return [
    ...differing(wanted, deployed, new Set([...OF_THE_RELEASE, 'answers'])),
    ...differing(wanted.answers, deployed.answers, ANSWERS_OF_THE_RELEASE, 'answers.'),
    ...secretsOf(wanted)
      .filter(name => !secretsOf(deployed).includes(name))
      .map(name => `actions: secret ${name}`),
  ];
}

/** Keys of single actions: the stack makes a secret for each. */
const secretsOf = ({ actions }: ClientConfig) => actions.flatMap(({ request }) => request.auth?.secret ?? []);
