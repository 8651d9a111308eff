import type { Plugin } from 'esbuild';
import { readFileSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What of the AWS SDK never runs in these functions is left out of their bundles: every cold start pays for each kilobyte
 * (about 0.1 ms to compile), used or not. What is left out and wanted after all fails loudly, by name.
 */
const REPLACEMENTS: Record<string, string> = {
  // Lambda always has its credentials in the environment: no profiles, SSO sessions, containers, instance metadata.
  '@aws-sdk/credential-provider-node': `
    export const defaultProvider = () => async () => {
      const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
      if (!accessKeyId || !secretAccessKey) throw new Error('No AWS credentials in the environment; Lambda puts them there.');
      return { accessKeyId, secretAccessKey, sessionToken };
    };`,
  // Bearer tokens of single sign-on: Lambda signs with its role.
  '@aws-sdk/token-providers': `
    const refuse = () => async () => { throw new Error('Bearer tokens are not in this bundle: see cli/build/leanSdkPlugin.ts.'); };
    export { refuse as fromEnvSigningName, refuse as nodeProvider };`,
  // Only streaming operations need it, and its dynamic import keeps esbuild from dropping what else it touches.
  '@smithy/core/event-streams': `
    const refuse = () => { throw new Error('Streaming operations are not in this bundle: see cli/build/leanSdkPlugin.ts.'); };
    export class EventStreamSerde { constructor() { refuse(); } }
    export const eventStreamSerdeProvider = () => ({ serialize: refuse, deserialize: refuse });
    export const resolveEventStreamSerdeConfig = input =>
      Object.assign(input, { eventStreamMarshaller: input.eventStreamSerdeProvider(input) });`,
  '@aws-sdk/eventstream-handler-node': 'export const eventStreamPayloadHandlerProvider = () => ({});',
  '@aws-sdk/middleware-eventstream': `
    export const resolveEventStreamConfig = input => input;
    export const getEventStreamPlugin = () => ({ applyToStack() {} });`,
  '@aws-sdk/middleware-websocket': `
    export const resolveWebSocketConfig = input => input;
    export const getWebSocketPlugin = () => ({ applyToStack() {} });`,
  // Endpoint discovery of DynamoDB, which is off unless a setting turns it on.
  '@aws-sdk/endpoint-cache': `
    export class EndpointCache { get() {} set() {} delete() {} getEndpoint() {} }`,
  // X-Ray's library asks whether Node and the SDK are new enough.
  semver: 'export const gte = () => true;',
  // Reads the user agent of a browser.
  bowser: 'export default {};',
};

/** The same for single files of a package, by the end of their paths. */
const FILES: Record<string, string> = {
  // Bedrock's client would speak HTTP/2, whose module of Node takes longer to load than the client; ours give it NodeHttpHandler.
  'node-http-handler/dist-es/node-http2-handler.js': `
    export const NodeHttp2Handler = {
      create(given) {
        if (typeof given?.handle === 'function') return given;
        throw new Error('HTTP/2 is not in this bundle: give the client a requestHandler, see cli/build/leanSdkPlugin.ts.');
      },
    };`,
  // Streams of browsers, which would load all of Node's web streams: bodies here are Node's own.
  'core/dist-es/submodules/serde/util-stream/checksum/ChecksumStream.browser.js': `
    export class ChecksumStream { constructor() { throw new Error('Web streams are not in this bundle: see cli/build/leanSdkPlugin.ts.'); } }`,
  'core/dist-es/submodules/serde/util-stream/checksum/createChecksumStream.browser.js': `
    export const createChecksumStream = () => { throw new Error('Web streams are not in this bundle: see cli/build/leanSdkPlugin.ts.'); };`,
  'core/dist-es/submodules/serde/util-stream/sdk-stream-mixin.browser.js': `
    export const sdkStreamMixin = () => { throw new Error('Web streams are not in this bundle: see cli/build/leanSdkPlugin.ts.'); };`,
  'core/dist-es/submodules/serde/util-stream/getAwsChunkedEncodingStream.browser.js': `
    export const getAwsChunkedEncodingStream = () => { throw new Error('Web streams are not in this bundle: see cli/build/leanSdkPlugin.ts.'); };`,
  // Lambda says its region in the environment, too.
  'core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js': `
    export const getInstanceMetadataRegion = async () => undefined;`,
  // There are no ~/.aws/config and credentials in Lambda: every client would look for both.
  'core/dist-es/submodules/config/shared-ini-file-loader/loadSharedConfigFiles.js': `
    export const CONFIG_PREFIX_SEPARATOR = '.';
    export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
};

/** A client reads its own version from it, and nothing else. */
const MANIFEST = /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/;

/** They ask whether Node has the hash, by making one while they load, and bring their own for when it hasn't. */
const HASHES = /[\\/](?:Md5|Sha1|Sha256)Node\.js$/;

/** Files whose every constant is a shape of the service: hundreds, of which a function needs a few. */
const SCHEMAS = /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;

export const leanSdkPlugin: Plugin = {
  name: 'lean-sdk',
  async setup(build) {
    const caught = await errorsCaught(build.initialOptions.absWorkingDir!);
    const filter = new RegExp(`^(${Object.keys(REPLACEMENTS).join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'lean-sdk', sideEffects: false }));
    build.onLoad({ filter: /.*/, namespace: 'lean-sdk' }, ({ path }) => ({
      contents: REPLACEMENTS[path]!,
      loader: 'js',
    }));
    for (const [path, contents] of Object.entries(FILES))
      build.onLoad({ filter: endOf(path) }, () => ({ contents, loader: 'js' }));
    build.onLoad({ filter: HASHES }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replace(/^const hasNativeCrypto = [^]*?^\}\)\(\);$/m, '')
        .replace(/hasNativeCrypto \? (\w+\(\)) : \w+;/, '$1;'),
      loader: 'js',
    }));
    build.onLoad({ filter: SCHEMAS }, async ({ path }) => ({
      contents: droppable(withoutErrors(await readFile(path, 'utf8'), caught)),
      loader: 'js',
    }));
    build.onLoad({ filter: MANIFEST }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

const endOf = (path: string) =>
  new RegExp(`[\\\\/]@smithy[\\\\/]${path.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);

/** Shapes have computed keys, which esbuild must take for side effects: a pure call around each lets it drop the unused ones. */
const droppable = (source: string): string =>
  source.replace(/^((?:export )?var \w+\$? = )(\[[\s\S]*?\]);$/gm, '$1/* @__PURE__ */ (() => $2)();');

/** Every capitalised name in our code: more than the errors it speaks of, and never fewer. */
async function errorsCaught(root: string): Promise<Set<string>> {
  const names = new Set<string>();
  for (const folder of ['functions', 'layers'])
    for await (const file of glob('**/*.ts', { cwd: join(root, folder) }))
      for (const [name] of readFileSync(join(root, folder, file), 'utf8').matchAll(/\b[A-Z]\w+\b/g))
        names.add(name);
  return names;
}

/**
 * A client registers a class for every error of its service, which keeps them all in the bundle. Of an error that isn't
 * registered the SDK makes the service's base exception with the error's own name, message and status: enough for retries
 * and for code that compares names. Those our code mentions keep their classes, for `instanceof`.
 */
const withoutErrors = (source: string, caught: Set<string>): string =>
  source.replace(/^\w+\.registerError\((\w+)\$, \w+\);$/gm, (line, name: string) =>
    caught.has(name) || name.endsWith('ServiceException') ? line : '',
  );
