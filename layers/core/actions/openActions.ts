import type { ClientConfig } from '../domain/clientConfig.ts';
import { setting } from '../platform/config.ts';
import { createSecret } from '../secrets/secrets.ts';
import { createClientService } from '../service/clientService.ts';
import { createAttempts } from '../store/attempts.ts';
import type { CaseStore } from '../store/caseStore.ts';
import { createTable } from '../store/table.ts';
import type { Texter } from '../texts/texter.ts';
import { createIdentityCodes } from './identityCodes.ts';
import type { ActionDependencies } from './runAction.ts';

/** What a function that runs actions needs from its environment, beside the store's settings. */
export const actionSettings = {
  FROM_ADDRESS: setting,
  CONFIGURATION_SET: setting,
  LINK_SECRET_ARN: setting,
  SERVICE_URL: setting,
  SERVICE_SECRET_ARN: setting,
  /** JSON: ARNs of the secrets of single actions, by name. */
  ACTION_SECRET_ARNS: setting,
};
type Settings = Record<'TABLE_NAME' | keyof typeof actionSettings, string>;

/** Everything actions need, once per container; the budget starts with each call of what is returned. */
export function openActions(settings: Settings, store: CaseStore) {
  const now = () => new Date();
  const key = createSecret(settings.SERVICE_SECRET_ARN);
  const codeKey = createSecret(settings.LINK_SECRET_ARN);
  const arns = JSON.parse(settings.ACTION_SECRET_ARNS) as Record<string, string>;
  const secrets = Object.fromEntries(Object.entries(arns).map(([name, arn]) => [name, createSecret(arn)]));
  const attempts = createAttempts(createTable(settings.TABLE_NAME), now);

  const texter: Texter = {
    send: async (to, text) => (await import('./codeSenders.ts')).createTexter().send(to, text),
  };

  return ({ name, service, codesBySms }: ClientConfig, budgetMs: number): ActionDependencies => ({
    store,
    attempts,
    clientName: name,
    codesBySms,
    serviceUrl: settings.SERVICE_URL,
    service: createClientService({
      baseUrl: settings.SERVICE_URL,
      keyHeader: service?.keyHeader ?? 'x-api-key',
      key,
      secrets,
      budgetMs,
    }),
    codes: createIdentityCodes(
      async () => {
        const { createMailer } = await import('./codeSenders.ts');
        return createMailer({
          from: settings.FROM_ADDRESS,
          configurationSet: settings.CONFIGURATION_SET,
          name,
        });
      },
      codeKey,
      attempts,
      texter,
    ),
    now,
  });
}
