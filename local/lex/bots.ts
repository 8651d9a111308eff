import { createHash } from 'node:crypto';
import { AwsError } from '../core/contract.ts';
import type { Cloud, ResourceType } from '../core/contract.ts';
import { readUpdates, type Updates } from './updates.ts';

/** One locale of a bot, as its template defines it. */
export interface BotLocale {
  localeId: string;
  intents: Intent[];
}
export interface Intent {
  name: string;
  /** The built-in that catches what nothing else matches. */
  fallback: boolean;
  utterances: string[];
  dialogHook: boolean;
  fulfilmentHook: boolean;
  updates?: Updates | undefined;
}
export interface Bot {
  id: string;
  arn: string;
  name: string;
  /** Seconds a session is kept after its last turn. */
  idleTtl: number;
  locales: BotLocale[];
}
export interface BotAlias {
  id: string;
  arn: string;
  name: string;
  botId: string;
  version: string;
  /** Code hook by locale; a locale that is not here is not enabled. */
  hooks: Record<string, string | undefined>;
}
interface Policy {
  resourceArn: string;
  statements: any[];
}

/** What templates define of Lex V2. */
export class Bots {
  readonly bots = new Map<string, Bot>();
  /** `<bot id>|<version>` → the bot as it was when the version was made. */
  readonly versions = new Map<string, Bot>();
  readonly aliases = new Map<string, BotAlias>();
  readonly policies = new Map<string, Policy>();

  alias(arn: string): { alias: BotAlias; bot: Bot } {
    const alias = this.aliases.get(arn);
    const bot =
      alias &&
      (alias.version === 'DRAFT'
        ? this.bots.get(alias.botId)
        : this.versions.get(`${alias.botId}|${alias.version}`));
    if (alias && bot) return { alias, bot };
    throw new AwsError('ResourceNotFoundException', `there is no bot alias ${arn}`, 404);
  }
}

/** Ten capitals and digits, as Lex's own ids. */
function lexId(...parts: string[]): string {
  const digest = createHash('sha256').update(parts.join('\u0000')).digest();
  return Array.from(digest.subarray(0, 10), byte => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'[byte % 36]).join(
    '',
  );
}

const base = (cloud: Cloud) => `arn:aws:lex:${cloud.region}:${cloud.account}`;

