import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnBot, CfnBotAlias, CfnBotVersion } from 'aws-cdk-lib/aws-lex';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';

/** Every utterance reaches the code hook by one of these two intents; the bot itself understands nothing. */
const INTENTS: CfnBot.IntentProperty[] = [
  {
    name: 'CatchAll',
    // A locale without utterances does not build; these are never what a customer needs an intent for.
    sampleUtterances: [{ utterance: 'hello' }, { utterance: 'I have a question' }],
    fulfillmentCodeHook: { enabled: true },
    dialogCodeHook: { enabled: true },
  },
  {
    name: 'FallbackIntent',
    parentIntentSignature: 'AMAZON.FallbackIntent',
    fulfillmentCodeHook: { enabled: true },
    dialogCodeHook: { enabled: true },
  },
];
const CODE_HOOK_VERSION = '1.0';

/** The Lex bot through which flows talk to `take-turn`. */
export class Bot extends Construct {
  readonly aliasArn: string;

  /** @param takeTurnArn the code hook */
  constructor(scope: Construct, id: string, config: ClientConfig, takeTurnArn: string) {
    super(scope, id);
    const localeId = config.locale;
    const role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('lexv2.amazonaws.com'),
      description: 'The bot neither speaks nor reads anything itself',
    });
    const botLocales = [{ localeId, nluConfidenceThreshold: 0.4, intents: INTENTS }];
    const bot = new CfnBot(this, 'bot', {
      name: `${Stack.of(this).stackName}`,
      roleArn: role.roleArn,
      dataPrivacy: { ChildDirected: false },
      idleSessionTtlInSeconds: 3600,
      autoBuildBotLocales: true,
      botLocales,
    });
    // A version doesn't change when its bot does: another definition must be another resource.
    const hash = createHash('sha256').update(JSON.stringify(botLocales)).digest('hex').slice(0, 8);
    const version = new CfnBotVersion(this, `version-${hash}`, {
      botId: bot.attrId,
      botVersionLocaleSpecification: [{ localeId, botVersionLocaleDetails: { sourceBotVersion: 'DRAFT' } }],
    });
    const alias = new CfnBotAlias(this, 'alias', {
      botId: bot.attrId,
      botAliasName: 'live',
      botVersion: version.attrBotVersion,
      sentimentAnalysisSettings: { DetectSentiment: false },
      botAliasLocaleSettings: [
        {
          localeId,
          botAliasLocaleSetting: {
            enabled: true,
            codeHookSpecification: {
              lambdaCodeHook: { lambdaArn: takeTurnArn, codeHookInterfaceVersion: CODE_HOOK_VERSION },
            },
          },
        },
      ],
    });
    this.aliasArn = alias.attrArn;
    new CfnPermission(this, 'code-hook', {
      action: 'lambda:InvokeFunction',
      functionName: takeTurnArn,
      principal: 'lexv2.amazonaws.com',
      sourceAccount: Stack.of(this).account,
      sourceArn: this.aliasArn,
    });
  }
}
