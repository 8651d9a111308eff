import type { Cloud, Service, Store } from '../core/contract.ts';
import type { Asset } from '../template/assembly.ts';
import { corsOf, type CorsRule } from './cors.ts';
import { answerS3 } from './http.ts';
import { openObjects } from './objects.ts';
import { s3Operations } from './operations.ts';

interface Bucket {
  /** Tell the default bus of what is created and deleted. */
  toEvents: boolean;
  lambdas: { functionArn: string; prefix: string; suffix: string }[];
  cors: CorsRule[];
}

/** Buckets of the templates, and the bootstrap bucket with the app's file assets. */
export function createS3({
  store,
  assets,
  secretOf,
}: {
  store: Store;
  assets: Asset[];
  /** The secret of an access key of this run. */
  secretOf(accessKeyId: string): string | undefined;
}): Service {
  const buckets = new Map<string, Bucket>();
  const objects = openObjects(store);
  for (const asset of assets) {
    buckets.set(asset.bucket, { toEvents: false, lambdas: [], cors: [] });
    if (asset.packaging === 'file') objects.putFile(asset.bucket, asset.key, asset.path);
  }

  function notify(
    bucketName: string,
    what: string,
    head: { key: string; size: number; etag: string },
    cloud: Cloud,
  ) {
    const bucket = buckets.get(bucketName)!;
    const at = new Date(cloud.clock.now()).toISOString();
    const object = { key: head.key, size: head.size, etag: head.etag.replaceAll('"', '') };
    const arn = `arn:aws:s3:::${bucketName}`;
    const work: Promise<unknown>[] = [];
    if (bucket.toEvents) {
      work.push(
        cloud.emit({
          bus: 'default',
          source: 'aws.s3',
          detailType: `Object ${what}`,
          detail: { version: '0', bucket: { name: bucketName }, object },
          resources: [arn],
        }),
      );
    }
    for (const { functionArn, prefix, suffix } of what === 'Created' ? bucket.lambdas : []) {
      if (!head.key.startsWith(prefix) || !head.key.endsWith(suffix)) continue;
      const record = {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventTime: at,
        eventName: 'ObjectCreated:Put',
        s3: {
          bucket: { name: bucketName, arn },
          object: { ...object, key: encodeURIComponent(head.key).replaceAll('%20', '+'), eTag: object.etag },
        },
      };
      work.push(
        cloud.invoke({
          principal: { id: 'service:s3.amazonaws.com' },
          functionArn,
          payload: { Records: [record] },
          type: 'event',
          sourceArn: arn,
        }),
      );
    }
    for (const each of work) {
      void cloud.activity
        .track(each)
        .catch(error =>
          cloud.log(`s3: telling of ${what} in ${bucketName} failed: ${(error as Error).message}`),
        );
    }
  }

  const bucketIn = (path: string) => path.split('/')[1] ?? '';
  const rulesOf = (path: string) => buckets.get(bucketIn(path))?.cors ?? [];

  return {
    name: 's3',
    protocol: 'raw',
    async raw(request, context) {
      const reply = await answerS3(request, context, secretOf);
      return { ...reply, headers: { ...reply.headers, ...corsOf(rulesOf(request.path), request) } };
    },
    preflight(request) {
      if (!buckets.has(bucketIn(request.path))) return undefined;
      const headers = corsOf(rulesOf(request.path), request);
      return { status: 'access-control-allow-origin' in headers ? 200 : 403, headers, body: '' };
    },
    operations: s3Operations({ objects, exists: name => buckets.has(name), changed: notify }),
    resourceTypes: {
      'AWS::S3::Bucket': {
        deploy({ properties, physicalName }) {
          const name: string = properties.BucketName ?? physicalName.toLowerCase();
          const notification = properties.NotificationConfiguration ?? {};
          buckets.set(name, {
            toEvents: notification.EventBridgeConfiguration !== undefined,
            lambdas: (notification.LambdaConfigurations ?? []).map((each: any) => ({
              functionArn: each.Function,
              ...affixes(each.Filter?.S3Key?.Rules ?? []),
            })),
            cors: properties.CorsConfiguration?.CorsRules ?? [],
          });
          return {
            ref: name,
            attributes: {
              Arn: `arn:aws:s3:::${name}`,
              DomainName: `${name}.s3.amazonaws.com`,
              RegionalDomainName: `${name}.s3.us-east-1.amazonaws.com`,
            },
          };
        },
      },
      'AWS::S3::BucketPolicy': { deploy: ({ physicalName }) => ({ ref: physicalName, attributes: {} }) },
    },
  };
}

function affixes(rules: { Name: string; Value: string }[]): { prefix: string; suffix: string } {
  const of = (name: string) => rules.find(rule => rule.Name.toLowerCase() === name)?.Value ?? '';
  return { prefix: of('prefix'), suffix: of('suffix') };
}
