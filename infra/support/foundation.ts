import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
  type CorsRule,
} from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { sourceOf } from '../../layers/core/release/compileRelease.ts';
import { releasesParameter } from '../../layers/core/release/pointer.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import type { Sources } from '../buildClients.ts';
import { acknowledge } from '../acknowledge.ts';

/** What every feature of a client's support stack stands on: state, files, key, the baseline release and the client's own figures. */
export class Foundation extends Construct {
  readonly config: ClientConfig;
  readonly sources: Sources;
  readonly key: Key;
  readonly table: Table;
  /** Releases, raw mail and reports. */
  readonly files: Bucket;
  /** The release that the repository holds; later ones are put into `files`. */
  readonly baseline: Asset;
  /** Hash of what the baseline is made from: an activation over another baseline has lapsed. */
  readonly baselineSource: string;
  readonly pagesUrl: string;
  readonly serviceUrl: string;
  /** Name of the parameter that the contact-center stack writes and functions read. */
  readonly contactCenterParameter: string;
  private readonly logRetention: RetentionDays;

  constructor(scope: Construct, id: string, config: ClientConfig, sources: Sources) {
    super(scope, id);
    this.config = config;
    this.sources = sources;
    this.logRetention = longestWithin(config.retentionDays);
    this.contactCenterParameter = `/${Stack.of(this).stackName}/contact-center`;
    this.key = this.makeKey();
    this.table = this.makeTable();
    this.pagesUrl = this.parameter(
      'PagesUrl',
      'Base URL of the web pages, without trailing slash',
      config.pages.url,
    );
    this.files = this.makeFiles();
    this.baseline = this.makeBaseline();
    this.baselineSource = sourceOf(readClient(join(sources.clients, config.client)));
    this.tellReleases();
    this.serviceUrl = this.parameter(
      'ServiceUrl',
      "Base URL of the client's service that actions call",
      config.service?.url ?? 'https://no-service.invalid',
    );
  }

  /** A log group that forgets as early as the client's data does. */
  logGroup(scope: Construct, id: string, name?: string): LogGroup {
    return new LogGroup(scope, id, {
      logGroupName: name,
      retention: this.logRetention,
      encryptionKey: this.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private makeKey(): Key {
    const key = new Key(this, 'key', {
      description: `Everything ${this.config.client} keeps: cases, mail, messages between services, logs`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { account, region, partition } = Stack.of(this);
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Logs',
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
          },
        },
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Messages',
        effect: Effect.ALLOW,
        principals: ['sns', 'events', 'cloudwatch', 'connect'].map(
          service => new ServicePrincipal(`${service}.amazonaws.com`),
        ),
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
    return key;
  }

  private makeTable(): Table {
    const table = new Table(this, 'table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      timeToLiveAttribute: 'expiresAt',
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const [index, pk, sk] of [
      ['due', 'gsi1pk', 'gsi1sk'],
      ['customer', 'gsi2pk', 'gsi2sk'],
    ] as const)
      table.addGlobalSecondaryIndex({
        indexName: index,
        partitionKey: { name: pk, type: AttributeType.STRING },
        sortKey: { name: sk, type: AttributeType.STRING },
        projectionType: ProjectionType.ALL,
      });
    // What was said last in a case, read consistently: a turn costs the same however long its case is.
    table.addLocalSecondaryIndex({
      indexName: 'said',
      sortKey: { name: 'saidAt', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
    return table;
  }

  private makeFiles(): Bucket {
    const files = new Bucket(this, 'files', {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      cors: this.filesCors(),
      lifecycleRules: [
        { prefix: 'mail/', expiration: Duration.days(this.config.retentionDays) },
        { prefix: 'handoffs/', expiration: Duration.days(this.config.retentionDays) },
        { prefix: 'attachments/', expiration: Duration.days(this.config.retentionDays) },
        { prefix: 'transcripts/', expiration: Duration.days(this.config.retentionDays) },
        { prefix: 'recordings/', expiration: Duration.days(this.config.retentionDays) },
        { prefix: 'emails/', expiration: Duration.days(this.config.retentionDays) },
        { noncurrentVersionExpiration: Duration.days(Math.min(this.config.retentionDays, 90)) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    acknowledge(
      files,
      'AwsSolutions-S1',
      'Only functions of this stack touch the bucket; who read what is in CloudTrail data events where the provider wants them, and an access-log bucket would hold the same without encryption by the client key.',
    );
    return files;
  }

  /** Who reaches the bucket by signed URLs from another origin. */
  private filesCors(): CorsRule[] {
    // The client's team attaches files to its answers from the page.
    const team = {
      allowedOrigins: [this.pagesUrl],
      allowedMethods: [HttpMethods.PUT],
      allowedHeaders: ['content-type'],
      maxAge: 3600,
    };
    if (!this.config.chat?.attachments) return [team];
    // Customers in the chat and agents in Connect's panel. Which headers an upload carries is Connect's matter.
    const chat = {
      allowedOrigins: [this.pagesUrl, `https://${this.config.instanceAlias}.my.connect.aws`],
      allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
      allowedHeaders: ['*'],
      maxAge: 3600,
    };
    return [team, chat];
  }

  private makeBaseline(): Asset {
    const path = join(this.sources.dist, 'releases', this.config.client, 'release.bin');
    if (!existsSync(path))
      throw new Error(
        `${path} is not there: build it first (npm run build -- --client ${this.config.client})`,
      );
    return new Asset(this, 'baseline', { path });
  }

  /** Where releases are, for the operator's command: `augment release …` finds a client's stack by this name. */
  private tellReleases(): void {
    const { bucket, s3ObjectKey } = this.baseline;
    new StringParameter(this, 'releases', {
      parameterName: releasesParameter(Stack.of(this).stackName),
      description: `Releases of ${this.config.client}, written by the stack`,
      stringValue: Stack.of(this).toJsonString({
        files: this.files.bucketName,
        baseline: { bucket: bucket.bucketName, key: s3ObjectKey, source: this.baselineSource },
      }),
    });
  }

  private parameter(id: string, description: string, value: string): string {
    const parameter = new CfnParameter(Stack.of(this), id, { type: 'String', description, default: value });
    return parameter.valueAsString;
  }
}

/** CloudWatch knows only certain periods: the longest that doesn't outlive the client's data. */
function longestWithin(days: number): RetentionDays {
  const periods = Object.values(RetentionDays).filter(
    (period): period is RetentionDays => typeof period === 'number',
  );
  return Math.max(...periods.filter(period => period <= days && period !== RetentionDays.INFINITE));
}
