import {
  AccountRecovery,
  type CfnUserPoolClient,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ProviderAttribute,
  StandardThreatProtectionMode,
  UserPool,
  UserPoolClientIdentityProvider,
  UserPoolIdentityProviderSaml,
  UserPoolIdentityProviderSamlMetadata,
} from 'aws-cdk-lib/aws-cognito';
import type { UserPoolClient, UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Foundation } from './foundation.ts';

/** What a person may do by group; functions check the claim `cognito:groups`. */
export const GROUPS = {
  agents: 'Work cases',
  reviewers: 'Judge corrections and releases',
  supervisors: 'See everything, move cases',
  managers: 'Read reports',
} as const;

/** The people of the provider: accounts are made by an operator, nobody signs up. */
export class Users extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly domain: UserPoolDomain;

  constructor(scope: Construct, id: string, foundation: Foundation) {
    super(scope, id);
    this.pool = new UserPool(this, 'pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.pool,
      'AwsSolutions-COG2',
      "A provider may sign in through its own directory, which asks for the second factor; the runbook says how to require Cognito's.",
    );
    for (const [groupName, description] of Object.entries(GROUPS))
      new CfnUserPoolGroup(this, groupName, { userPoolId: this.pool.userPoolId, groupName, description });
    for (const { id: queue, name } of foundation.config.queues)
      new CfnUserPoolGroup(this, `queue-${queue}`, {
        userPoolId: this.pool.userPoolId,
        groupName: `queue:${queue}`,
        description: `Agents of the queue ${name} read its cases`,
      });
    this.domain = this.pool.addDomain('domain', {
      // Unique in the Region: the client's name and a part of the stack's id.
      cognitoDomain: {
        domainPrefix: Fn.join('-', [
          foundation.config.client,
          Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Stack.of(this).stackId)))),
        ]),
      },
    });
    const saml = this.directory(foundation);
    this.client = this.pool.addClient('pages', {
      supportedIdentityProviders: [
        UserPoolClientIdentityProvider.COGNITO,
        ...(saml ? [UserPoolClientIdentityProvider.custom(saml.providerName)] : []),
      ],
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${foundation.pagesUrl}/agent/`],
        logoutUrls: [`${foundation.pagesUrl}/agent/`],
      },
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
    });
    // By the hosted pages only. Whoever signs in by the API itself gets a token that may change their own account: an agent
    // could take a colleague's name, which customers and the audit are told.
    (this.client.node.defaultChild as CfnUserPoolClient).explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH'];
  }

  /** The provider's own directory, where the client's file names one; groups are given to its people here as to any other. */
  private directory({ config }: Foundation): UserPoolIdentityProviderSaml | undefined {
    if (!config.signIn) return undefined;
    const { metadataUrl, emailClaim, nameClaim } = config.signIn.saml;
    return new UserPoolIdentityProviderSaml(this, 'saml', {
      userPool: this.pool,
      name: 'directory',
      metadata: UserPoolIdentityProviderSamlMetadata.url(metadataUrl),
      attributeMapping: {
        email: ProviderAttribute.other(emailClaim),
        fullname: ProviderAttribute.other(nameClaim),
      },
    });
  }
}
