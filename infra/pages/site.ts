import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { BehaviorOptions, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { acknowledge } from '../acknowledge.ts';
import { pageHeaders } from './pageHeaders.ts';
import { PAGE_REQUEST } from './pageRequest.ts';

/** Files with their hash in their names never change; all others are asked for each time. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const EACH_TIME = 'no-cache';

export interface SiteProps {
  config: ClientConfig;
  apiUrl: string;
  signInUrl: string;
  /** Origin of the Connect instance. */
  instanceUrl: string;
  /** Origin of the bucket that files of the client's team go to and come from. */
  filesUrl: string;
}

/** A private bucket behind CloudFront: nothing runs and nothing is paid for while nobody comes. */
export class Site extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    this.bucket = this.makeBucket();
    this.distribution = this.makeDistribution(props);
  }

  private makeBucket(): Bucket {
    const bucket = new Bucket(this, 'files', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(30) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      // All that is in it comes from the build.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(
      bucket,
      'AwsSolutions-S1',
      'The files are public pages that only CloudFront reads; nothing in a log of that would be worth keeping.',
    );
    return bucket;
  }

  private makeDistribution({ config, apiUrl, signInUrl, instanceUrl, filesUrl }: SiteProps): Distribution {
    const { region } = Stack.of(this);
    const chat = [
      `https://participant.connect.${region}.amazonaws.com`,
      `wss://*.transport.connect.${region}.amazonaws.com`,
    ];
    const open = { connect: [apiUrl, filesUrl, ...chat] };
    const agents = {
      connect: [apiUrl, signInUrl, instanceUrl, ...chat],
      frames: [instanceUrl],
      framedBy: [instanceUrl],
    };
    const origin = S3BucketOrigin.withOriginAccessControl(this.bucket);
    const pageRequest = new EdgeFunction(this, 'page-request', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(PAGE_REQUEST),
      comment: 'Which file an address means',
    });
    const behaviour = (responseHeadersPolicy: ResponseHeadersPolicy): BehaviorOptions => ({
      origin,
      responseHeadersPolicy,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: pageRequest }],
    });
    const workspace = behaviour(pageHeaders(this, 'workspace-headers', agents, EACH_TIME));
    const { certificateArn, url, sites } = config.pages;
    const chatPage = behaviour(pageHeaders(this, 'chat-headers', { ...open, framedBy: sites }, EACH_TIME));
    const distribution = new Distribution(this, 'distribution', {
      comment: `Pages of ${config.name}`,
      defaultBehavior: behaviour(pageHeaders(this, 'page-headers', open, EACH_TIME)),
      additionalBehaviors: {
        '/agent': workspace,
        '/agent/*': workspace,
        // The widget frames the chat and reads the pages' configuration, on the client's own sites only.
        '/chat': chatPage,
        '/chat/*': chatPage,
        '/config.json': behaviour(pageHeaders(this, 'config-headers', open, EACH_TIME, sites)),
        '/shared/*': behaviour(pageHeaders(this, 'shared-headers', open, FOR_EVER)),
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(certificateArn
        ? {
            domainNames: [new URL(url).hostname],
            certificate: Certificate.fromCertificateArn(this, 'certificate', certificateArn),
          }
        : {}),
    });
    this.accept(distribution, certificateArn !== undefined);
    return distribution;
  }

  private accept(distribution: Distribution, hasCertificate: boolean): void {
    acknowledge(
      distribution,
      'AwsSolutions-CFR1',
      'Where customers may come from is their matter; the client sells and serves abroad.',
    );
    acknowledge(
      distribution,
      'AwsSolutions-CFR2',
      'Static files only: there is nothing to attack behind it. The API has limits of its own; a firewall would cost while nobody comes.',
    );
    acknowledge(
      distribution,
      'AwsSolutions-CFR3',
      'Signed links stand in addresses: a log of them would hold what opens a case.',
    );
    if (!hasCertificate)
      acknowledge(
        distribution,
        'AwsSolutions-CFR4',
        "Until the client's domain has a certificate the site has CloudFront's own name, whose lowest protocol can't be chosen.",
      );
  }
}
