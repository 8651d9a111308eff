import { AwsError } from '../core/contract.ts';
import type { CallContext, Cloud, Operation } from '../core/contract.ts';
import type { ObjectHead, Objects } from './objects.ts';

const PAGE = 1000;
const ONLY_VERSION = 'null';

export interface OperationDeps {
  objects: Objects;
  exists(bucket: string): boolean;
  /** A key was written or removed. */
  changed(
    bucket: string,
    what: 'Created' | 'Deleted',
    head: Pick<ObjectHead, 'key' | 'size' | 'etag'>,
    cloud: Cloud,
  ): void;
}

/** Operations on buckets and objects, in the SDK's shapes with bodies as base64. */
export function s3Operations({ objects, exists, changed }: OperationDeps): Record<string, Operation> {
  const arn = ({ Bucket, Key }: any) => [`arn:aws:s3:::${Bucket}/${Key}`];
  const bucketArn = ({ Bucket }: any) => [`arn:aws:s3:::${Bucket}`];
  const demandBucket = (bucket: string) => {
    if (!exists(bucket)) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  };
  const demand = (bucket: string, key: string): ObjectHead => {
    demandBucket(bucket);
    const head = objects.head(bucket, key);
    if (!head) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
    return head;
  };
  function write(
    bucket: string,
    object: Parameters<Objects['put']>[1],
    body: Uint8Array,
    { cloud }: CallContext,
  ) {
    const head = objects.put(bucket, object, body);
    changed(bucket, 'Created', head, cloud);
    return head;
  }

  return {
    GetObject: {
      resources: arn,
      run({ Bucket, Key, Range, IfNoneMatch, VersionId = ONLY_VERSION }) {
        const head = demand(Bucket, Key);
        if (VersionId !== ONLY_VERSION)
          throw new AwsError('NoSuchVersion', 'The specified version does not exist.', 404, { Key });
        if (IfNoneMatch === head.etag) throw new AwsError('NotModified', 'Not Modified', 304);
        const whole = objects.bytes(Bucket, Key);
        const range = Range === undefined ? undefined : readRange(Range, whole.length);
        const part = range ? whole.subarray(range.from, range.to + 1) : whole;
        return {
          ...described(head),
          ContentLength: part.length,
          ...(range ? { ContentRange: `bytes ${range.from}-${range.to}/${whole.length}` } : {}),
          Body: Buffer.from(part).toString('base64'),
        };
      },
    },
    HeadObject: {
      action: 's3:GetObject',
      resources: arn,
      run: ({ Bucket, Key }) => described(demand(Bucket, Key)),
    },
    PutObject: {
      resources: arn,
      run({ Bucket, Key, Body = '', ContentType, Metadata = {}, IfNoneMatch, IfMatch }, context) {
        demandBucket(Bucket);
        const before = objects.head(Bucket, Key);
        if ((IfNoneMatch === '*' && before) || (IfMatch && IfMatch !== before?.etag)) {
          throw new AwsError(
            'PreconditionFailed',
            'At least one of the pre-conditions you specified did not hold',
            412,
          );
        }
        const object = {
          key: Key,
          contentType: ContentType ?? 'application/octet-stream',
          metadata: Metadata,
          modified: context.cloud.clock.now(),
        };
        return { ETag: write(Bucket, object, Buffer.from(Body, 'base64'), context).etag };
      },
    },
    CopyObject: {
      action: 's3:PutObject',
      resources: arn,
      run({ Bucket, Key, CopySource }, context) {
        demandBucket(Bucket);
        const [, from, key] =
          /^\/?([^/]+)\/(.+?)(?:\?versionId=.*)?$/.exec(decodeURIComponent(CopySource)) ?? [];
        if (!from || !key) throw new AwsError('InvalidArgument', `Invalid copy source ${CopySource}`);
        context.cloud.authorize(context.principal, 's3:GetObject', [`arn:aws:s3:::${from}/${key}`]);
        const source = demand(from, key);
        const modified = context.cloud.clock.now();
        const head = write(Bucket, { ...source, key: Key, modified }, objects.bytes(from, key), context);
        return { CopyObjectResult: { ETag: head.etag, LastModified: modified / 1000 } };
      },
    },
    DeleteObject: {
      resources: arn,
      // The local cloud keeps one version of an object: S3 names it "null" where versions are not kept.
      run({ Bucket, Key, VersionId = ONLY_VERSION }, { cloud }) {
        demandBucket(Bucket);
        const head = objects.head(Bucket, Key);
        if (!head || VersionId !== ONLY_VERSION) return {};
        objects.delete(Bucket, Key);
        changed(Bucket, 'Deleted', head, cloud);
        return {};
      },
    },
    ListObjectsV2: {
      action: 's3:ListBucket',
      resources: bucketArn,
      conditions: ({ Prefix = '', Delimiter }) => ({
        's3:prefix': Prefix,
        ...(Delimiter ? { 's3:delimiter': Delimiter } : {}),
      }),
      run({ Bucket, Prefix = '', Delimiter, MaxKeys = PAGE, StartAfter, ContinuationToken }) {
        demandBucket(Bucket);
        const limit = Math.min(PAGE, Number(MaxKeys));
        const contents: ObjectHead[] = [];
        const groups: string[] = [];
        let after: string | undefined = ContinuationToken
          ? Buffer.from(ContinuationToken, 'base64url').toString('utf8')
          : StartAfter;
        let more = true;
        while (more && contents.length + groups.length < limit) {
          const [next] = objects.list(Bucket, {
            prefix: Prefix,
            ...(after !== undefined ? { after } : {}),
            limit: 1,
          });
          if (!next) {
            more = false;
            continue;
          }
          const cut = Delimiter ? next.key.indexOf(Delimiter, Prefix.length) : -1;
          if (cut < 0) contents.push(next);
          else groups.push(next.key.slice(0, cut + Delimiter.length));
          after = cut < 0 ? next.key : `${groups.at(-1)}\u{10FFFE}`;
        }
        const truncated =
          more &&
          objects.list(Bucket, { prefix: Prefix, ...(after !== undefined ? { after } : {}), limit: 1 })
            .length > 0;
        return {
          Name: Bucket,
          Prefix,
          MaxKeys: limit,
          KeyCount: contents.length + groups.length,
          IsTruncated: truncated,
          ...(truncated ? { NextContinuationToken: Buffer.from(after!).toString('base64url') } : {}),
          Contents: contents.map(({ key, size, etag, modified }) => ({
            Key: key,
            Size: size,
            ETag: etag,
            LastModified: modified / 1000,
            StorageClass: 'STANDARD',
          })),
          CommonPrefixes: groups.map(group => ({ Prefix: group })),
        };
      },
    },
    ListObjectVersions: {
      action: 's3:ListBucketVersions',
      resources: bucketArn,
      conditions: ({ Prefix = '' }) => ({ 's3:prefix': Prefix }),
      run({ Bucket, Prefix = '', KeyMarker, MaxKeys = PAGE }) {
        demandBucket(Bucket);
        const limit = Math.min(PAGE, Number(MaxKeys));
        const after = KeyMarker === undefined ? {} : { after: KeyMarker };
        const found = objects.list(Bucket, { prefix: Prefix, ...after, limit: limit + 1 });
        const page = found.slice(0, limit);
        const truncated = found.length > limit;
        return {
          Name: Bucket,
          Prefix,
          MaxKeys: limit,
          IsTruncated: truncated,
          ...(truncated && { NextKeyMarker: page.at(-1)!.key, NextVersionIdMarker: ONLY_VERSION }),
          Version: page.map(({ key, size, etag, modified }) => ({
            Key: key,
            VersionId: ONLY_VERSION,
            IsLatest: true,
            Size: size,
            ETag: etag,
            LastModified: modified / 1000,
            StorageClass: 'STANDARD',
          })),
        };
      },
    },
    HeadBucket: {
      action: 's3:ListBucket',
      resources: bucketArn,
      run: ({ Bucket }) => (demandBucket(Bucket), {}),
    },
  };
}

function described({ size, etag, contentType, metadata, modified }: ObjectHead) {
  return {
    ContentLength: size,
    ETag: etag,
    ContentType: contentType,
    Metadata: metadata,
    LastModified: modified / 1000,
  };
}

function readRange(range: string, size: number): { from: number; to: number } {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  const from = first ? Number(first) : Math.max(0, size - Number(last));
  const to = first && last ? Math.min(size - 1, Number(last)) : size - 1;
  if (Number.isNaN(from) || from > to)
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
  return { from, to };
}
