import { Stack } from 'aws-cdk-lib/core';
import type * as v from 'valibot';
import { POINTER_KEY, RELEASES_PREFIX } from '../../layers/core/release/pointer.ts';
import type { ActiveReleaseSettings } from '../../layers/core/release/settings.ts';
import { CHAIN } from '../../layers/core/store/auditChain.ts';
import { acknowledgeWildcard } from '../acknowledge.ts';
import { modelArns } from './modelArns.ts';
import type { Foundation } from './foundation.ts';
import type { ServiceFunction } from './serviceFunction.ts';

/** Each of these lets one function do one kind of thing, and nothing besides. */
type Fn = ServiceFunction<any>;
type TableAction = 'GetItem' | 'PutItem' | 'UpdateItem' | 'Query';

/** @param index the indexes that are queried besides the table */
export function useTable(
  fn: Fn,
  foundation: Foundation,
  actions: TableAction[],
  ...index: ('due' | 'customer' | 'said')[]
): void {
  const arn = foundation.table.tableArn;
  if (actions.length)
    fn.allow(
      actions.map(action => `dynamodb:${action}`),
      [arn],
    );
  if (index.length)
    fn.allow(
      ['dynamodb:Query'],
      index.map(name => `${arn}/index/${name}`),
    );
  if (actions.some(action => action === 'PutItem' || action === 'UpdateItem')) keepAudit(fn, arn);
  const writes = actions.some(action => action === 'PutItem' || action === 'UpdateItem');
  useKey(fn, foundation, 'dynamodb', writes ? 'write' : 'read');
}

/** Functions that show transcripts: each enters in the audit who reads one. */
const SHOWS_TRANSCRIPTS = ['read-cases', 'read-file', 'answer-handoff'];

/** The chain that shows whether the audit was tampered with is only ever added to, and only by those who have something to add. */
function keepAudit(fn: Fn, table: string): void {
  const mayAdd = SHOWS_TRANSCRIPTS.includes(fn.name);
  fn.deny(
    ['UpdateItem', 'DeleteItem', 'BatchWriteItem', ...(mayAdd ? [] : ['PutItem'])].map(
      action => `dynamodb:${action}`,
    ),
    [table],
    { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': [CHAIN] } },
  );
}

/** Reads the baseline release, one object of the account's CDK asset bucket, and whichever release is active instead of it. */
export function readRelease(fn: Fn, foundation: Foundation): void {
  const { baseline, files } = foundation;
  fn.allow(['s3:GetObject'], [baseline.bucket.arnForObjects(baseline.s3ObjectKey)]);
  const releases = files.arnForObjects(`${RELEASES_PREFIX}*`);
  fn.allow(['s3:GetObject'], [releases]);
  acknowledgeWildcard(
    fn.role,
    releases,
    'Releases are made after the deployment: any of this stack, by number.',
  );
  // Whether a release is active is asked by listing this one key.
  fn.allow(['s3:ListBucket'], [files.bucketArn], { StringEquals: { 's3:prefix': POINTER_KEY } });
  useKey(fn, foundation, 's3', 'read');
}

/** Where cases are kept, and how long. */
export const tableVariables = (foundation: Foundation) => ({
  TABLE_NAME: foundation.table.tableName,
  RETENTION_DAYS: String(foundation.config.retentionDays),
});

export const releaseVariables = (foundation: Foundation): ReleaseVariables => ({
  RELEASE_BUCKET: foundation.baseline.s3BucketName,
  RELEASE_KEY: foundation.baseline.s3ObjectKey,
  FILES_BUCKET: foundation.files.bucketName,
  BASELINE_SOURCE: foundation.baselineSource,
});
/** Where the baseline is, and what finding the active release needs besides. */
type ReleaseVariables = { RELEASE_BUCKET: string; RELEASE_KEY: string } & v.InferInput<
  typeof ActiveReleaseSettings
>;

/** Uses the client's key through the named service only, never by calling KMS itself; who only reads need not encrypt. */
export function useKey(fn: Fn, foundation: Foundation, service: string, use: 'read' | 'write'): void {
  fn.allow(
    use === 'read' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'],
    [foundation.key.keyArn],
    { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(fn).region}.amazonaws.com` } },
  );
}

/** The two models of client.yaml, wherever their inference profiles send the request. */
export function useModels(fn: Fn, foundation: Foundation): void {
  const { id, fallbackId } = foundation.config.answers.model;
  for (const model of fallbackId ? [id, fallbackId] : [id]) useModel(fn, model);
}

/** The embedding model, where client.yaml names one. */
export function useEmbeddings(fn: Fn, foundation: Foundation): void {
  const { embeddings } = foundation.config.answers;
  if (embeddings) useModel(fn, embeddings.model);
}

function useModel(fn: Fn, model: string): void {
  for (const { resources, conditions } of modelArns(model, Stack.of(fn))) {
    for (const resource of resources) {
      fn.allow(['bedrock:InvokeModel'], [resource], conditions);
      if (resource.includes('*'))
        acknowledgeWildcard(
          fn.role,
          resource,
          'A profile sends requests to several Regions: one model in any Region, by way of that profile only.',
        );
    }
  }
}

/** Reads the contact centre's ids, which the contact-center stack writes once it is there. */
export function readContactCenter(fn: Fn, foundation: Foundation): void {
  const { partition, region, account } = Stack.of(fn);
  fn.allow(
    ['ssm:GetParameter'],
    [`arn:${partition}:ssm:${region}:${account}:parameter${foundation.contactCenterParameter}`],
  );
}

/** Keeps files of the client team's answers, and can't read them again. */
export function keepTeamFiles(fn: Fn, foundation: Foundation): void {
  const objects = foundation.files.arnForObjects('handoffs/*');
  fn.allow(['s3:PutObject'], [objects]);
  acknowledgeWildcard(
    fn.role,
    objects,
    'Files of answers are made while it runs; the prefix is what they share.',
  );
  useKey(fn, foundation, 's3', 'write');
}

/** Puts and gets objects below a prefix of the client's bucket; the URLs it signs can do no more than it may itself. */
export function useFiles(fn: Fn, foundation: Foundation, prefix: `${string}/`): void {
  const objects = foundation.files.arnForObjects(`${prefix}*`);
  fn.allow(['s3:GetObject', 's3:PutObject'], [objects]);
  // Without it S3 says 403 instead of 404 of an object that hasn't arrived.
  fn.allow(['s3:ListBucket'], [foundation.files.bucketArn], { StringLike: { 's3:prefix': `${prefix}*` } });
  acknowledgeWildcard(fn.role, objects, 'Objects are made while it runs; the prefix is what they share.');
  useKey(fn, foundation, 's3', 'write');
}
