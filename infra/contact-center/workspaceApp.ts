import { CfnApplication } from 'aws-cdk-lib/aws-appintegrations';
import { CfnApprovedOrigin, CfnIntegrationAssociation } from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';

/**
 * What the workspace may ask of Connect in the agent's name. To follow what rings, to list the agent's contacts and to leave one
 * Connect has no permission of their own: each asks for all of them.
 */
const PERMISSIONS = ['*'];
/** What every app gets, and: files that open beside the case may leave its frame and be kept. */
const SANDBOX = [
  'allow-forms',
  'allow-popups',
  'allow-same-origin',
  'allow-scripts',
  'allow-popups-to-escape-sandbox',
  'allow-downloads',
];

/**
 * The agent workspace both ways round: as an app inside Connect's agent workspace, and with Connect's contact panel framed in
 * it, for which the instance must know the pages' origin.
 */
export class WorkspaceApp extends Construct {
  /** What agents' security profiles give access to. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, instanceArn: string, config: ClientConfig, pagesUrl: string) {
    super(scope, id);
    this.namespace = `${config.client}-agent-workspace`;
    const application = new CfnApplication(this, 'application', {
      name: `${config.client} cases`,
      namespace: this.namespace,
      description: 'The case of the contact: story, draft answer, knowledge, actions, outcome',
      applicationSourceConfig: {
        externalUrlConfig: { accessUrl: `${pagesUrl}/agent/?in=connect`, approvedOrigins: [pagesUrl] },
      },
      permissions: PERMISSIONS,
      // One page for all contacts: an agent signs in once, and their other cases stay beside the one in view.
      applicationConfig: { contactHandling: { scope: 'CROSS_CONTACTS' } },
      iframeConfig: { sandbox: SANDBOX },
    });
    new CfnIntegrationAssociation(this, 'association', {
      instanceId: instanceArn,
      integrationType: 'APPLICATION',
      integrationArn: application.attrApplicationArn,
    });
    new CfnApprovedOrigin(this, 'origin', { instanceId: instanceArn, origin: pagesUrl });
  }
}
