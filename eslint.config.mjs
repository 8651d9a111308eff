import js from '@eslint/js';
import ts from 'typescript-eslint';

/** Import directions of the house: what files under `folder` may not import. */
const mayNot = (files, group, message, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});
const PURE = ['domain', 'triage', 'knowledge', 'answer', 'api', 'teamLines'].map(
  room => `layers/core/${room}/**/*.ts`,
);

export default ts.config(
  { ignores: ['node_modules', 'dist', 'cdk.out', '.local', 'coverage'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-undef': 'off',
      'max-lines': ['warn', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['local/**/*.ts', 'test/**/*.ts'], rules: { 'max-lines': 'off' } },
  mayNot(
    PURE,
    [
      '@aws-sdk/*',
      '@middy/*',
      '@aws-lambda-powertools/*',
      'node:*',
      '**/store/**',
      '**/connect/**',
      '**/mail/**',
      '**/bedrock/**',
      '**/platform/**',
      '**/functions/**',
      '**/infra/**',
      '**/local/**',
      '**/cli/**',
    ],
    'domain, triage, knowledge, answer, teamLines and api are pure: they import only each other and schema libraries.',
  ),
  mayNot(
    ['layers/core/**/*.ts'],
    ['**/functions/**', '**/infra/**', '**/local/**', '**/cli/**'],
    'layers/core knows nothing of who uses it.',
    PURE,
  ),
  mayNot(
    ['functions/**/*.ts'],
    ['../../*-*/**', '../*-*/**', '**/infra/**', '**/local/**', '**/cli/**'],
    'functions import layers/core only; they meet in a workflow or through an event.',
  ),
  mayNot(
    ['infra/**/*.ts'],
    ['**/local/**', '**/cli/**', '**/functions/*/index.ts', '**/functions/*/handler.ts'],
    'infra imports the client schema and the types of function configs only.',
  ),
  mayNot(
    ['local/**/*.ts'],
    ['**/functions/**', '**/infra/**'],
    'the local cloud reads what infra wrote (templates, assets), never its code.',
  ),
  mayNot(
    ['web/**/*.ts', 'web/**/*.tsx'],
    ['**/functions/**', '**/infra/**', '**/local/**', '**/cli/**', '**/layers/core/store/**'],
    'web knows HTTP schemas only.',
  ),
);