export function lexResourceTypes(bots: Bots): Record<string, ResourceType> {
  return {
    'AWS::Lex::Bot': {
      deploy({ stack, logicalId, properties }, cloud) {
        const id = lexId(stack, logicalId);
        const arn = `${base(cloud)}:bot/${id}`;
        const locales = (properties.BotLocales ?? []).map((locale: any) =>
          readLocale(`${stack}/${logicalId}`, locale),
        );
        bots.bots.set(id, {
          id,
          arn,
          name: properties.Name,
          idleTtl: Number(properties.IdleSessionTTLInSeconds ?? 300),
          locales,
        });
        return { ref: id, attributes: { Id: id, Arn: arn } };
      },
    },
    'AWS::Lex::BotVersion': {
      deploy({ stack, logicalId, properties }, cloud) {
        const bot = bots.bots.get(properties.BotId);
        if (!bot) throw missing(`${stack}/${logicalId}`, 'BotId', properties.BotId);
        // A version is made once: later changes of the bot leave it as it is, so that a stale version shows here too.
        const kept = cloud.store.collection<{ number: number; bot: Bot }>('lex.versions');
        const key = `${bot.id}/${stack}/${logicalId}`;
        const number = kept.get(key)?.number ?? kept.list({ prefix: `${bot.id}/` }).length + 1;
        const version = kept.get(key) ?? { number, bot: { ...bot, locales: localesOf(bot, properties) } };
        kept.put(key, version);
        bots.versions.set(`${bot.id}|${number}`, version.bot);
        return { ref: `${bot.id}|${number}`, attributes: { BotVersion: String(number) } };
      },
    },
    'AWS::Lex::BotAlias': {
      deploy({ stack, logicalId, properties }, cloud) {
        const { BotId, BotVersion = 'DRAFT', BotAliasName, BotAliasLocaleSettings = [] } = properties;
        const bot =
          BotVersion === 'DRAFT' ? bots.bots.get(BotId) : bots.versions.get(`${BotId}|${BotVersion}`);
        if (!bot) throw missing(`${stack}/${logicalId}`, 'BotId and BotVersion', `${BotId} ${BotVersion}`);
        const id = lexId(stack, logicalId);
        const arn = `${base(cloud)}:bot-alias/${BotId}/${id}`;
        const enabled = BotAliasLocaleSettings.filter(({ BotAliasLocaleSetting }: any) =>
          isTrue(BotAliasLocaleSetting?.Enabled),
        );
        bots.aliases.set(arn, {
          id,
          arn,
          name: BotAliasName,
          botId: BotId,
          version: String(BotVersion),
          hooks: Object.fromEntries(
            enabled.map(({ LocaleId, BotAliasLocaleSetting }: any) => [
              LocaleId,
              BotAliasLocaleSetting.CodeHookSpecification?.LambdaCodeHook?.LambdaArn,
            ]),
          ),
        });
        return {
          ref: `${id}|${BotId}`,
          attributes: { Arn: arn, BotAliasId: id, BotAliasStatus: 'Available' },
        };
      },
    },
    'AWS::Lex::ResourcePolicy': {
      deploy({ stack, logicalId, properties }) {
        const policy =
          typeof properties.Policy === 'string' ? JSON.parse(properties.Policy) : properties.Policy;
        const id = lexId(stack, logicalId);
        bots.policies.set(id, { resourceArn: properties.ResourceArn, statements: [policy.Statement].flat() });
        return { ref: id, attributes: { Id: id, RevisionId: '1' } };
      },
    },
  };
}

const isTrue = (value: unknown) => value === true || value === 'true';
const missing = (where: string, property: string, value: unknown) =>
  new AwsError(
    'ResourceNotFoundException',
    `${where}: ${property} ${JSON.stringify(value)} does not exist (yet)`,
    404,
  );

function localesOf(bot: Bot, properties: any): BotLocale[] {
  const wanted = (properties.BotVersionLocaleSpecification ?? []).map(({ LocaleId }: any) => LocaleId);
  return bot.locales.filter(({ localeId }) => wanted.includes(localeId));
}

function readLocale(where: string, locale: any): BotLocale {
  const intents: Intent[] = (locale.Intents ?? []).map((intent: any) => {
    if (intent.FulfillmentCodeHookSetting) {
      throw new AwsError(
        'ValidationException',
        `${where}: intent ${intent.Name}: the property is called FulfillmentCodeHook`,
      );
    }
    return {
      name: intent.Name,
      fallback: intent.ParentIntentSignature === 'AMAZON.FallbackIntent',
      utterances: (intent.SampleUtterances ?? []).map(({ Utterance }: any) => Utterance),
      dialogHook: isTrue(intent.DialogCodeHook?.Enabled),
      fulfilmentHook: isTrue(intent.FulfillmentCodeHook?.Enabled),
      updates: readUpdates(intent.FulfillmentCodeHook?.FulfillmentUpdatesSpecification),
    };
  });
  if (!intents.some(({ fallback, utterances }) => !fallback && utterances.length > 0)) {
    throw new AwsError(
      'ValidationException',
      `${where}: locale ${locale.LocaleId} does not build: it needs an intent of its own with a sample utterance`,
    );
  }
  if (!intents.some(({ fallback }) => fallback)) {
    throw new AwsError(
      'ValidationException',
      `${where}: locale ${locale.LocaleId} does not build: it needs a FallbackIntent`,
    );
  }
  return { localeId: locale.LocaleId, intents };
}
