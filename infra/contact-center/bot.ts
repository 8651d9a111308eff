import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnBot, CfnBotAlias, CfnBotVersion } from 'aws-cdk-lib/aws-lex';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import { callLinesIn } from '../../layers/core/answer/spoken/callLines.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { phoneLanguages } from '../../layers/core/domain/phoneLanguages.ts';

/** Seconds after which a caller hears that the answer takes a moment, and then how it stands. Chats hear nothing of it. */
const MOMENT_SECONDS = 2;
const STILL_WORKING_SECONDS = 20;
/** What Lex gives a code hook anyway. */
const HOOK_SECONDS = 30;

/** Every utterance reaches the code hook by one of these two intents; the bot itself understands nothing. */
const intents = (updates?: CfnBot.FulfillmentUpdatesSpecificationProperty): CfnBot.IntentProperty[] => [
  {
    name: 'CatchAll',
    // A locale without utterances does not build; these are never what a customer needs an intent for.
    sampleUtterances: [{ utterance: 'hello' }, { utterance: 'I have a question' }],
    fulfillmentCodeHook: { enabled: true, fulfillmentUpdatesSpecification: updates },
    // On the phone the fulfilment hook alone is asked: only its thinking is filled with words.
    dialogCodeHook: { enabled: !updates },
  },
  {
    name: 'FallbackIntent',
    parentIntentSignature: 'AMAZON.FallbackIntent',
    fulfillmentCodeHook: { enabled: true, fulfillmentUpdatesSpecification: updates },
    dialogCodeHook: { enabled: true },
  },
];

const said = (value: string) => [{ message: { plainTextMessage: { value } } }];

function updatesIn(localeId: string): CfnBot.FulfillmentUpdatesSpecificationProperty {
  const { moment, stillWorking } = callLinesIn(localeId);
  return {
    active: true,
    timeoutInSeconds: HOOK_SECONDS,
    startResponse: {
      delayInSeconds: MOMENT_SECONDS,
      allowInterrupt: true,
      messageGroups: said(moment),
    },
    updateResponse: {
      frequencyInSeconds: STILL_WORKING_SECONDS,
      allowInterrupt: true,
      messageGroups: said(stillWorking),
    },
  };
}

/** The client's own locale, and those its callers may choose. */
function localesOf(config: ClientConfig): CfnBot.BotLocaleProperty[] {
  const spoken = phoneLanguages(config);
  const ids = [...new Set([config.locale, ...spoken.map(language => language.locale)])];
  return ids.map(localeId => {
    const language = spoken.find(each => each.locale === localeId);
    return {
      localeId,
      nluConfidenceThreshold: 0.4,
      ...(language && { voiceSettings: { voiceId: language.voice, engine: language.engine } }),
      intents: intents(language && updatesIn(localeId)),
    };
  });
}
const CODE_HOOK_VERSION = '1.0';

/** The Lex bot through which flows talk to `take-turn`. */
export class Bot extends Construct {
  readonly aliasArn: string;

  /** @param takeTurnArn the code hook */
  constructor(scope: Construct, id: string, config: ClientConfig, takeTurnArn: string) {
    super(scope, id);
    const role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('lexv2.amazonaws.com'),
      description: 'The bot neither speaks nor reads anything itself',
    });
    const botLocales = localesOf(config);
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
      botVersionLocaleSpecification: botLocales.map(({ localeId }) => ({
        localeId,
        botVersionLocaleDetails: { sourceBotVersion: 'DRAFT' },
      })),
    });
    const alias = new CfnBotAlias(this, 'alias', {
      botId: bot.attrId,
      botAliasName: 'live',
      botVersion: version.attrBotVersion,
      sentimentAnalysisSettings: { DetectSentiment: false },
      botAliasLocaleSettings: botLocales.map(({ localeId }) => ({
        localeId,
        botAliasLocaleSetting: {
          enabled: true,
          codeHookSpecification: {
            lambdaCodeHook: { lambdaArn: takeTurnArn, codeHookInterfaceVersion: CODE_HOOK_VERSION },
          },
        },
      })),
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
