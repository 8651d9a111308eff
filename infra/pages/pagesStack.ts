import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { acknowledge, acknowledgeWildcard } from '../acknowledge.ts';
import type { Sources } from '../buildClients.ts';
import type { SupportStack } from '../support/supportStack.ts';
import { Site } from './site.ts';

export interface PagesStackProps extends StackProps {
  config: ClientConfig;
  sources: Sources;
  support: SupportStack;
}

/** The web pages of one client: chat, agent workspace, the client team's page, survey; and the file that tells them where they are. */
export class PagesStack extends Stack {
  readonly site: Site;

  constructor(scope: Construct, id: string, { config, sources, support, ...props }: PagesStackProps) {
    super(scope, id, { description: `Web pages of ${config.name}`, ...props });
    const { api, foundation, users } = support;
    const instanceUrl = `https://${config.instanceAlias}.my.connect.aws`;
    const apiUrl = api.http.apiEndpoint;
    const signInUrl = users.domain.baseUrl();
    const filesUrl = `https://${foundation.files.bucketRegionalDomainName}`;
    this.site = new Site(this, 'site', { config, apiUrl, signInUrl, instanceUrl, filesUrl });
    new BucketDeployment(this, 'upload', {
      destinationBucket: this.site.bucket,
      sources: [
        // The phone page calls the local cloud's telephone network: there is none to call here.
        Source.asset(builtPages(sources), { exclude: ['.sources', 'phone'] }),
        // What web/agent/config.ts and web/brand/brand.ts read.
        Source.jsonData('config.json', {
          apiUrl,
          region: this.region,
          pagesUrl: config.pages.url,
          sites: config.pages.sites,
          languages: config.languages,
          ...(config.pages.privacy && { privacy: config.pages.privacy }),
          brand: { name: config.name, colour: config.brand.colour },
          ...(config.chat?.attachments && { attachments: config.chat.attachments }),
          signIn: { url: signInUrl, clientId: users.client.userPoolClientId },
          contactPanel: { kind: 'ccp', ccpUrl: `${instanceUrl}/ccp-v2/`, region: this.region },
        }),
      ],
      distribution: this.site.distribution,
      distributionPaths: ['/*'],
      memoryLimit: 256,
    });
    this.acceptUpload();
    new CfnOutput(this, 'PagesUrl', {
      value: `https://${this.site.distribution.distributionDomainName}`,
      description: "Where the pages are; the client's own domain is an alias of it",
    });
  }

  /** The CDK's own function that copies the files, one for all uploads of a stack. */
  private acceptUpload(): void {
    const uploader = this.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
    if (!uploader) throw new Error('the CDK no longer names its upload function as it did');
    const why = "The CDK's own upload function, which runs at deployments only:";
    acknowledge(uploader, 'AwsSolutions-L1', `${why} its runtime rises with the CDK's version.`);
    const logs = 'Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    acknowledge(uploader, `AwsSolutions-IAM4[${logs}]`, `${why} the managed policy lets it write its log.`);
    for (const action of ['GetObject*', 'GetBucket*', 'List*', 'DeleteObject*', 'Abort*'])
      acknowledge(
        uploader,
        `AwsSolutions-IAM5[Action::s3:${action}]`,
        `${why} on the two buckets it copies between.`,
      );
    const assets = 'arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*';
    acknowledge(
      uploader,
      `AwsSolutions-IAM5[Resource::${assets}]`,
      `${why} it reads what the build put there.`,
    );
    acknowledgeWildcard(
      uploader,
      `${this.site.bucket.bucketArn}/*`,
      `${why} it writes the pages' files, all of them.`,
    );
    acknowledge(
      uploader,
      'AwsSolutions-IAM5[Resource::*]',
      `${why} it tells CloudFront to forget the old files, an action without resources.`,
    );
  }
}

function builtPages({ dist }: Sources): string {
  const path = join(dist, 'web');
  if (!existsSync(path)) throw new Error(`${path} is not there: build it first (npm run build)`);
  return path;
}
