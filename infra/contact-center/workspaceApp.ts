import { CfnApplication } from 'aws-cdk-lib/aws-appintegrations';
import { CfnApprovedOrigin, CfnIntegrationAssociation } from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';

/** What the workspace may learn of contacts; accounts of agents and customers' data it gets from its own API. */
const PERMISSIONS = [
  'User.Details.View',
  'User.Status.View',
  'Contact.Details.View',
  'Contact.Attributes.View',
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
    });
    new CfnIntegrationAssociation(this, 'association', {
      instanceId: instanceArn,
      integrationType: 'APPLICATION',
      integrationArn: application.attrApplicationArn,
    });
    new CfnApprovedOrigin(this, 'origin', { instanceId: instanceArn, origin: pagesUrl });
  }
}
