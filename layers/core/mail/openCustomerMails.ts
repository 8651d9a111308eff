import type { ClientConfig } from '../domain/clientConfig.ts';
import { createSecret } from '../secrets/secrets.ts';
import { openMailStore } from '../store/openStore.ts';
import { createCustomerMails, type CustomerMails } from './customerMails.ts';
import { createMailer } from './mailer.ts';

export interface CustomerMailsSettings {
  TABLE_NAME: string;
  RETENTION_DAYS: string;
  FROM_ADDRESS: string;
  CONFIGURATION_SET: string;
  LINK_SECRET_ARN: string;
}

/** The customer mails of a function, from its settings; the client's configuration is read at the first request. */
export function openCustomerMails(settings: CustomerMailsSettings): (config: ClientConfig) => CustomerMails {
  const mails = openMailStore(settings);
  const linkKey = createSecret(settings.LINK_SECRET_ARN);
  return config =>
    createCustomerMails({
      mailer: createMailer({
        from: settings.FROM_ADDRESS,
        configurationSet: settings.CONFIGURATION_SET,
        name: config.name,
      }),
      mails,
      config,
      linkKey,
    });
}
