import { EmailIdentity, Identity, CfnReceiptRule } from 'aws-cdk-lib/aws-ses';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnOutput, CustomResource, Stack } from 'aws-cdk-lib/core';
import type { StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Config as ActivateRuleSet } from '../../functions/activate-rule-set/config.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { answerDomain, ANSWER_MAILBOXES } from '../../layers/core/domain/config/mail.ts';
import { RAW_MAIL_PREFIX } from '../support/inboundMail.ts';
import { ServiceFunction } from '../support/serviceFunction.ts';
import type { SupportStack } from '../support/supportStack.ts';

export interface MailStackProps extends StackProps {
  config: ClientConfig;
  support: SupportStack;
}

/**
 * The one receipt rule set that clients in an account share, where it is ours: an account has one active set a Region, so
 * this name can't be a client's own.
 */
export const SHARED_RULE_SET = 'augmented-support';

/** What makes SES take in a client's mail: the account's active rule set, and in it the client's rule. */
export class MailStack extends Stack {
  constructor(scope: Construct, id: string, { config, support, ...props }: MailStackProps) {
    super(scope, id, { description: `Mail to ${config.name}: SES receipt rule`, ...props });
    const { foundation, inboundMail } = support;
    const { mail } = config;
    const domain = answerDomain(mail);
    const joined = mail.receive?.ruleSet;
    const ruleSetName = joined ?? SHARED_RULE_SET;

    const activate = new ServiceFunction<typeof ActivateRuleSet>(this, 'activate-rule-set', foundation, {
      environment: {},
      timeoutSeconds: 120,
      memoryMb: 256,
    });
    // Receipt rule sets can't be named in policies; the account's other sets are only looked at.
    activate.allow(
      ['ses:DescribeActiveReceiptRuleSet', 'ses:CreateReceiptRuleSet', 'ses:SetActiveReceiptRuleSet'],
      ['*'],
    );
    const ruleSet = new CustomResource(this, 'rule-set', {
      resourceType: 'Custom::ActiveReceiptRuleSet',
      serviceToken: activate.arn,
      properties: { RuleSet: ruleSetName, Ours: String(joined === undefined) },
    });
    ruleSet.node.addDependency(activate);

    const identity =
      domain === mail.domain.toLowerCase()
        ? undefined
        : new EmailIdentity(this, 'identity', { identity: Identity.domain(domain) });
    const permission = new CfnPermission(this, 'ses-invokes-receive-email', {
      action: 'lambda:InvokeFunction',
      functionName: inboundMail.receiveEmail.arn,
      principal: 'ses.amazonaws.com',
      sourceAccount: this.account,
      sourceArn: `arn:${this.partition}:ses:${this.region}:${this.account}:receipt-rule-set/${ruleSetName}:receipt-rule/*`,
    });
    const rule = new CfnReceiptRule(this, 'rule', {
      ruleSetName: ruleSet.getAttString('RuleSetName'),
      rule: {
        enabled: true,
        scanEnabled: true,
        // A mail that came over an old connection is better than none.
        tlsPolicy: 'Optional',
        // An address stands for its plus-addresses too. Other mailboxes of the domain stay what they are.
        recipients: [mail.from, ...ANSWER_MAILBOXES.map(box => `${box}@${domain}`)],
        actions: [
          {
            s3Action: {
              bucketName: foundation.files.bucketName,
              objectKeyPrefix: RAW_MAIL_PREFIX,
            },
          },
          { lambdaAction: { functionArn: inboundMail.receiveEmail.arn, invocationType: 'Event' } },
        ],
      },
    });
    rule.addResourceDependency(permission);
    if (identity) rule.node.addDependency(identity);

    new CfnOutput(this, 'Mx', {
      value: `10 inbound-smtp.${this.region}.${this.urlSuffix}`,
      description: `MX record of ${domain}, where it does not lead to SES yet`,
    });
  }
}
