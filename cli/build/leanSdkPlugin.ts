import type { Plugin } from 'esbuild';

/**
 * What of the AWS SDK never runs in Lambda is replaced, since every cold start would pay for it: Lambda always has its
 * credentials in the environment, so nothing looks for profiles, SSO sessions, containers or instance metadata.
 */
const REPLACEMENTS: Record<string, string> = {
  '@aws-sdk/credential-provider-node': `
    export const defaultProvider = () => async () => {
      const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
      if (!accessKeyId || !secretAccessKey) throw new Error('No AWS credentials in the environment; Lambda puts them there.');
      return { accessKeyId, secretAccessKey, sessionToken };
    };`,
};

export const leanSdkPlugin: Plugin = {
  name: 'lean-sdk',
  setup(build) {
    const filter = new RegExp(`^(${Object.keys(REPLACEMENTS).join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'lean-sdk', sideEffects: false }));
    build.onLoad({ filter: /.*/, namespace: 'lean-sdk' }, ({ path }) => ({ contents: REPLACEMENTS[path]!, loader: 'js' }));
  },
};
