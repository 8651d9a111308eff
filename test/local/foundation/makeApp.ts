import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Service } from '../../../local/core/contract.ts';
import { openFoundation } from '../../../local/foundation.ts';
import type { FoundationOptions } from '../../../local/foundation.ts';
import type { Assembly, Template, TemplateResource } from '../../../local/template/assembly.ts';

/** 09:00 on a Monday; the frozen clock of the tests starts there. */
export const START = '2026-03-02T09:00:00.000Z';
const BUCKET = 'assets';

export function makeDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'local-cloud-'));
}

/** One stack `app` of the given resources; functions are given by their module's source. */
export function makeAssembly(
  resources: Record<string, TemplateResource>,
  sources: Record<string, string> = {},
  rest: Partial<Template> = {},
): Assembly {
  const assets = Object.entries(sources).map(([name, source]) => {
    const path = makeDirectory();
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'index.mjs'), source);
    return { path, packaging: 'zip' as const, bucket: BUCKET, key: `${name}.zip` };
  });
  return { stacks: [{ name: 'app', template: { ...rest, Resources: resources }, dependencies: [] }], assets };
}

export function makeFunction(name: string, properties: Record<string, unknown> = {}): TemplateResource {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Code: { S3Bucket: BUCKET, S3Key: `${name}.zip` },
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      ...properties,
    },
  };
}

const MAY_LOG = { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' };

/** A role that may log, and what is told. */
export const makeRole = (...statements: object[]): TemplateResource => makeMuteRole(MAY_LOG, ...statements);

/** A role that may do what is told only. */
export function makeMuteRole(...statements: object[]): TemplateResource {
  return {
    Type: 'AWS::IAM::Role',
    Properties: { Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: statements } }] },
  };
}

/** A booted foundation on ephemeral ports with a frozen clock; `lines` is what it logged. */
export async function bootApp(
  assembly: Assembly,
  options: Partial<FoundationOptions> & { services?: Service[] } = {},
) {
  const lines: string[] = [];
  const app = await openFoundation({
    assembly,
    services: [],
    ports: { aws: 0, api: 0 },
    clock: { start: START, frozen: true },
    log: line => void lines.push(line),
    ...options,
  });
  return { ...app, lines };
}

/** Settings of an SDK client as the operator. */
export function operatorClient(endpoint: string) {
  return {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
    maxAttempts: 1,
  };
}
