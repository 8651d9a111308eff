import { availableParallelism } from 'node:os';

/** Tests run as ES modules on the project's own Node; esbuild strips the types (see test/transform.mjs). */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': '<rootDir>/test/transform.mjs' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdk.out', '<rootDir>/.local'],
  // Functions under test log as they do in Lambda; a test that looks at logs says so itself.
  setupFiles: ['<rootDir>/test/quiet.mjs'],
  reporters: ['default', '<rootDir>/test/closingLine.mjs'],
  testTimeout: 60_000,
  // More than two cores: browsers, functions and commands are waited for much of the time.
  maxWorkers: Math.min(8, Math.max(3, availableParallelism())),
};
